"""Accounts of a served app, and the sign-ins that have not ended."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

import sqlalchemy as sa

from ilium.errors import InputError
from ilium.store.consent import known_client
from ilium.store.database import Database
from ilium.store.ids import new_id
from ilium.store.schema import ACCOUNT, SIGN_IN

Role = Literal["coach", "client"]
IDLE: Final = MappingProxyType(
    {"coach": dt.timedelta(minutes=30), "client": dt.timedelta(hours=12)}
)
"""How long a sign-in lasts without being used."""
ENDS: Final = MappingProxyType(
    {"coach": dt.timedelta(hours=12), "client": dt.timedelta(days=7)}
)
"""How long it lasts at most."""
FRESH: Final = dt.timedelta(minutes=1)
"""How often its last use is written down."""
LOGIN: Final = range(3, 65)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in.

    Parameters
    ----------
    id
        Five letters and digits.
    login
        What they type.
    role
        ``coach`` sees everybody, ``client`` only themself.
    client
        Whom a client's account may see; empty for a coach's.
    active
        Whether it may sign in.
    made_on
        Day.
    """

    id: str
    login: str
    role: Role
    client: str
    active: bool
    made_on: dt.date


@dataclass(frozen=True, slots=True, eq=False)
class Accounts:
    """Every account of one store; passwords come and go as hashes.

    Parameters
    ----------
    database
        Where they are kept.
    """

    database: Database

    def add(self, login: str, hashed: str, role: Role, client: str = "") -> Account:
        """Add an account.

        Parameters
        ----------
        login
            What is typed to sign in.
        hashed
            Hash of the password.
        role
            ``coach`` or ``client``.
        client
            Whom a client's account may see.

        Returns
        -------
        Account
            The new one.

        Raises
        ------
        InputError
            Where the login is taken or cannot be used, or role and client disagree.
        """
        login = readable(login)
        if (role == "client") != bool(client):
            raise InputError(
                "A client's account names its client, and a coach's does not.",
                "Say which client with --client ID, or make it a coach's account.",
            )
        with self.database.writing() as connection:
            key = known_client(connection, client) if client else None
            if _row(connection, ACCOUNT.c.login == login) is not None:
                raise InputError(
                    "An account has this login already.", "Choose another login."
                )
            made = new_id(set(connection.scalars(sa.select(ACCOUNT.c.id))))
            connection.execute(
                ACCOUNT.insert().values(
                    id=made,
                    login=login,
                    password=hashed,
                    role=role,
                    client_id=key,
                    active=True,
                    made_on=self.database.today,
                )
            )
            self.database.note(connection, "add account", key or made)
            return _account(_row(connection, ACCOUNT.c.id == made))

    def all(self) -> tuple[Account, ...]:
        """Every account by role and login."""
        with self.database.reading() as connection:
            order = (ACCOUNT.c.role.desc(), ACCOUNT.c.login)
            rows = connection.execute(sa.select(ACCOUNT).order_by(*order))
            return tuple(_account(each) for each in rows)

    def named(self, login: str) -> Account:
        """Account with a login.

        Parameters
        ----------
        login
            As typed.

        Returns
        -------
        Account
            The account.

        Raises
        ------
        InputError
            Where nobody has it.
        """
        found = self.secret(login)
        if found is None:
            raise InputError("No account has this login.", "See `ilium account list`.")
        return found[0]

    def secret(self, login: str) -> tuple[Account, str] | None:
        """Account with a login and the hash of its password; ``None`` for nobody's."""
        with self.database.reading() as connection:
            row = _row(connection, ACCOUNT.c.login == plain_login(login))
            return None if row is None else (_account(row), str(row.password))

    def set_password(self, account: str, hashed: str) -> None:
        """Give an account another password; whoever is signed in with it is not.

        Parameters
        ----------
        account
            Id.
        hashed
            Hash of the new password.
        """
        with self.database.writing() as connection:
            _update(connection, account, password=hashed)
            connection.execute(SIGN_IN.delete().where(SIGN_IN.c.account_id == account))
            self.database.note(connection, "new password", account)

    def rehash(self, account: str, hashed: str) -> None:
        """Keep the same password under a stronger hash."""
        with self.database.writing() as connection:
            _update(connection, account, password=hashed)

    def let_in(self, account: str, *, active: bool) -> None:
        """Let an account sign in, or no longer; then its sign-ins end at once.

        Parameters
        ----------
        account
            Id.
        active
            Whether it may.

        Raises
        ------
        InputError
            Where it is the last coach's.
        """
        with self.database.writing() as connection:
            _update(connection, account, active=active)
            if not active:
                _keep_a_coach(connection)
                ended = SIGN_IN.delete().where(SIGN_IN.c.account_id == account)
                connection.execute(ended)
            what = "account on" if active else "account off"
            self.database.note(connection, what, account)

    def sign_in(self, account: Account) -> str:
        """Begin a sign-in.

        Parameters
        ----------
        account
            Who has shown the password.

        Returns
        -------
        str
            What the cookie holds; the store keeps only its hash.
        """
        token, now = secrets.token_urlsafe(32), self.database.now()
        with self.database.writing() as connection:
            connection.execute(SIGN_IN.delete().where(SIGN_IN.c.ends <= now))
            connection.execute(
                SIGN_IN.insert().values(
                    token=_hash(token),
                    account_id=account.id,
                    began=now,
                    seen=now,
                    ends=now + ENDS[account.role],
                )
            )
            self.database.note(connection, "sign in", account.id)
        return token

    def signed_in(self, token: str) -> Account | None:
        """Whose sign-in a cookie is, and note that it is used.

        Parameters
        ----------
        token
            What the cookie holds.

        Returns
        -------
        Account or None
            Nobody where it has ended, or never was.
        """
        key, now = _hash(token), self.database.now()
        with self.database.reading() as connection:
            query = sa.select(ACCOUNT, SIGN_IN.c.seen, SIGN_IN.c.ends)
            joined = query.join(SIGN_IN, SIGN_IN.c.account_id == ACCOUNT.c.id)
            row = connection.execute(joined.where(SIGN_IN.c.token == key)).first()
        if row is None or not row.active:
            return None
        if now >= row.ends or now >= row.seen + IDLE[row.role]:
            return None
        if now >= row.seen + FRESH:
            with self.database.writing() as connection:
                used = SIGN_IN.update().where(SIGN_IN.c.token == key)
                connection.execute(used.values(seen=now))
        return _account(row)

    def sign_out(self, token: str) -> None:
        """End one sign-in."""
        key = _hash(token)
        with self.database.writing() as connection:
            connection.execute(SIGN_IN.delete().where(SIGN_IN.c.token == key))


