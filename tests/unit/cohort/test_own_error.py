"""A laboratory's own error, from repeated sessions to the ± of a finding."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from cohorts import write_results
from ilium.cli import main
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
