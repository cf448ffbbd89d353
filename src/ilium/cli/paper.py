"""Files for paper: which kind, which size, and written whole or not at all."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from ilium.errors import InputError

PAGE, PDF = ".html", ".pdf"


def add_paper_option(parser: ArgumentParser) -> None:
    """Declare the size of the paper."""
    parser.add_argument(
        "--paper",
        choices=("a4", "letter"),
        default="a4",
        help="size of the paper (default: a4)",
    )


def write_paper(
    path: Path, page: Callable[[], str] | None, pdf: Callable[[], bytes]
) -> None:
    """Write a printed page as its name says.

    Parameters
    ----------
    path
        Ends with ``.pdf`` or ``.html``.
    page
        Makes the HTML; ``None`` where there is only a PDF.
    pdf
        Makes the PDF.

    Raises
    ------
    InputError
        Where the name ends otherwise, or the file cannot be written.
    """
    from ilium.core.atomic import replace_file
    from ilium.core.system_errors import not_written

    kinds = [PDF] if page is None else [PDF, PAGE]
    ending = path.suffix.lower()
    if ending not in kinds:
        raise InputError(
            f"{path.name!r} is no page to print.",
            f"Let its name end with {' or '.join(kinds)}.",
        )
    made = page().encode() if page is not None and ending == PAGE else pdf()
    try:
        replace_file(path, lambda neighbour: neighbour.write_bytes(made))
    except OSError as error:
        raise not_written(path, error) from error
