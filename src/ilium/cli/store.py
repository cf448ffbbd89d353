"""``ilium store``: where everything is kept, whether it is whole, and its backups."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from ilium.cli.keeping import add_store_option, opened, show_json

SUMMARY = "back up, restore or check the store of clients"
DESCRIPTION = "Where clients are kept, whether all of it is whole, and its backups."


def add_options(parser: ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(
        dest="action", metavar="info|backup|restore|migrate", required=True
    )
    info = actions.add_parser("info", help="show where it is and whether it is whole")
    info.add_argument("--json", action="store_true", help="for programs")
    backing = actions.add_parser("backup", help="write everything into one archive")
    restoring = actions.add_parser("restore", help="bring a backup back")
    restoring.add_argument(
        "--replace", action="store_true", help="let go of what is there now"
    )
    for each in (backing, restoring):
        each.add_argument("file", type=Path, metavar="FILE", help="a .zip file")
    actions.add_parser("migrate", help="bring an older store to this version")
    add_store_option(*actions.choices.values())


def run(options: Namespace) -> None:
    """Do what was asked."""
    if options.action == "migrate":
        from ilium.store import migrate_store

        before, after = migrate_store(options.database)
        print(f"From schema {before or 'none'} to {after}: every row is kept.")
        return
    store = opened(options)
    if options.action == "backup":
        count = store.back_up(options.file)
        print(f"{count} clients are in {options.file}. It is not encrypted.")
    elif options.action == "restore":
        print(
            f"{store.restore(options.file, replace=options.replace)} clients are back."
        )
    else:
        _info(options)


def _info(options: Namespace) -> None:
    from ilium.errors import StoreError

    found = opened(options).look()
    if options.json:
        show_json("store", found)
    else:
        for key, value in asdict(found).items():
            if key != "faults":
                print(f"{key}: {value}")
        print("whole: yes" if not found.faults else "whole: no")
    if found.faults:
        raise StoreError(
            " ".join(found.faults), "Restore the last backup: ilium store restore FILE."
        )
