"""A laboratory's own error, from repeated sessions to the ± of a finding."""

from __future__ import annotations

import csv
from typing import get_args

import numpy as np
import pytest

from cohorts import write_results
from ilium.cli import main
from ilium.findings.norms import Kind
from ilium.findings.words import say
from ilium.maths.reliability import repeated_sessions

DROP = "pelvic_drop_peak"


def summary(folder):
    with (folder / "measures.csv").open(encoding="utf-8") as stream:
        rows = [each for each in csv.DictReader(stream) if each["measure"] == DROP]
    return next(each for each in rows if not each["repetition"])


@pytest.mark.parametrize(("noise", "digits"), [(0.2, 1), (2.5, 0)])
def test_the_error_beside_a_number_is_the_laboratorys_own(
    study_folder, tmp_path, noise, digits
):
    random = np.random.default_rng(8)
    table = random.normal(6.0, 3.0, (12, 1)) + random.normal(0.0, noise, (12, 2))
    values = {
        (f"P{who}", f"day{day}", ""): [(DROP, "left", table[who, day])]
        for who in range(12)
        for day in range(2)
    }
    cohort = write_results(tmp_path / "cohort", values)
    own = tmp_path / "own.toml"
    title = ["--title", "Hall 3"]
    assert main(["cohort", "reliability", str(cohort), "--out", str(own), *title]) == 0
    settings = tmp_path / "quick.toml"
    settings.write_text("[musculoskeletal]\ndepth = 'none'\n")
    inner = study_folder / "P01" / "day1"
    command = ["analyse", str(inner / "sls01.c3d"), "--static"]
    command += [str(inner / "static.c3d"), "--settings", str(settings), "-q"]
    before, after = tmp_path / "before", tmp_path / "after"
    assert main([*command, "--out", str(before)]) == 0
    assert main([*command, "--out", str(after), "--norms", str(own)]) == 0
    expected = repeated_sessions(table).sem
    assert float(summary(after)["sem"]) == pytest.approx(expected, rel=1e-6)
    assert float(summary(before)["sem"]) != pytest.approx(expected, rel=0.01)
    assert summary(after)["value"] == summary(before)["value"]
    pages = [(each / "report.html").read_text("utf-8") for each in (before, after)]
    named = "Hall 3: 12 people in 2 sessions (measured by your own laboratory)"
    assert [named in page for page in pages] == [False, True]
    width = f"±{1.96 * expected:.{digits}f}"
    assert width in pages[1].replace("± ", "±").replace("\N{NO-BREAK SPACE}", "")


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_new_person_is_held_against_the_laboratorys_own_range(
    study_folder, tmp_path, language
):
    random = np.random.default_rng(9)
    drops = {f"P{who}": random.normal(2.0, 0.2, 2) for who in range(21)}
    values = {
        (who, f"day{day}", ""): [(DROP, "left", drop[day])]
        for who, drop in drops.items()
        for day in range(2)
    }
    cohort = write_results(tmp_path / "cohort", values)
    own, out = tmp_path / "norms.toml", tmp_path / "out"
    command = ["norms", "build", str(cohort), "--out", str(own), "--title", "Hall 3"]
    assert main(command) == 0
    settings = tmp_path / "quick.toml"
    settings.write_text("[musculoskeletal]\ndepth = 'none'\n")
    inner = study_folder / "P02" / "day1"
    command = ["analyse", str(inner / "sls01.c3d"), "--static"]
    command += [str(inner / "static.c3d"), "--settings", str(settings), "-q"]
    command += ["--norms", str(own), "--out", str(out), "--language", language]
    assert main(command) == 0
    assert summary(out)["reference"] == f"own-single_leg_squat-{DROP}-lab"
    page = (out / "report.html").read_text("utf-8")
    told = {"en": "range of your own laboratory", "de": "Bereich deines eigenen Labors"}
    assert told[language] in page
    assert "Hall 3" in page


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_range_has_its_words(kind):
    assert say(f"kind.{kind}")
    assert "6" in say(f"range.{kind}", limits="up to 6°", people="p", title="t")


def test_what_was_given_and_not_measured_has_no_error_of_its_own(tmp_path):
    """A body weight that is told each time repeats to the last digit but one."""
    rows = {
        (f"P{who}", f"day{day}", ""): [
            ("standing_weight", "both", 600.0 + 10.0 * who + day * 1e-13),
            (DROP, "left", 5.0 + 0.1 * who + 0.3 * (who % 2) * day),
        ]
        for who in range(12)
        for day in range(2)
    }
    cohort = write_results(tmp_path / "cohort", rows)
    own = tmp_path / "own.toml"
    assert main(["cohort", "reliability", str(cohort), "--out", str(own), "-q"]) == 0
    assert "standing_weight" not in own.read_text("utf-8")
    assert DROP in own.read_text("utf-8")
    table = np.outer(np.arange(5.0) + 400.0, [1.0, 1.0])
    table[:, 1] *= 1.0 + 1e-15
    found = repeated_sessions(table)
    assert found.icc_agreement_ci == (found.icc_agreement, found.icc_agreement)
