"""Documents as answers: pages with their own closed policy, and files to keep."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from fastapi import Response
from fastapi.responses import FileResponse, HTMLResponse
from starlette.background import BackgroundTask

from ilium.core.scratch import scratch_folder

_META: Final = re.compile(
    r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
)
CLOSED: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""For a document that names no policy of its own: nothing runs, nothing is fetched."""


def printed(data: bytes, name: str) -> Response:
    """Answer with a PDF that is shown, or kept under its name."""
    return _file(data, name, "application/pdf", "inline")


def to_keep(data: bytes, name: str, kind: str) -> Response:
    """Answer with a file that the browser keeps."""
    return _file(data, name, kind, "attachment")


def written(write: Callable[[Path], object], name: str, kind: str) -> FileResponse:
    """Answer with a file that is written for this answer, and gone after it.

    Parameters
    ----------
    write
        Writes it.
    name
        Under which the browser keeps it.
    kind
        Media type.

    Returns
    -------
    FileResponse
        Read from the disk while it is sent, however large it is.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(scratch_folder())
        write(folder / name)
        gone = BackgroundTask(stack.pop_all().close)
    return FileResponse(folder / name, media_type=kind, filename=name, background=gone)


def _file(data: bytes, name: str, kind: str, how: str) -> Response:
    headers = {"content-disposition": f'{how}; filename="{name}"'}
    return Response(data, media_type=kind, headers=headers)


def own_document(page: str) -> HTMLResponse:
    """Answer with a page that holds its own style and script, by its own policy.

    Parameters
    ----------
    page
        A whole document; the policy that it names (with the hashes of its style and
        script) is sent as header too.

    Returns
    -------
    HTMLResponse
        It can neither fetch anything nor be framed by another site.
    """
    found = _META.search(page)
    named = html.unescape(found.group(1)) if found else CLOSED
    policy = f"{named}; frame-ancestors 'none'"
    return HTMLResponse(page, headers={"content-security-policy": policy})
