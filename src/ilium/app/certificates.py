"""Certificates for https: whose they are, until when, and whether the key fits."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.types import (
    PrivateKeyTypes,
    PublicKeyTypes,
)

from ilium.errors import InputError


def names_of(certificate: Path, key: Path, now: dt.datetime) -> tuple[str, ...]:
    """Names for which a certificate speaks, once it and its key can be used.

    Parameters
    ----------
    certificate
        PEM file, the server's own certificate first.
    key
        PEM file of its private key, without a password.
    now
        The clock [UTC].

    Returns
    -------
    tuple
        Names and addresses that browsers may ask for.

    Raises
    ------
    InputError
        Where one cannot be read, they do not belong together, the certificate is over
        or not begun, or everybody on the computer may read the key.
    """
    own = _certificate(certificate)
    if _public(own.public_key()) != _public(_key(key).public_key()):
        raise InputError(
            f"The key {key.name!r} does not belong to {certificate.name!r}.",
            "Give the two files that were made together.",
        )
    begins = own.not_valid_before_utc.replace(tzinfo=None)
    ends = own.not_valid_after_utc.replace(tzinfo=None)
    if not begins <= now <= ends:
        raise InputError(
            f"The certificate holds from {begins:%Y-%m-%d} to {ends:%Y-%m-%d}.",
            "Renew it, then start again.",
        )
    try:
        held = own.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        raise InputError(
            f"The certificate {certificate.name!r} names no host.",
            "Have one made whose subject alternative names hold the server's name.",
        ) from None
    addresses = held.value.get_values_for_type(x509.IPAddress)
    return (
        *held.value.get_values_for_type(x509.DNSName),
        *(str(each) for each in addresses),
    )


def _certificate(file: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(file.read_bytes())
    except (OSError, ValueError):
        raise InputError(
            f"{file.name!r} cannot be read as a certificate.",
            "Give a PEM file that begins with -----BEGIN CERTIFICATE-----.",
        ) from None


def _key(file: Path) -> PrivateKeyTypes:
    try:
        open_to_all = file.stat().st_mode & 0o007
        key = serialization.load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError, TypeError):
        raise InputError(
            f"{file.name!r} cannot be read as a private key without a password.",
            "Give a PEM file that begins with -----BEGIN PRIVATE KEY-----.",
        ) from None
    if open_to_all:
        raise InputError(
            f"Everybody on this computer may read the key {file.name!r}.",
            f"Take the right away, for example with `chmod 600 {file.name}`.",
        )
    return key


def _public(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
