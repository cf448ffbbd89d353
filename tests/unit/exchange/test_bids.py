"""Motion-BIDS: the validator has nothing to say, and it would have."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import lacking
from ilium.errors import InputError
from ilium.exchange.bids import Place
from ilium.exchange.reading import read
from ilium.exchange.writing import Wish, write
from parcels import apart, small_parcel


def complaints(folder) -> list[str]:
    """Errors that the BIDS validator finds."""
    program = Path(sys.executable).parent / "bids-validator-deno"
    if not program.exists():
        lacking("the BIDS validator is not installed")
    command = [str(program), "--format", "json", "--max-rows", "-1", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    issues = json.loads(done.stdout)["issues"]["issues"]
    return [each["code"] for each in issues if each["severity"] == "error"]


@pytest.fixture
def data_set(tmp_path):
    folder = tmp_path / "data"
    place = Place(subject="A1", session="02", run=3)
    write(small_parcel(), folder, Wish(to="bids", place=place))
    return folder


def test_the_validator_finds_no_error(data_set):
    assert complaints(data_set) == []


@pytest.mark.parametrize(
    ("pattern", "old", "new"),
    [
        ("*_channels.tsv", "POS", "PLACE"),
        ("*_channels.tsv", "component", "part"),
        ("*_motion.json", '"SamplingFrequency"', '"Rate"'),
        ("dataset_description.json", '"BIDSVersion"', '"Version"'),
        ("participants.tsv", "participant_id", "person"),
    ],
)
def test_the_validator_would_notice(data_set, pattern, old, new):
    for path in data_set.rglob(pattern):
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    assert complaints(data_set)


def test_a_file_under_another_name_would_be_noticed(data_set):
    path = next(data_set.rglob("*optical*_motion.tsv"))
    path.rename(path.with_name(path.name.replace("tracksys-", "camera-")))
    assert complaints(data_set)


def test_a_second_recording_joins_the_data_set(data_set):
    write(
        small_parcel(seed=4),
        data_set,
        Wish(to="bids", place=Place(subject="B2", task="walk back")),
    )
    assert complaints(data_set) == []
    rows = (data_set / "participants.tsv").read_text("utf-8").splitlines()
    assert rows == [
        "participant_id\theight\tweight",
        "sub-A1\t1.7\t62.5",
        "sub-B2\t1.7\t62.5",
    ]
    with pytest.raises(InputError, match="holds 2 recordings"):
        read(data_set)
    one = read(next(data_set.rglob("sub-B2*optical*_motion.tsv")))
    assert apart(small_parcel(seed=4), one)["markers"] < 1e-6


def test_a_recording_that_is_there_is_not_replaced(data_set):
    place = Place(subject="A1", session="02", run=3)
    with pytest.raises(InputError, match="already") as raised:
        write(small_parcel(), data_set, Wish(to="bids", place=place))
    assert "--run" in raised.value.remedy


def test_a_label_that_bids_does_not_know_is_refused():
    for more in ({"subject": "a b"}, {"subject": ""}, {"session": "1-2"}):
        with pytest.raises(InputError, match="is no label"):
            Place(**more)


def test_positions_of_another_programs_data_set_are_read(data_set):
    for path in data_set.rglob("*_motion.json"):
        notes = json.loads(path.read_text("utf-8"))
        own = {key: x for key, x in notes.items() if not key.startswith("Ilium")}
        path.write_text(json.dumps(own), encoding="utf-8")
    found = read(data_set)
    assert found.trial.marker_names == ("LASI", "RASI", "SACR")


def test_channels_that_do_not_fit_are_refused(data_set):
    path = next(data_set.rglob("*optical*_channels.tsv"))
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="does not follow Motion-BIDS"):
        read(data_set)
    shutil.rmtree(data_set / "sub-A1")
    with pytest.raises(InputError, match="holds no recording"):
        read(data_set)
