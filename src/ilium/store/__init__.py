"""Clients, consent, visits, results and logs in one database."""
