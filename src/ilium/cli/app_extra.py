"""Whether the packages of the app are installed, before any of them is imported."""

from __future__ import annotations

from importlib.util import find_spec

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
