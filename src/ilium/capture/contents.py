"""What a file is, by its first bytes: names are never believed."""

from __future__ import annotations

import re
from typing import Final, Literal

Kind = Literal["laboratory", "video", "keypoints", "forces", ""]

LOOKED_AT: Final = 4096
"""How much of a file tells what it is [bytes]."""
KINDS: Final[dict[str, Kind]] = {
    "c3d": "laboratory",
    "trc": "laboratory",
    "csv": "laboratory",
    "mot": "forces",
    "mp4": "video",
    "mov": "video",
    "webm": "video",
    "mkv": "video",
    "avi": "video",
    "json": "keypoints",
    "px.trc": "keypoints",
}
"""Each ending that `ending_of` gives, and what such a file is used as."""

FIRST_SIGN: Final = 0x20
"""First byte that could begin a text; a C3D file's is the number of a block."""
_ISO_BOXES: Final = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
_MATROSKA: Final = b"\x1a\x45\xdf\xa3"
_NEXUS: Final = ("trajectories", "devices", "model outputs", "joints", "segments")
_PIXELS: Final = re.compile(r"\tpx\t|\tpixels?\t", re.IGNORECASE)


def ending_of(start: bytes) -> str:
    """Find out what a file holds.

    Parameters
    ----------
    start
        Its first bytes, `LOOKED_AT` or all.

    Returns
    -------
    str
        A key of `KINDS`; empty for none of these.
    """
    if start[1:2] == b"\x50" and start[0] < FIRST_SIGN:
        return "c3d"
    if start[4:8] in _ISO_BOXES:
        return "mov" if start[8:12] == b"qt  " or start[4:8] != b"ftyp" else "mp4"
    if start.startswith(_MATROSKA):
        return "webm" if b"webm" in start[:64] else "mkv"
    if start.startswith(b"RIFF") and start[8:12] == b"AVI ":
        return "avi"
    return _text_ending(start)


def _text_ending(start: bytes) -> str:
    try:
        text = start.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(start) - 4:
            return ""
        text = start[: error.start].decode("utf-8-sig")
    if text.startswith("PathFileType"):
        return "px.trc" if _PIXELS.search(text) else "trc"
    if re.search(r"^\s*endheader\s*$", text, re.IGNORECASE | re.MULTILINE):
        return "mot"
    first = text.lstrip()[:1]
    if first in ("{", "["):
        return "json"
    line = text.partition("\n")[0].strip().strip(',;"\t').lower()
    return "csv" if line in _NEXUS else ""
