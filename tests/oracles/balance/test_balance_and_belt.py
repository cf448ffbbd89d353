"""Balance and belts against numbers from outside."""

from __future__ import annotations

import gzip
import math

import numpy as np
import pytest
from scipy.signal import butter, filtfilt

from ilium.balance.margin import margin_estimates
from ilium.balance.pressure import pressure_estimates
from ilium.balance.settings import BalanceSettings
from ilium.capture.reading import read_trial
from ilium.conventions import GRAVITY
from ilium.kinetics.ground_force import ForceSettings, ground_force
from ilium.pipeline import analyse
from synthetic_bodies import a_body


def test_the_path_in_quiet_standing_is_that_of_the_exported_points(oracle, samples):
    folder = samples / "biomdp"
    with gzip.open(
        folder / "vicon_CMJ_kinem_kinet_emg.csv.gz", "rt", encoding="utf-8-sig"
    ) as file:
        rows = file.read().splitlines()[5 : 5 + 16_000]
    points = np.array([[float(cell) for cell in row.split(",")[8:10]] for row in rows])
    part = points[2000:6000] / 1e3
    smooth = filtfilt(
        *butter(2, 10.0 / (math.sqrt(2) - 1) ** 0.25 / 1000.0), part, axis=0
    )
    exported = np.linalg.norm(np.diff(smooth, axis=0), axis=1).sum()
    trial = read_trial(folder / "vicon_CMJ_kinem_kinet_emg.c3d")
    force = ground_force(trial, ForceSettings(unloaded=0.0))
    found = pressure_estimates(force, 1.0, 3.0, BalanceSettings())
    ours = found["pressure_path"].value
    quantity = "path of the centre of pressure against Nexus"
    oracle.holds(quantity, 1e2 * abs(ours / exported - 1.0))
    oracle.bites(quantity, "5 % gain", 1e2 * abs(1.05 * ours / exported - 1.0))
    raw = np.linalg.norm(np.diff(part, axis=0), axis=1).sum()
    oracle.bites(quantity, "without the filter", 1e2 * abs(ours / raw - 1.0))


@pytest.mark.parametrize("frequency", [0.2, 0.5])
def test_a_swaying_body_has_its_margin(oracle, frequency):
    time = np.arange(0.0, 8.0, 0.01)
    com = np.zeros((time.size, 3))
    com[:, 1], com[:, 0] = 1.0, 0.02 * np.sin(2 * np.pi * frequency * time)
    marks, joints = {}, {}
    for side, z in (("left", -0.1), ("right", 0.1)):
        joints[f"ankle_{side}"] = np.full((time.size, 3), (0.0, 0.1, z))
        for name, x in (("heel", -0.1), ("toe", 0.1)):
            marks[f"{name}_{side}"] = np.full((time.size, 3), (x, 0.05, z))
    body = a_body(marks, com=com, joints=joints)
    found = margin_estimates(body, "both", 1.0, 7.0, BalanceSettings())
    omega = math.sqrt(GRAVITY / 0.9)
    expected = 0.1 - 0.02 * math.hypot(1.0, 2 * np.pi * frequency / omega)
    margin = found["margin_of_stability"].value
    quantity = "margin of stability, closed form"
    oracle.holds(quantity, 1e3 * abs(margin - expected), case=f"{frequency} Hz")
    still = 0.1 - 0.02
    oracle.bites(quantity, "without velocity", 1e3 * abs(still - expected))


def test_the_belt_runs_as_fast_as_it_was_set(oracle, samples):
    path = samples / "bmc_ric_running" / "RBDS001runT35.c3d"
    found = {m.name: m for m in analyse(path).measures if m.side == "both"}
    quantity = "belt speed against the treadmill's setting"
    speed = found["belt_speed"].value
    oracle.holds(quantity, 1e2 * abs(speed / 3.5 - 1.0))
    oracle.bites(quantity, "camera rate 5 % off", 1e2 * abs(1.05 * speed / 3.5 - 1.0))
    assert found["speed"].value == speed
