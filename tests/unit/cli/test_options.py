"""Option before environment before settings file before default."""

from __future__ import annotations

from argparse import ArgumentParser

import pytest

from ilium.cli.options import OPTIONS, add_run_options, axes_of, effective
from ilium.errors import InputError, UnknownNameError


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    for name in OPTIONS:
        monkeypatch.delenv(f"ILIUM_{name.upper()}", raising=False)


def settle(*arguments):
    parser = ArgumentParser()
    add_run_options(parser)
    return effective(parser.parse_args([str(each) for each in arguments]))


@pytest.fixture
def lab(tmp_path):
    path = tmp_path / "lab.toml"
    path.write_text(
        'task = "walk"\n[participant]\nmass = 60\nleg_length = "90 cm"\n'
        "[events]\nstill_time = 2.0\n",
        encoding="utf-8",
    )
    return path


def test_nothing_said_is_the_default():
    run, stages = settle()
    assert run.task == "auto"
    assert run.participant.mass is None
    assert stages == {}


def test_the_settings_file_beats_the_default(lab):
    run, stages = settle("--settings", lab)
    assert run.task == "walk"
    assert run.participant.mass == 60.0
    assert run.participant.leg_length_left == run.participant.leg_length_right == 0.9
    assert stages == {"events": {"still_time": 2.0}}


def test_the_environment_beats_the_settings_file(lab, monkeypatch):
    monkeypatch.setenv("ILIUM_SETTINGS", str(lab))
    monkeypatch.setenv("ILIUM_TASK", "run")
    monkeypatch.setenv("ILIUM_MASS", "70")
    run, _ = settle()
    assert (run.task, run.participant.mass) == ("run", 70.0)


def test_the_option_beats_the_environment(lab, monkeypatch, tmp_path):
    monkeypatch.setenv("ILIUM_TASK", "run")
    monkeypatch.setenv("ILIUM_MASS", "70")
    body = tmp_path / "body.toml"
    body.write_text("mass = 71", encoding="utf-8")
    run, _ = settle("--task", "squat", "--participant", body, "--settings", lab)
    assert (run.task, run.participant.mass) == ("squat", 71.0)
    run, _ = settle("--participant", body, "--mass", "72")
    assert run.participant.mass == 72.0


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (["--task", "walkin"], UnknownNameError),
        (["--mass", "nan"], InputError),
        (["--mass", "heavy"], InputError),
        (["--height", "170"], InputError),
        (["--settings", "nowhere.toml"], InputError),
    ],
)
def test_what_cannot_be_used_is_refused(arguments, kind):
    with pytest.raises(kind):
        settle(*arguments)


def test_axes_are_two_signed_letters():
    assert axes_of("+x,-z") == ("+x", "-z")
    assert axes_of("y,z") == ("+y", "+z")
    assert axes_of("") is None


@pytest.mark.parametrize("text", ["x", "x,x", "+x,-x", "a,b", "x,y,z"])
def test_other_axes_are_refused(text):
    with pytest.raises(InputError):
        axes_of(text)
