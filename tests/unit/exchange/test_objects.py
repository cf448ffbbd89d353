"""Objects of other libraries hold the same numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.core.quantity import values
from ilium.errors import FileFormatError
from ilium.exchange.matlab import (
    LONGEST,
    RESERVED,
    legal_names,
    matlab_bytes,
    read_matlab,
)
from ilium.exchange.objects import to_ktk, to_pyomeca, to_xarray
from ilium.exchange.writing import write
from parcels import EVENTS, largest, small_parcel


def test_kinetics_toolkit_holds_markers_forces_and_events():
    parcel = small_parcel()
    made = to_ktk(parcel)
    markers = made["markers"]
    one = markers.data["LASI"]
    assert one.shape == (24, 4)
    assert (one[:, 3] == 1.0).all()
    assert largest(one[:, :3], parcel.trial.marker("LASI")) == 0.0
    assert markers.info["LASI"]["Unit"] == "m"
    assert [(x.name, x.time) for x in markers.events] == [
        ("foot_strike left", EVENTS[0].time),
        ("bottom", EVENTS[1].time),
        ("foot_off right", EVENTS[2].time),
    ]
    force = made["forces"].data["plate 1 Force"]
    assert largest(force[:, :3], values(parcel.trial.plates[0].force)) == 0.0
    assert "angles_plug_in_gait" in made


def test_kinetics_toolkit_reads_the_c3d_file_alike(tmp_path):
    import kineticstoolkit as ktk

    parcel = small_parcel()
    write(parcel, tmp_path / "a.c3d")
    theirs = ktk.read_c3d(str(tmp_path / "a.c3d"), convert_point_unit=True)["Points"]
    ours = to_ktk(parcel)["markers"]
    assert largest(theirs.data["RASI"], ours.data["RASI"]) < 1e-6
    assert largest(theirs.data["RASI"], ours.data["SACR"]) > 1e-2


def test_pyomeca_has_its_layout():
    trial = small_parcel().trial
    made = to_pyomeca(trial)
    assert made.dims == ("axis", "channel", "time")
    assert made.shape == (4, 3, 24)
    assert (made.sel(axis="ones") == 1.0).all()
    there = made.sel(channel="RASI", axis="y").to_numpy()
    assert largest(there, trial.marker("RASI")[:, 1]) == 0.0


def test_xarray_holds_every_part():
    parcel = small_parcel()
    made = to_xarray(parcel)
    assert set(made) >= {"markers", "force", "moment", "emg", "angles_plug_in_gait"}
    second = made["force"].sel(plate="plate 2").to_numpy()
    assert largest(second, values(parcel.trial.plates[1].force)) == 0.0


@given(st.lists(st.text(max_size=80), max_size=12))
def test_names_are_legal_in_matlab_and_different(labels):
    names = legal_names(labels)
    assert len(set(names)) == len(labels)
    for each in names:
        assert each.isidentifier()
        assert each.isascii()
        assert each[0].isalpha()
        assert len(each) <= LONGEST
        assert each not in RESERVED


def test_scipy_reads_what_matlab_would(tmp_path):
    from scipy.io import loadmat, whosmat

    parcel = small_parcel(labels=("L ASI", "R-ASI", "ü" * 70))
    path = tmp_path / "a.mat"
    path.write_bytes(matlab_bytes(parcel))
    assert whosmat(str(path)) == [("ilium", (1, 1), "struct")]
    held = loadmat(str(path), simplify_cells=True)["ilium"]
    seen = held["markers"]["L_ASI_x"]
    assert largest(seen, parcel.trial.marker("L ASI")[:, 0]) == 0.0
    assert held["markers"]["ilium_columns"][1] == "L ASI.x"
    assert held["events"]["side"].tolist() == ["left", "both", "right"]
    assert b"Created on" not in path.read_bytes()[:116]


def test_pandas_reads_the_tables(tmp_path):
    pd = pytest.importorskip("pandas")
    parcel = small_parcel()
    write(parcel, tmp_path / "a.parquet")
    write(parcel, tmp_path / "a.csv")
    exact = pd.read_parquet(tmp_path / "a.parquet")
    rounded = pd.read_csv(tmp_path / "a.csv")
    assert largest(exact["RASI.x"].to_numpy(), parcel.trial.marker("RASI")[:, 0]) == 0.0
    assert np.isclose(rounded["RASI.x [m]"], exact["RASI.x"], rtol=1e-8).all()


@pytest.mark.parametrize("field", ["ilium_columns", "ilium_units"])
def test_a_matlab_table_that_lost_a_name_is_refused(tmp_path, field):
    """A column would go, or bear its neighbour's unit."""
    from scipy.io import loadmat, savemat

    path = tmp_path / "a.mat"
    path.write_bytes(matlab_bytes(small_parcel()))
    assert read_matlab(path, sha256="").trial.marker_names
    held = loadmat(str(path), simplify_cells=True)["ilium"]
    held["markers"][field] = held["markers"][field][:-1].astype(object)
    savemat(str(path), {"ilium": held}, long_field_names=True, oned_as="column")
    with pytest.raises(FileFormatError, match="damaged"):
        read_matlab(path, sha256="")
