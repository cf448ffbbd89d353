"""The report as one file: complete, closed, deterministic, safe."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import itertools
import json
import re
from dataclasses import replace

import pytest

from ilium.core.issue import Issue
from ilium.findings.words import catalogue
from ilium.report import render_report, write_report
from people import a_jumper, a_squatter

HOSTILE = "</script><script>alert(1)</script><!--\u202e\"'><img src=x onerror=alert(2)>"
VOID = {"meta", "input", "br", "img", "link"}


class Page(html.parser.HTMLParser):
    """Every element with its attributes, and the text of scripts and styles."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.stack, self.inside = [], [], {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        if self.stack and self.stack[-1] in ("script", "style"):
            self.inside.setdefault(self.stack[-1], []).append(data)

    def named(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module")
def squat():
    return render_report(a_squatter())


@pytest.fixture(scope="module")
def page(squat):
    return Page(squat)


def test_every_element_is_closed(page):
    assert page.stack == []


def test_identifiers_are_unique_and_links_lead_somewhere(page):
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = [each["href"][1:] for each in page.named("a") if each["href"][0] == "#"]
    assert set(inner) <= set(ids)
    for _, attrs in page.elements:
        for key in ("aria-labelledby", "aria-describedby"):
            assert set(attrs.get(key, "").split()) <= set(ids)


def test_nothing_is_fetched(page):
    assert not [tag for tag, _ in page.elements if tag in ("link", "img", "iframe")]
    assert not any("src" in attrs for _, attrs in page.elements)
    assert not any("style" in attrs for _, attrs in page.elements)
    assert not any(key.startswith("on") for _, attrs in page.elements for key in attrs)
    assert "url(" not in page.inside["style"][0]


def test_the_policy_allows_exactly_this_script_and_this_style(page):
    policy = next(
        each["content"] for each in page.named("meta") if "http-equiv" in each
    )
    assert policy.startswith("default-src 'none'")
    for kind, content in (
        ("style", page.inside["style"][-1]),
        ("script", page.inside["script"][-1]),
    ):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_the_same_analysis_gives_the_same_bytes(squat, tmp_path):
    write_report(a_squatter(), tmp_path / "report.html")
    assert (tmp_path / "report.html").read_bytes() == squat.encode()
    assert str(tmp_path) not in squat


def test_it_stays_below_one_and_a_half_megabytes():
    assert len(render_report(a_squatter(times=12)).encode()) < 1_500_000


def test_every_plot_has_a_sentence_and_a_table(page):
    plots = [each for each in page.named("svg") if each.get("class") == "plot"]
    charts = [each for each in page.named("figure") if each.get("class") == "chart"]
    assert len(plots) == len(charts) > 10
    for plot, chart in zip(plots, charts, strict=True):
        assert plot["role"] == "img"
        assert plot["aria-labelledby"] == f"{chart['id']}-t {chart['id']}-s"
    assert len(page.named("table")) >= len(plots)


def test_headings_descend_without_a_gap(page):
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 2 for before, after in itertools.pairwise(levels))


def test_every_control_has_a_name(squat, page):
    assert '<label class="grow"><span class="visually-hidden">' in squat
    assert len(page.named("select")) == 2
    assert squat.count("<label") == 3
    buttons = [each for each in page.named("button") if "id" not in each]
    assert all(each.get("aria-label") for each in buttons)


def test_jump_numbers_never_come_before_the_pelvis():
    jump = render_report(a_jumper())
    keys = re.findall(r'<section id="([a-z]+)"', jump)
    assert keys[0] == "stability"
    assert "forces" in keys
    assert keys[-2:] == ["quality", "methods"]


def test_half_a_body_gets_a_report():
    half = render_report(a_jumper(half=True))
    assert "Only the right leg was recorded" in half
    assert "measures could not be taken" in half


def test_hostile_labels_stay_text():
    analysis = a_squatter(name=HOSTILE)
    issue = Issue(kind="x", where=HOSTILE, what=HOSTILE, severity="serious")
    hostile = replace(
        analysis,
        trial=replace(analysis.trial, issues=(issue,)),
        kinematics=replace(analysis.kinematics, marker_set=HOSTILE, method=HOSTILE),
        movement=replace(analysis.movement, why=HOSTILE),
    )
    text = render_report(hostile)
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "\u202e" not in text
    page = Page(text)
    assert len(page.named("script")) == 2
    assert not any(key.startswith("on") for _, attrs in page.elements for key in attrs)


def test_the_check_notices_markup_that_came_through(squat):
    """Negative control."""
    broken = Page(squat.replace("<h1", "<img src=x onerror=alert(2)><h1", 1))
    assert broken.named("img")


def test_the_players_data_hold_the_movement_in_whole_millimetres(squat):
    found = re.search(r'id="player-data">(.*?)</script>', squat, re.DOTALL)
    data = json.loads(found.group(1))
    assert len(data["tracks"]) == 3 * len(data["names"])
    assert {len(each) for each in data["tracks"]} == {len(data["time"])}
    assert len(data["repetitions"]) == 6
    rate = (len(data["time"]) - 1) / (data["time"][-1] - data["time"][0])
    assert rate <= 60.0 + 1e-6
    hip = a_squatter().kinematics.joint("hip_left")
    column = 3 * data["names"].index("hip_left") + 1
    assert sum(data["tracks"][column][:1]) == pytest.approx(1000 * hip[0, 1], abs=0.5)


def test_no_page_uses_a_forbidden_word(squat):
    from unit.findings.test_words import frightening

    shown = re.sub(r"<(script|style).*?</\1>", "", squat, flags=re.DOTALL)
    shown = re.sub(r"<[^>]+>", " ", shown)
    assert not frightening(shown)


def test_every_angle_of_the_grid_has_a_name():
    from ilium.report.sections.kinematics import GRID

    for angle, components in GRID:
        for component in components:
            assert f"angle.{angle}.{component}.title" in catalogue()
