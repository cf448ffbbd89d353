"""Passwords: kept as Argon2 hashes, and refused where they are easily guessed."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ilium.errors import InputError
from ilium.store import Store
from ilium.store.accounts import Account, plain_login
from ilium.store.ids import ALPHABET

LENGTH: Final = range(12, 257)
DIFFERENT: Final = 6
"""How many different letters a password has at least."""
COMMON: Final = (
    "password",
    "passwort",
    "passw0rd",
    "qwerty",
    "qwertz",
    "letmein",
    "welcome",
    "willkommen",
    "iloveyou",
    "abc123",
    "admin",
    "123456",
    "654321",
    "abcdef",
    "111111",
    "ilium",
    "pelvis",
)
"""What common passwords are made of, after lists of leaked ones."""
AT_ONCE: Final = threading.BoundedSemaphore(2)
"""Each hash takes 64 MiB: never more than two at a time."""


def hashed(password: str, login: str) -> str:
    """Hash a new password.

    Parameters
    ----------
    password
        As typed.
    login
        Whose it is to be; the password may not be made of it.

    Returns
    -------
    str
        With its parameters and salt.

    Raises
    ------
    InputError
        Where it is easily guessed.
    """
    plain = _plain(password)
    if len(plain) not in LENGTH:
        raise InputError(
            f"This password has {len(plain)} letters; {LENGTH.start} are needed.",
            "Take four words that have nothing to do with each other.",
        )
    rest = plain.casefold()
    for each in (*COMMON, plain_login(login)):
        rest = rest.replace(each, "")
    if len(set(rest)) < DIFFERENT:
        raise InputError(
            "This password is easily guessed: common words, the login or the same "
            "few letters make up most of it.",
            "Take four words that have nothing to do with each other.",
        )
    with AT_ONCE:
        return _hasher().hash(plain)


def admitted(store: Store, login: str, password: str) -> Account | None:
    """Whose login and password these are.

    It takes the same time for a login that nobody has.

    Parameters
    ----------
    store
        With the accounts.
    login, password
        As typed.

    Returns
    -------
    Account or None
        Nobody where either is wrong, or the account may not sign in.
    """
    known = store.accounts.secret(login)
    kept = known[1] if known else _nobodys()
    plain = _plain(password[: LENGTH.stop])
    with AT_ONCE:
        try:
            _hasher().verify(kept, plain)
        except (VerificationError, InvalidHashError):
            return None
        if known is None or not known[0].active:
            return None
        if _hasher().check_needs_rehash(kept):
            store.accounts.rehash(known[0].id, _hasher().hash(plain))
    return known[0]


def drawn() -> str:
    """Draw a password that is easy to read out: five groups of four."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(5))
    return "-".join(groups)


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """Hash of a password that nobody knows."""
    return _hasher().hash(secrets.token_urlsafe(32))
