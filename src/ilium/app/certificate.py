"""A certificate of one's own for an address in the local network, for a short while."""

from __future__ import annotations

import datetime as dt
import os
import ssl
import tempfile
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

VALID: Final = dt.timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate in use; its key was never on a disk that lasts.

    Parameters
    ----------
    context
        For a server.
    fingerprint
        SHA-256 of the certificate, in pairs as phones show it.
    """

    context: ssl.SSLContext
    fingerprint: str


def make_certificate(address: str, now: dt.datetime) -> Certificate:
    """Make a key and a certificate for an address, signed by itself.

    Parameters
    ----------
    address
        IP address that a phone types.
    now
        The clock (UTC).

    Returns
    -------
    Certificate
        Valid for two days from now on.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ilium")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + VALID)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(purpose, critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    context = _context(made.public_bytes(serialization.Encoding.PEM) + private)
    fingerprint = made.fingerprint(hashes.SHA256()).hex(" ").upper()
    return Certificate(context=context, fingerprint=fingerprint)


def _context(pem: bytes) -> ssl.SSLContext:
    """Give a server's context a chain, which the library reads from a file alone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    handle, name = tempfile.mkstemp(prefix="ilium-")  # its owner's alone: 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
        context.load_cert_chain(name)
    finally:
        Path(name).unlink()
    return context
