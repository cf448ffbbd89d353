"""Every recording of the samples is read, or refused with a reason."""

from pathlib import Path

import numpy as np
import pytest

from ilium.capture.reading import read_trial
from ilium.core.quantity import values
from ilium.errors import InputError

REFUSED = {
    "btkdata/malformed/Empty.c3d": "empty",
    "btkdata/others/Analysis.c3d": "no markers",
}


def test_every_c3d_file_is_read_or_refused_with_a_reason(samples: Path):
    files = sorted(p for p in samples.rglob("*") if p.suffix.lower() == ".c3d")
    assert len(files) >= 55
    for file in files:
        name = file.relative_to(samples).as_posix()
        if name in REFUSED:
            with pytest.raises(InputError, match=REFUSED[name]):
                read_trial(file)
            continue
        trial = read_trial(file)
        assert np.isfinite(trial.rate), name
        for plate in trial.plates:
            load = plate.normal_force
            assert np.percentile(load, 99.5) >= -np.percentile(load, 0.5) - 60, name
        if trial.marker_names:
            assert np.isfinite(values(trial.markers)).any(), name


def test_every_trc_file_is_read(samples: Path):
    files = sorted(samples.rglob("*.trc"))
    assert len(files) >= 14
    for file in files:
        trial = read_trial(file)
        assert np.isfinite(values(trial.markers)).any(), file.name


def test_forces_in_mot_files_are_read_and_coordinates_refused(samples: Path):
    for file in sorted(samples.rglob("*.mot")):
        if "grf" in file.name:
            trial = read_trial(file)
            peak = max(plate.normal_force.max() for plate in trial.plates)
            assert 200 < peak < 4000, file.name
        else:
            with pytest.raises(InputError, match="no ground reaction forces"):
                read_trial(file)


@pytest.mark.parametrize(
    "name",
    [
        "gaitanalysistoolkit/example_vertical_grf.csv",
        "nonanR_gaitprint/healthy_young.csv.gz",
        "biomdp/kistler_CMJ_1plate.txt.gz",
        "spm1d/Dorn2012.npz",
        "btkdata/Readme.txt",
    ],
)
def test_other_files_are_refused_with_a_reason(samples: Path, name: str):
    with pytest.raises(InputError) as refusal:
        read_trial(samples / name)
    assert refusal.value.problem
    assert refusal.value.remedy
