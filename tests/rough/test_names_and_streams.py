"""Odd names, long paths, closed and full streams, terminals of another alphabet."""

from __future__ import annotations

import os
import sys

import pytest

from conftest import lacking
from rough_commands import squats, told
from rough_left import litter
from rough_runs import Place, Rough, run
from rough_weather import may_leave_the_network

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    squats(made.work)
    return made


def convert(place, source, out, *first):
    return run(place, ("convert", "--", source, out), Rough(first=first))


@pytest.mark.parametrize(
    "name",
    ["e\u0301 \U0001f600", "-dash", " blank ", "\u202eabc\u05d0", "a'\"$`;", "日本"],
)
def test_any_letters_may_stand_in_a_name(place, name):
    folder = place.work / name
    folder.mkdir()
    (place.work / "static.c3d").rename(folder / f"{name}.c3d")
    source, out = f"{name}/{name}.c3d", f"{name}/new/{name}.trc"
    (folder / "new").mkdir()
    done = convert(place, source, out, "no_home", "ascii_only")
    assert done.code == 0, done.err
    assert (place.work / out).stat().st_size > 1000


def test_paths_of_more_than_300_characters_are_read_and_written(place):
    long = place.work
    while len(str(long)) < 900:
        long /= "x" * 200
    long.mkdir(parents=True)
    name = "y" * 251
    (place.work / "static.c3d").rename(long / f"{name}.c3d")
    done = convert(place, long / f"{name}.c3d", long / f"{name}.trc")
    assert done.code == 0, done.err
    assert (long / f"{name}.trc").stat().st_size > 1000


def test_a_name_too_long_for_the_disk_is_said(place):
    name = "y" * 300
    done = convert(place, "static.c3d", f"{name}.trc")
    assert told(done.code, done.err)
    assert "shorter name" in done.err
    assert len(done.err) < 400
    done = convert(place, f"{name}.c3d", "x.trc")
    assert told(done.code, done.err)


def test_a_name_that_is_no_letters_is_refused_before_the_work(place):
    raw = os.fsdecode(b"b\xff.c3d")
    (place.work / "static.c3d").rename(place.work / raw)
    done = convert(place, raw, "x.trc")
    assert told(done.code, done.err)
    assert "b\\udcff.c3d" in done.err


@pytest.mark.parametrize(
    ("weather", "code"),
    [("nobody_listens", 0), ("no_streams", 0), ("full_output", 2)],
)
def test_whoever_listens_the_file_is_written(place, weather, code):
    done = convert(place, "static.c3d", "x.trc", weather)
    assert done.code == code, done.err
    assert (place.work / "x.trc").exists()
    assert "Traceback" not in done.err
    if code:
        assert told(done.code, done.err)
        assert "Make room" in done.err


@pytest.mark.parametrize(
    "words", [("samples", "get", "biomdp"), ("weights", "install")]
)
def test_what_needs_a_network_says_so_without_one(tmp_path, words):
    if not may_leave_the_network():
        lacking("this user may not leave the network")
    away = {
        "PIP_RETRIES": "0",
        "PATH": str(tmp_path / "no npm here"),
        "ILIUM_CACHE": str(tmp_path / "cache"),
    }
    place = Place(tmp_path, away)
    done = run(place, words, Rough(first=("no_network",)))
    assert told(done.code, done.err), done.err
    assert "network" in done.err
    assert not list((tmp_path / "home").rglob("*.c3d"))
    assert not list(tmp_path.rglob("*.tflite"))
    assert litter(tmp_path) == []
