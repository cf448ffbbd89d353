"""Every reason for which a clip is refused has words for the first screen."""

import re
from pathlib import Path

import ilium
from ilium.findings.words import has

ROOMS = ("planar", "vision")
NOT_REFUSING = {"camera-disagrees", "camera-not-levelled", "not-square-on"}
"""Kinds that stand beside one that refuses; several cameras state the first."""


def _serious_kinds():
    """Kinds of issues near a `serious` in the code of the rooms of film."""
    home = Path(ilium.__file__).parent
    for room in ROOMS:
        for path in sorted((home / room).rglob("*.py")):
            code = path.read_text(encoding="utf-8")
            for block in re.split(r"\n(?=\S)", code):
                if '"serious"' in block:
                    yield from re.findall(r'"([a-z]+(?:-[a-z]+)+)"', block)


def test_every_kind_has_its_remedy():
    kinds = set(_serious_kinds())
    assert {"too-far-away", "sides-swapped", "no-person"} <= kinds
    missing = {each for each in kinds - NOT_REFUSING if not has(f"film.gate_{each}")}
    assert missing == set()


def test_a_kind_without_words_would_be_noticed():
    assert not has("film.gate_no-such-reason")
