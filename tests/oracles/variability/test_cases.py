"""Every case with a known answer, and mistakes that the cases must notice."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import variability_cases
from validate_variability import cases, run
from variability_cases.compare import judged

from ilium import variability
from ilium.maths.circular import TURN

HERE = Path(__file__).parent
SYNTHETIC = {case["id"]: (case, arrays) for case, arrays in cases(HERE)}


def ratio(outcome):
    assert outcome.holds or np.isfinite(outcome.error), outcome.remark
    return outcome.error / outcome.tolerance if outcome.tolerance > 0 else outcome.error


@pytest.mark.parametrize("name", SYNTHETIC)
def test_every_synthetic_case_holds(oracle, name):
    outcome = run(*SYNTHETIC[name])
    quantity = "error of a synthetic case over its own tolerance"
    oracle.holds(quantity, ratio(outcome), case=name)
    assert outcome.holds, outcome.remark


def test_every_published_case_holds(oracle, samples):
    folder = samples.parent / "oracles" / "variability"
    if not (folder / "published.json").is_file():
        pytest.skip("the published cases lie beside the recordings, and are not there")
    published = [each for each in cases(folder) if each[0]["id"] not in SYNTHETIC]
    assert published
    for case, arrays in published:
        outcome = run(case, arrays)
        quantity = "error of a published case over its own tolerance"
        oracle.holds(quantity, ratio(outcome), case=case["id"])
        assert outcome.holds, (case["id"], outcome.remark)


def mistaken(name, **changes):
    """A case run with other parameters than it states."""
    case, arrays = SYNTHETIC[name]
    wrong = copy.deepcopy(case)
    wrong["params"].update(changes)
    runner = variability_cases.RUNNERS[case["measure"]]
    return judged(case, runner(wrong, arrays), arrays)


def swapped_segments():
    case, arrays = SYNTHETIC["vc_cycles"]
    wrong = {**case, "data": case["data"][::-1]}
    return judged(
        case, variability_cases.RUNNERS["vector_coding"](wrong, arrays), arrays
    )


def line_of_identity_counted():
    case, arrays = SYNTHETIC["rqa_henon"]
    found = variability_cases.RUNNERS["rqa"](case, arrays)
    states, recurring = found["n_points"], found["n_recurrent"]
    found["RR"] = (recurring + states) / states**2
    return judged(case, found, arrays)


def second_samples_angle():
    case, arrays = SYNTHETIC["vc_pair1"]
    found = variability_cases.RUNNERS["vector_coding"](case, arrays)
    linear = variability.coupling_angles(*(arrays[each] for each in case["data"]))
    found["mean"] = float(linear.mean() * 360.0 / TURN)
    return judged(case, found, arrays)


MISTAKES = {
    "ddof 1 for 0": lambda: mistaken("sampen_ar1", r="0.2*SD, SD with ddof=1"),
    "a lag of 1 for 2": lambda: mistaken("sampen_ar1_tau", tau=1),
    "templates of 3 for 2": lambda: mistaken("apen_ar1", m=3),
    "fuzzy exponent 1 for 2": lambda: mistaken("fuzzyen_ar1", n=1),
    "patterns of 4 for 3": lambda: mistaken("permen_ar1_m3", m=4),
    "trend of order 2 for 1": lambda: mistaken("dfa_white", order=2),
    "hardly a Theiler window": lambda: mistaken("lyap_curve_lorenz_R", theiler=1),
    "tolerance a hundredth larger": lambda: mistaken("sampen_int_m2", r_abs=2.0),
    "embedding of 1 for 2": lambda: mistaken("rqa_sine", dim=1),
    "fixed point off": lambda: mistaken("floquet_noisefree", fixed_point=[1, 1]),
    "segments swapped": swapped_segments,
    "line of identity counted": line_of_identity_counted,
    "mean of angles without their circle": second_samples_angle,
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_cases_notice_a_mistake(oracle, mistake):
    outcome = MISTAKES[mistake]()
    assert not outcome.holds
    quantity = "error of a synthetic case over its own tolerance"
    worst = ratio(outcome) if np.isfinite(outcome.error) else np.inf
    oracle.bites(quantity, mistake, min(worst, 1e12) or 2.0)


def test_the_script_counts_unknown_measures_as_failed(tmp_path):
    contents = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))
    known = [each for each in contents["cases"] if each["id"] == "vc_bins"]
    unknown = {**known[0], "id": "new", "measure": "never_heard_of"}
    listing = {"cases": [*known, unknown]}
    (tmp_path / "manifest.json").write_text(json.dumps(listing), encoding="utf-8")
    script = Path(__file__).parents[3] / "scripts" / "validate_variability.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "1 passed, 1 failed"
