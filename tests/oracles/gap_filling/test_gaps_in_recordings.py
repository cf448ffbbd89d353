"""Gaps are cut out of real recordings; filling must beat a straight line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ilium.capture.reading import read_trial
from ilium.core.quantity import values
from ilium.maths.filling import by_donor, by_rigid, by_spline

SPLINE = "spline, gaps of 0.1 s"
RIGID = "rigid body, gaps of 0.2 s"
PATTERN = "pattern of a neighbour, gaps of 0.2 s, error by a straight line's"


def recording(samples: Path, path: str):
    trial = read_trial(samples / path, isolated=False)
    positions = values(trial.markers)
    return lambda name: positions[:, trial.marker_names.index(name)], trial.rate


def straight(path, start, end):
    share = np.linspace(0.0, 1.0, end - start + 2)[1:-1, None]
    return path[start - 1] + share * (path[end] - path[start - 1])


def error_of(fill, path, length):
    """Root mean square error over gaps cut every few frames where all is seen."""
    squares = []
    seen = np.isfinite(path).all(axis=1)
    for start in range(10, len(path) - length - 10, 7):
        end = start + length
        if not seen[start - 5 : end + 5].all():
            continue
        cut = path.copy()
        cut[start:end] = np.nan
        squares.append(((fill(cut, start, end) - path[start:end]) ** 2).sum(axis=1))
    return float(np.sqrt(np.mean(squares)))


@pytest.mark.parametrize(
    "path",
    [
        "btkdata/PiG/PiG_Motion3_FF.c3d",
        "biomechzoo/HC030A/Straight/HC030A05.c3d",
    ],
)
@pytest.mark.parametrize("name", ["LASI", "RKNE", "RANK"])
def test_a_spline_bridges_a_tenth_of_a_second(oracle, samples, path, name):
    marker, rate = recording(samples, path)
    length = round(0.1 * rate)
    case = f"{name} in {Path(path).stem}"
    oracle.holds(SPLINE, error_of(by_spline, marker(name), length), case=case)
    if name != "LASI":
        line = error_of(straight, marker(name), length)
        oracle.bites(SPLINE, "a straight line", line, case=case)


@pytest.mark.parametrize(
    ("path", "name", "mates"),
    [
        ("btkdata/PiG/PiG_Motion3_FF.c3d", "LPSI", ["LASI", "RASI", "RPSI"]),
        (
            "nimblephysics/opencap_Subject4/MarkerData/DJ1.trc",
            "r_sh3",
            ["r_sh2", "r_sh4", "r_shank_antsup", "r_ankle"],
        ),
        (
            "bmc_ric_running/RBDS001runT35.c3d",
            "R.Shank.Top.Lateral",
            ["R.Shank.Bottom.Lateral", "R.Shank.Top.Medial", "R.Shank.Bottom.Medial"],
        ),
    ],
)
def test_a_segment_carries_its_lost_marker(oracle, samples, path, name, mates):
    marker, rate = recording(samples, path)
    count = round(6 * rate)
    others = np.stack([marker(each)[:count] for each in mates], axis=1)
    lost, length = marker(name)[:count], round(0.2 * rate)
    case = f"{name} in {Path(path).stem}"

    def fill(cut, start, end):
        return by_rigid(cut, others, start, end)

    oracle.holds(RIGID, error_of(fill, lost, length), case=case)
    oracle.bites(RIGID, "a straight line", error_of(straight, lost, length), case=case)


@pytest.mark.parametrize(
    ("name", "donor"),
    [("LPSI", "RPSI"), ("LASI", "RASI"), ("LTHI", "LKNE"), ("RTHI", "RKNE")],
)
def test_a_neighbour_leads_through_a_gap(oracle, samples, name, donor):
    marker, rate = recording(samples, "btkdata/PiG/PiG_Motion3_FF.c3d")
    lost, length = marker(name), round(0.2 * rate)
    line = error_of(straight, lost, length)

    def share(leader) -> float:
        def fill(cut, start, end):
            return by_donor(cut, leader, start, end)

        return error_of(fill, lost, length) / line

    oracle.holds(PATTERN, share(marker(donor)), case=f"{name} after {donor}")
    oracle.bites(PATTERN, "after the other leg's toe", share(marker("LTOE")))