def plain_login(login: str) -> str:
    """A login as it is kept: ``" Ada "`` is ``ada``."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def readable(login: str) -> str:
    """A login as it is kept, where it can be used as one.

    Parameters
    ----------
    login
        As typed.

    Returns
    -------
    str
        In small letters.

    Raises
    ------
    InputError
        Where it is too short or too long, or holds something else than letters,
        digits and ``. _ - @ +``.
    """
    plain = plain_login(login)
    known = all(each.isalnum() or each in "._-@+" for each in plain)
    if len(plain) not in LOGIN or not known:
        raise InputError(
            "A login has 3 to 64 letters and digits, also . _ - @ and +.",
            "Choose one, for example a short word that is not a client's name.",
        )
    return plain


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _row(connection: sa.Connection, which: sa.ColumnElement[bool]) -> Any:  # noqa: ANN401
    return connection.execute(sa.select(ACCOUNT).where(which)).first()


def _account(row: Any) -> Account:  # noqa: ANN401
    return Account(
        id=row.id,
        login=row.login,
        role=row.role,
        client=row.client_id or "",
        active=row.active,
        made_on=row.made_on,
    )


def _update(connection: sa.Connection, account: str, **values: object) -> None:
    changed = ACCOUNT.update().where(ACCOUNT.c.id == account).values(**values)
    if not connection.execute(changed).rowcount:
        raise InputError("There is no such account.", "See `ilium account list`.")


def _keep_a_coach(connection: sa.Connection) -> None:
    coaches = sa.select(ACCOUNT.c.id).where(ACCOUNT.c.role == "coach", ACCOUNT.c.active)
    if connection.scalar(coaches.limit(1)) is None:
        raise InputError(
            "This is the last coach's account; nobody could let others in.",
            "Add another coach's account first.",
        )
