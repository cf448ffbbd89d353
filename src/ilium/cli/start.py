"""`ilium start`: the app on one's own computer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from ilium.cli.app_extra import need_app
from ilium.cli.keeping import add_store_option

SUMMARY = "open the app in the browser, on this computer only"
DESCRIPTION = "Open the app in the browser; nothing leaves this computer."


def add_options(parser: ArgumentParser) -> None:
    """Declare the options of this command."""
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help="default: any that is free"
    )
    parser.add_argument(
        "--no-browser", action="store_true", help="print the address, open nothing"
    )
    add_store_option(parser)


def run(options: Namespace) -> None:
    """Serve the app until it is interrupted."""
    need_app()
    from ilium.app.hosting import Hosting
    from ilium.app.serving import start

    hosting = Hosting(database=options.database or "")
    start(hosting, port=options.port, browser=not options.no_browser)
