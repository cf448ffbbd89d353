"""What both ways to open the app share: its packages, and norms of one's own."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from importlib.util import find_spec
from pathlib import Path

from ilium.errors import InputError

PACKAGES = (
    "argon2",
    "cryptography",
    "fastapi",
    "python_multipart",
    "segno",
    "uvicorn",
    "websockets",
)


def need_app() -> None:
    """Say how to install the app where it is missing.

    Raises
    ------
    InputError
        Where one of its packages is not there.
    """
    missing = [each for each in PACKAGES if find_spec(each) is None]
    if missing:
        raise InputError(
            f"The app needs packages that are not installed: {', '.join(missing)}.",
            "Install them with: pip install 'ilium[app]'.",
        )


def add_norms_option(parser: ArgumentParser) -> None:
    """Declare the option by which every analysis of the app has own norms."""
    parser.add_argument(
        "--norms", type=Path, metavar="FILE", help="your own ranges and errors, TOML"
    )


def norms_of(options: Namespace) -> Path | None:
    """File of own norms, once it can be used."""
    if options.norms is None:
        return None
    from ilium.findings.norm_files import read_norms

    read_norms(options.norms)
    return options.norms.resolve()
