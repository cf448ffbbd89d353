"""Every example of the gallery runs offline and says what it is there to say."""

from __future__ import annotations

import importlib
import io
import runpy
from contextlib import redirect_stdout
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SAYS = {
    "plot_01_install_check": "Your pelvis",
    "plot_02_plate_convention": "force of the person on the plate, turned round here",
    "plot_03_axes": "+y forwards, +z up",
    "plot_04_reserves": "hip_adduction_r",
    "plot_05_marker_names": "The nearest known set is",
    "plot_06_drop_jump": "initial_contact both, plate (",
    "plot_07_events_and_sides": "Right    Foot Off",
    "plot_08_enough_data": "Enough: ",
    "plot_09_left_against_right": "Stretch(start=6",
    "plot_10_own_norms": "32 members of our running club",
    "plot_11_opensim": "subject.osim",
    "plot_12_phone_clip": "Within what the phone says: True.",
}


@pytest.fixture(autouse=True)
def _agg():
    """Draw without a screen, and leave no figure open."""
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    yield
    importlib.import_module("matplotlib.pyplot").close("all")


def printed(path: Path) -> str:
    told = io.StringIO()
    with redirect_stdout(told):
        runpy.run_path(str(path))
    return told.getvalue()


@pytest.mark.parametrize("name", SAYS)
def test_an_example_runs_and_says_it(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert SAYS[name] in printed(EXAMPLES / f"{name}.py")
    assert list(tmp_path.iterdir()) == []


def test_every_example_is_run():
    assert {each.stem for each in EXAMPLES.glob("*.py")} == set(SAYS)


def test_an_example_that_fails_is_noticed(tmp_path):
    path = tmp_path / "broken.py"
    path.write_text("print('begun')\nraise ValueError('broken')\n", encoding="utf-8")
    with pytest.raises(ValueError, match="broken"):
        printed(path)
