"""The page of the origin: every piece of the text, and what makes it real."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "origin"
ROWS: Final = FOLDER / "rows.toml"
PAGE: Final = FOLDER / "index.md"
KINDS: Final = {
    "title": "title",
    "sentence": "sentence",
    "cue": "cue",
    "picture": "picture",
    "reference": "reference",
}


def rows() -> list[Mapping[str, Any]]:
    """Every piece of the text, in its order."""
    return tomllib.loads(ROWS.read_text(encoding="utf-8"))["row"]


def origin_page() -> str:
    """The page as Markdown."""
    head = [
        "# Where ilium comes from",
        "",
        (
            "ilium began with a text by Ivana: after two births her back and left hip "
            "hurt after lunges, a motion-capture laboratory showed a pelvis that she "
            "could not hold, and progressive training gave her the lunges back. This "
            "page takes the text piece by piece (named by its opening words) and says "
            "what in ilium makes it real, or why it cannot be measured. A test follows "
            "every link."
        ),
        "",
        "| | Piece | What makes it real |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *(_line(each) for each in rows())]) + "\n"


def _line(row: Mapping[str, Any]) -> str:
    number = f" {row['number']}" if "number" in row else ""
    words = "; ".join(_links(row))
    if "cannot" in row:
        words = f"Cannot be measured, because {row['cannot']}."
    note = f" {row['note']}" if "note" in row else ""
    kind = f"{KINDS[row['kind']]}{number}"
    return f"| {kind} | “{row['opens']} …” | {words}{note and f'. {note.strip()}'} |"


def _links(row: Mapping[str, Any]) -> Iterator[str]:
    for link in row.get("real", ()):
        kind, _, name = link.partition(":")
        if kind == "page":
            yield f"[{name.removesuffix('.md')}](../{name})"
        elif kind == "test":
            yield f"test `{name.split('::')[0].removeprefix('tests/')}`"
        elif kind == "command":
            yield f"`ilium {name}`"
        else:
            yield f"{kind} `{name.removeprefix('cue.')}`"


if __name__ == "__main__":
    PAGE.write_text(origin_page(), encoding="utf-8")
