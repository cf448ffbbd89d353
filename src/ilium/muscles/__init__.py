"""From joint moments to muscle forces and joint loads."""
