"""Taking a port of this computer."""

from __future__ import annotations

import socket

from ilium.errors import InputError

LOOPBACK = "127.0.0.1"


def listen(host: str, port: int) -> socket.socket:
    """Take a port before anything is promised about it.

    Parameters
    ----------
    host, port
        Address; port 0 for any that is free.

    Returns
    -------
    socket.socket
        Listening.

    Raises
    ------
    InputError
        Where another program has it.
    """
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise InputError(
            f"Port {port} of {host} cannot be used ({error.strerror}).",
            "Leave out --port, and a free one is chosen.",
        ) from None
    made.listen(128)
    return made
