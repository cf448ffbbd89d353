"""The wheel: the same bytes wherever it is built, whole, and able to run alone."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile

import pytest
from supply_chain.locks import ROOT
from supply_chain.pythons import VERSIONS, interpreter
from supply_chain.wheels import CleanRoom, build

from conftest import lacking

VENDOR = "ilium/app/static/vendor/"
LISTED = ("git", "-C", str(ROOT), "ls-files", "--cached", "--others",
          "--exclude-standard")  # fmt: skip
"""What belongs to the checkout, new files too."""
NO_NETWORK = ("Failed to establish a new connection", "Could not fetch URL")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout, with the app's assets."""
    if not (ROOT / "src" / VENDOR / "three.module.js").is_file():
        lacking("scripts/assets has not run: the app's pages have no scripts")
    return build(tmp_path_factory.mktemp("wheel"))


def copied(folder, *, umask, moment):
    """The checkout elsewhere: other permissions, another time, traces of running."""
    before = os.umask(umask)
    try:
        for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
            shutil.copyfile(ROOT / name, _made(folder / name))
        for file in sorted((ROOT / "src").rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                path = _made(folder / file.relative_to(ROOT))
                shutil.copyfile(file, path)
                os.utime(path, (moment, moment))
        cache = _made(folder / "src/ilium/__pycache__/errors.cpython-311.pyc")
        cache.write_bytes(os.urandom(9))
    finally:
        os.umask(before)
    return folder


def _made(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def digest(path):
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_two_builds_far_apart_are_the_same_bytes(wheel, tmp_path):
    root = copied(tmp_path / "far away", umask=0o077, moment=1_000_000_000)
    before = os.umask(0o002)
    try:
        other = build(
            tmp_path / "out",
            root,
            TZ="Pacific/Auckland",
            LC_ALL="C",
            PYTHONHASHSEED="7",
        )
    finally:
        os.umask(before)
    assert other.name == wheel.name
    assert digest(other) == digest(wheel)


def test_another_time_that_is_asked_for_is_noticed(wheel, tmp_path):
    """Negative control: the comparison above sees one wrong time stamp."""
    later = build(tmp_path, SOURCE_DATE_EPOCH="1700000000")
    assert digest(later) != digest(wheel)


def test_it_holds_every_file_of_the_package_and_nothing_else(wheel):
    tracked = subprocess.run(
        [*LISTED, "src/ilium"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    wanted = {each.removeprefix("src/") for each in tracked if each}
    vendored = {
        each.relative_to(ROOT / "src").as_posix()
        for each in (ROOT / "src" / VENDOR).rglob("*")
        if each.is_file()
    }
    with zipfile.ZipFile(wheel) as archive:
        names = {each for each in archive.namelist() if ".dist-info/" not in each}
        stamps = {each.date_time for each in archive.infolist()}
    assert len(vendored) > 10
    assert names == wanted | vendored
    assert len(stamps) == 1


def test_its_licence_and_those_of_what_it_carries_are_inside(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert any(each.endswith(".dist-info/licenses/LICENSE") for each in names)
    for each in ("three.LICENSE", "uPlot.LICENSE", "mediapipe/LICENSE"):
        assert VENDOR + each in names


@pytest.mark.full
@pytest.mark.parametrize("version", VERSIONS)
def test_it_installs_in_a_clean_environment_and_runs_the_demo(wheel, version, tmp_path):
    python = interpreter(version)
    if python is None:
        pytest.skip(f"Python {version} is not on this machine")
    room = CleanRoom(python, tmp_path / "room")
    try:
        room.install(wheel, ROOT / "locks" / "run.txt")
    except RuntimeError as error:
        offline = any(sign in str(error) for sign in NO_NETWORK)
        if offline and os.environ.get("CI") != "true":
            pytest.skip("no package index can be reached")
        raise
    assert len(list(room.demo().rglob("report.html"))) == 2


def test_a_demo_of_another_ilium_than_the_wheels_is_refused(tmp_path):
    """Negative control: an ilium from elsewhere does not pass for the wheel's."""
    room = CleanRoom(interpreter("3.11") or "python3", tmp_path / "room")
    packages = next((tmp_path / "room" / "venv").glob("lib/python*/site-packages"))
    (packages / "elsewhere.pth").write_text(str(ROOT / "src"), encoding="utf-8")
    with pytest.raises(RuntimeError, match="is not the wheel's"):
        room.demo()
