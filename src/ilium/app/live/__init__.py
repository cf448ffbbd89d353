"""The live meter: pictures of a camera in, poses and a session for the log out."""
