"""Results come back as they were measured, with their recordings and curves."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import math
import stat

import numpy as np
import pytest
import xarray as xr

from ilium.errors import ConsentError, InputError, StoreError
from ilium.store.curves import pack, unpack
from ilium.store.recordings import Original, recordings_of
from stored import Squat, angles, someone


def same(a: object, b: object) -> bool:
    """Equal, NaN being equal to NaN."""
    return repr(a) == repr(b)


def test_measures_events_and_curves_come_back_as_they_were(store, reopened):
    client = someone(store)
    number = store.results.add(
        client, Squat(), curves=angles(), findings=[{"id": "drop", "side": "left"}]
    )
    found = reopened().results.get(number)
    assert same(found.measures, Squat().measures)
    assert found.events == Squat().events
    assert found.findings == ({"id": "drop", "side": "left"},)
    assert found.issues[0]["what"] == "A gap of 0.1 s."
    assert found.movement["repetitions"][0]["end"] == 2.0
    assert found.provenance["settings"] == {"smoothing": {"cutoff": 6.0}}
    curves = reopened().results.curves(found)
    xr.testing.assert_identical(curves["angles"], angles()["angles"])


def test_a_new_analysis_never_replaces_an_old_one(store):
    client = someone(store)
    first = store.results.add(client, Squat(drop=0.2))
    second = store.results.add(client, Squat(drop=0.1))
    drops = [each.measures[0].value for each in store.results.of(client)]
    assert (first < second, drops) == (True, [0.2, 0.1])


def test_results_of_one_day_are_one_visit(store, clock):
    client = someone(store)
    store.results.add(client, Squat())
    store.results.add(client, Squat())
    clock.wait(7)
    store.results.add(client, Squat())
    store.results.add(client, Squat(), day=dt.date(2026, 2, 1))
    visits = [each.visit for each in store.results.of(client)]
    assert visits[1] == visits[2] != visits[3] != visits[0]
    assert store.results.of(client)[0].day == dt.date(2026, 2, 1)


def test_a_result_of_tomorrow_is_refused(store, clock):
    with pytest.raises(InputError, match="still to come"):
        store.results.add(
            someone(store), Squat(), day=clock().date() + dt.timedelta(days=1)
        )


def test_a_file_lies_under_the_hash_of_its_bytes_for_its_owner_alone(store):
    client = someone(store)
    data = b"<keypoints>"
    given = Original(role="trial", format="json", data=data)
    store.results.add(client, Squat(), originals=[given])
    digest = hashlib.sha256(data).hexdigest()
    path = store.files.path(digest)
    assert path.read_bytes() == store.files.get(digest) == data
    for each in [path, path.parent, path.parent.parent, store.database.folder]:
        assert not stat.S_IMODE(each.stat().st_mode) & 0o077


def test_a_file_that_was_changed_is_noticed(store):
    client = someone(store)
    number = store.results.add(client, Squat(), curves=angles())
    found = store.results.get(number)
    store.files.path(found.curves).write_bytes(b"else")
    with pytest.raises(StoreError, match="missing or was changed"):
        store.results.curves(found)


def test_two_clients_share_one_file_of_the_same_bytes(store):
    for client in (someone(store), someone(store)):
        store.results.add(client, Squat(), curves=angles())
    assert len(list(store.files.kept())) == 1


@pytest.mark.parametrize(("kept", "files"), [("keep", 1), ("figure", 1), ("delete", 0)])
def test_a_video_is_kept_as_it_was_asked(store, kept, files):
    client = someone(store)
    given = Original(
        role="video", format="mp4", data=b"moving picture", kept=kept, figure=b"lines"
    )
    store.results.add(client, Squat(), originals=[given])
    (found,) = recordings_of(store.database, client)
    assert found.kept == kept
    assert found.source_hash == hashlib.sha256(b"moving picture").hexdigest()
    stored = [each.read_bytes() for each in store.files.kept()]
    assert len(stored) == files
    assert (b"moving picture" in stored) == (kept == "keep")


def test_no_video_is_kept_without_consent(store):
    client = store.clients.add(consent=["store"], adult=True)
    given = Original(role="video", format="mp4", data=b"moving picture", kept="keep")
    with pytest.raises(ConsentError, match="video"):
        store.results.add(client, Squat(), originals=[given])
    assert store.results.of(client) == ()
    assert list(store.files.kept()) == []
    figure = dataclasses.replace(given, kept="figure", figure=b"lines")
    store.results.add(client, Squat(), originals=[figure])
    assert [each.read_bytes() for each in store.files.kept()] == [b"lines"]


def test_nothing_is_kept_after_withdrawal(store):
    client = someone(store)
    store.consents.change(client, {"store": False})
    with pytest.raises(ConsentError):
        store.results.add(client, Squat(), curves=angles())
    assert store.results.of(client) == ()
    assert list(store.files.kept()) == []


def test_paths_of_a_provenance_stay_outside(store):
    client = someone(store)
    (given,) = Squat().provenance.inputs
    named = dataclasses.replace(given, name="/home/ada/Ada_Lovelace.c3d")
    provenance = dataclasses.replace(Squat().provenance, inputs=(named,))
    number = store.results.add(client, Squat(provenance=provenance))
    assert "Ada" not in repr(store.results.get(number))


def test_packed_curves_are_the_same_bytes_every_time():
    assert pack(angles()) == pack(angles())
    assert pack(angles()) != pack(angles(shift=1e-12))
    assert np.isnan(unpack(pack(angles()))["angles"].to_numpy()[3]).all()


def test_not_measured_stays_not_measured(store):
    client = someone(store)
    number = store.results.add(client, Squat())
    assert math.isnan(store.results.get(number).measures[2].value)
