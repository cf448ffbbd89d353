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
