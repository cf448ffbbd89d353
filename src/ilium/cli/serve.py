"""`ilium serve`: the app for other computers, with accounts and by https alone."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilium.cli.app_extra import add_norms_option, need_app, norms_of
from ilium.cli.keeping import add_store_option
from ilium.errors import InputError

SUMMARY = "serve the app to other computers, with accounts and by https"
DESCRIPTION = (
    "Serve the app to people who have an account (`ilium account`), by https: with a "
    "certificate of your own, or behind a proxy that has one."
)
ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not listened on


def add_options(parser: ArgumentParser) -> None:
    """Declare the options of this command."""
    say = parser.add_argument
    say("--host", metavar="ADDRESS", help="address of this computer to listen on")
    say("--port", type=int, metavar="N", help="default: 8443, behind a proxy 8000")
    say(
        "--name",
        action="append",
        default=[],
        metavar="NAME",
        help="name in the browser's address (default: the certificate's)",
    )
    say("--certificate", type=Path, metavar="PEM", help="certificate for https")
    say("--key", type=Path, metavar="PEM", help="its private key")
    say(
        "--behind-proxy",
        nargs="+",
        default=[],
        metavar="ADDRESS",
        help="addresses of the proxy that speaks https for ilium",
    )
    add_norms_option(parser)
    add_store_option(parser)


def run(options: Namespace) -> None:
    """Serve the app until it is interrupted."""
    need_app()
    host = _host(options)
    names = _names(options, host)
    from ilium.app.hosting import Hosting
    from ilium.app.serving import serve

    hosting = Hosting(
        database=options.database or "",
        hosts=names,
        served=True,
        secure=True,
        proxies=tuple(options.behind_proxy),
        norms=norms_of(options),
    )
    usual = 8000 if options.behind_proxy else 8443
    port = usual if options.port is None else options.port
    serve(hosting, host, port, certificate=options.certificate, key=options.key)


def _host(options: Namespace) -> str:
    if options.host:
        return options.host
    if options.behind_proxy:
        return "127.0.0.1"
    raise InputError(
        "It is not said on which address to listen.",
        "Give --host, for example --host 192.168.1.20, or --behind-proxy 127.0.0.1.",
    )


def _names(options: Namespace, host: str) -> tuple[str, ...]:
    """Names that browsers ask for: those given, the certificate's, else the host."""
    paired = bool(options.certificate) == bool(options.key)
    if not paired or bool(options.certificate) == bool(options.behind_proxy):
        raise InputError(
            "Passwords and health data may cross a network by https alone.",
            "Give --certificate PEM and --key PEM, or --behind-proxy ADDRESS of a "
            "proxy that speaks https; on this computer alone, use `ilium start`.",
        )
    names = tuple(options.name)
    if options.certificate:
        from ilium.app.certificates import names_of

        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        held = names_of(options.certificate, options.key, now)
        names = names or tuple(each for each in held if "*" not in each)
    if not names and host not in (*ANYWHERE, "127.0.0.1", "::1"):
        names = (host,)
    if not names:
        raise InputError(
            "It is not known under which name browsers will ask for ilium.",
            "Give it with --name, for example --name ilium.example.org.",
        )
    return names
