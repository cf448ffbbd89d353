"""What every page looks like: style sheet, scripts, and what npm's packages gave."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Response
from starlette.staticfiles import StaticFiles

from ilium import __version__
from ilium.report.shell import script_text, style_sheet

FOLDER: Final = Path(str(resources.files("ilium.app"))) / "static"


def add_assets(app: FastAPI) -> None:
    """Serve style sheet and player of the report, and the folder of files."""
    app.add_api_route("/static/style.css", style, include_in_schema=False)
    app.add_api_route("/static/player.js", _player, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=FOLDER), name="static")


def address_of(name: str) -> str:
    """Address of a file of ``app/static``, new with each version."""
    return f"/static/{name}?v={__version__}"


@cache
def _sheet() -> bytes:
    own = (FOLDER / "css" / "app.css").read_text(encoding="utf-8")
    return f"{style_sheet()}\n{own}".encode()


async def _player() -> Response:
    return Response(script_text("player.js"), media_type="text/javascript")


async def style() -> Response:
    """The style sheet of every page."""
    return Response(_sheet(), media_type="text/css")
