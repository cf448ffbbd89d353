"""What a page says, wherever its words come from: catalogue, measures, files."""

from __future__ import annotations

import html
import re

import pytest

from ilium.pipeline import analyse
from ilium.report import render_report
from people import a_jumper, a_squatter

FORBIDDEN = (
    "unstable", "weak", "misaligned", "wrong", "bad", "poor", "normal", "abnormal",
    "correct", "damage", "diagnos", "injury", "stiff", "robotic", "chaotic",
    "trendelenburg", "deficit", "patient", "dangerous", "fail",
)  # fmt: skip
ALLOWED = (
    "vertical stiffness",
    "leg stiffness",
    "not for medical or return-to-sport decisions",
)
"""Names of quantities, and the statement of what ilium is not for."""

RECORDINGS = {
    "a walk": (
        "btkdata/PiG/PiG_Motion-FlatFoot-Full.c3d",
        {"static": "btkdata/PiG/PiG_Calibration-FlatFoot-Full.c3d"},
    ),
    "a drop jump": (
        "nimblephysics/UpsideDown_drop_jump/trial1.c3d",
        {"static": "nimblephysics/UpsideDown_drop_jump/trial2.c3d"},
    ),
    "squats": (
        "nimblephysics/opencap_Subject4/MarkerData/squatsAsym1.trc.gz",
        {"forces": "nimblephysics/opencap_Subject4/GRF/squatsAsym1_grf.mot"},
    ),
    "a plate alone": ("biomdp/kistler_CMJ_1plate.c3d", {}),
}


def frightening(page):
    """Forbidden words of a page with their surroundings."""
    body = re.sub(r"(?s)<(script|style).*?</\1>", " ", page)
    words = html.unescape(re.sub(r"<[^>]*>", " ", body)).lower()
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', body)).lower()
    text = f"{words} {labels}"
    for each in ALLOWED:
        text = text.replace(each, " ")
    found = re.finditer(rf"\b\w*(?:{'|'.join(FORBIDDEN)})\w*", text)
    return [text[max(each.start() - 40, 0) : each.end() + 20] for each in found]


@pytest.mark.parametrize("analysis", [a_squatter(17, 3), a_jumper(half=True)])
def test_synthetic_people_read_no_forbidden_word(analysis):
    assert frightening(render_report(analysis)) == []


@pytest.mark.parametrize("name", RECORDINGS)
def test_recorded_people_read_no_forbidden_word(name, samples):
    path, files = RECORDINGS[name]
    given = {key: samples / file for key, file in files.items()}
    page = render_report(analyse(samples / path, **given))
    assert frightening(page) == []
    assert len(page.encode()) < 1_500_000


def test_the_check_finds_a_word_in_text_and_in_a_label():
    """Negative control."""
    assert frightening("<p>Your knee is unstable</p>")
    assert frightening('<svg aria-label="a weak hip"></svg>')
    assert not frightening("<p>Vertical stiffness 12 kN/m</p>")
