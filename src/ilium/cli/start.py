"""`ilium start`: the app on one's own computer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ilium.cli.app_extra import add_norms_option, need_app, norms_of
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
    parser.add_argument(
        "--watch", metavar="FOLDER", help="look for new recordings in this folder"
    )
    parser.add_argument(
        "--phone",
        nargs="?",
        const="",
        metavar="ADDRESS",
        help="let phones in the same Wi-Fi send clips, at this address of this "
        "computer (default: found out)",
    )
    parser.add_argument(
        "--show-names",
        action="store_true",
        help="show names that were hidden and whose code is forgotten",
    )
    add_norms_option(parser)
    add_store_option(parser)


def run(options: Namespace) -> None:
    """Serve the app until it is interrupted."""
    need_app()
    from ilium.app.hosting import Hosting
    from ilium.app.serving import start

    phone = ""
    if options.phone is not None:
        from ilium.app.phone import local_address

        phone = options.phone or local_address()
    hosting = Hosting(
        database=options.database or "",
        watched=_folder(options.watch),
        phone=phone,
        norms=norms_of(options),
    )
    start(
        hosting,
        port=options.port,
        browser=not options.no_browser,
        show_names=options.show_names,
    )


def _folder(name: str | None) -> Path | None:
    """Folder that is to be watched, where it exists."""
    if name is None:
        return None
    from ilium.errors import InputError

    folder = Path(name).resolve()
    if not folder.is_dir():
        raise InputError(
            f"There is no folder {name!r} to watch.", "Check its name, or make it."
        )
    return folder
