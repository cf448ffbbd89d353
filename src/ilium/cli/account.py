"""``ilium account``: who may sign in to a served app."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ilium.cli.app_extra import need_app
from ilium.cli.keeping import add_store_option, opened, show_json, show_table
from ilium.errors import InputError

if TYPE_CHECKING:
    from ilium.store import Store

SUMMARY = "let people sign in to a served app"
DESCRIPTION = (
    "Who may sign in where `ilium serve` runs. Passwords are asked on the terminal, or "
    "read as one line from standard input; never from the command line."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the actions."""
    names = "add|list|on|off|password"
    actions = parser.add_subparsers(dest="action", metavar=names, required=True)
    adding = actions.add_parser("add", help="add an account")
    adding.add_argument(
        "--role",
        choices=("coach", "client"),
        required=True,
        help="a coach sees everybody, a client only themself",
    )
    adding.add_argument("--client", metavar="ID", default="", help="which client")
    listing = actions.add_parser("list", help="show every account")
    listing.add_argument("--json", action="store_true", help="for programs")
    others = {
        "on": "let it sign in again",
        "off": "let it sign in no longer; whoever is signed in is signed out",
        "password": "give it another password; it is signed out everywhere",
    }
    named = [adding, *(actions.add_parser(n, help=text) for n, text in others.items())]
    for each in named:
        each.add_argument("login", metavar="LOGIN", help="what is typed to sign in")
    add_store_option(*actions.choices.values())


def run(options: Namespace) -> None:
    """Do what was asked."""
    store = opened(options)
    if options.action == "add":
        _add(store, options)
    elif options.action == "list":
        _list(store, options)
    elif options.action == "password":
        account = store.accounts.named(options.login)
        store.accounts.set_password(account.id, _new_password(account.login))
        print(f"{account.login} has a new password and is signed out everywhere.")
    else:
        account = store.accounts.named(options.login)
        store.accounts.let_in(account.id, active=options.action == "on")
        print(f"{account.login} is {options.action}.")


def _add(store: Store, options: Namespace) -> None:
    hashed = _new_password(options.login)
    made = store.accounts.add(options.login, hashed, options.role, options.client)
    print(f"{made.login} may sign in as {made.role}.")


def _list(store: Store, options: Namespace) -> None:
    accounts = store.accounts.all()
    if options.json:
        show_json("accounts", accounts)
        return
    rows = [
        (
            each.login,
            each.role,
            each.client or "-",
            "yes" if each.active else "no",
            each.made_on,
        )
        for each in accounts
    ]
    show_table(["login", "role", "client", "may sign in", "since"], rows)
    if not accounts:
        print("Nobody yet: ilium account add LOGIN --role coach")


def _new_password(login: str) -> str:
    """Ask for a password twice, or read it once from standard input; its hash."""
    need_app()
    from ilium.app.passwords import hashed

    if not sys.stdin.isatty():
        return hashed(sys.stdin.readline().rstrip("\r\n"), login)
    typed = getpass.getpass("New password (12 letters or more): ")
    if typed != getpass.getpass("Once more: "):
        raise InputError("The two passwords differ.", "Type the same one twice.")
    return hashed(typed, login)
