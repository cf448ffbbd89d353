"""Readers of what ilium or others wrote: tables, data sets, results, the store."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from fuzz.reader import Members, Reader, each_file, members_in, the_file

PROVENANCE = "provenance.json"


def exported(folder: Path) -> list[Members]:
    """One parcel in every format that is one file."""
    from ilium.exchange.csv_tables import csv_text
    from ilium.exchange.parquet import write_parquet
    from ilium.exchange.tables import flat_tables
    from ilium.exchange.writing import write
    from parcels import small_parcel

    parcel = small_parcel()
    write(parcel, folder / "all.mat")
    made = []
    for each in flat_tables(parcel):
        if each.name in ("angles_plug_in_gait", "measures", "events", "markers"):
            write_parquet(each, folder / f"{each.name}.parquet")
            (folder / f"{each.name}.csv").write_text(csv_text(each), encoding="utf-8")
            made += [folder / f"{each.name}.parquet", folder / f"{each.name}.csv"]
    return each_file([folder / "all.mat", *made, folder / "all.mat"])


def read_exported(folder: Path) -> None:
    from ilium.exchange.reading import read

    read(the_file(folder))


def data_sets(folder: Path) -> list[Members]:
    from ilium.exchange.writing import Wish, write
    from parcels import small_parcel

    made = []
    for kind in ("csv", "parquet", "bids"):
        write(small_parcel(), folder / kind, Wish(to=kind))
        made.append(members_in(folder / kind))
    foreign = dict(made[-1])
    for name, text in made[-1].items():
        if name.endswith("_motion.json"):
            notes = json.loads(text)
            foreign[name] = json.dumps(
                {k: v for k, v in notes.items() if not k.startswith("Ilium")}
            ).encode()
    return [*made, foreign]


def read_data_set(folder: Path) -> None:
    from ilium.exchange.reading import read

    read(folder)


def small_analysis() -> Any:
    """What an analysis of a posed body leaves, without a recording."""
    from builders import a_body, a_clock, a_movement, a_trial
    from ilium.core.measure import Measure
    from ilium.core.movement import Repetition
    from ilium.core.provenance import Input, Provenance
    from ilium.pipeline import Analysis

    body = a_body(a_clock(0.3), tilt=0.2, obliquity=0.1)
    repetition = Repetition(number=1, side="left", start=0.1, end=0.2)
    table: dict[str, Any] = {"variability": {"surface": "floor"}}
    return Analysis(
        trial=a_trial(body, name="squat"),
        kinematics=body,
        movement=a_movement("single_leg_squat", repetition, quiet=(0.0, 0.1)),
        measures=(
            Measure(name="flight_time", side="both", value=0.5, unit="s", repetition=1),
            Measure(name="flight_time", side="both", value=0.5, unit="s", flags=("a",)),
        ),
        provenance=Provenance(
            inputs=(Input(role="trial", format="c3d", sha256="0" * 64),), settings=table
        ),
    )


def results(folder: Path) -> list[Members]:
    """A small output folder of ilium's."""
    from ilium.outputs.folder import write_results

    write_results(small_analysis(), folder / "squat-ilium")
    found = members_in(folder / "squat-ilium")
    wanted = (".csv", ".json", ".osim")
    return [sealed({k: v for k, v in found.items() if k.endswith(wanted)})]


def sealed(members: Members) -> Members:
    """Write the hashes of an output folder anew: damage is then not seen at once."""
    try:
        told = json.loads(members[PROVENANCE])
        names = [each for each in members if each != PROVENANCE]
        told["files"] = {
            each: hashlib.sha256(members[each]).hexdigest() for each in names
        }
    except (KeyError, TypeError, ValueError, RecursionError):
        return members
    return {**members, PROVENANCE: json.dumps(told).encode()}


def read_output(folder: Path) -> None:
    """Read an output folder to convert it, and as an earlier visit to compare with."""
    from ilium.errors import InputError
    from ilium.exchange.reading import read
    from ilium.outputs.earlier import read_visit

    refused: InputError | None = None
    try:
        read_visit(folder)
    except InputError as error:
        refused = error
    read(folder)
    if refused is not None and "no measure of variability" not in refused.problem:
        raise refused


def cohorts(folder: Path) -> list[Members]:
    from cohorts import write_results

    values = {("P1", day, "a"): [("pelvic_drop_peak", "left", 5.0)] for day in "ab"}
    curves = {key: [("pelvic_obliquity", "left", np.linspace(0, n, 101))]
              for n, key in enumerate(values)}  # fmt: skip
    write_results(folder / "cohort", values, curves)
    return [members_in(folder / "cohort")]


def read_cohort(folder: Path) -> None:
    from ilium.cohort.places import place_at
    from ilium.cohort.results import Results
    from ilium.cohort.values import read_curves, read_values

    Results(place_at(str(folder))).trials()
    read_values(str(folder))
    read_curves(str(folder), "pelvic_obliquity")


def store_at(folder: Path) -> Any:
    from ilium.store import open_store

    return open_store(f"sqlite:///{folder / 'ilium.db'}")


def backups(folder: Path) -> list[Members]:
    """A backup as the archive that it is, and unpacked, to be packed again."""
    from ilium.programme.history import Goal
    from stored import Squat, angles, someone

    store = store_at(folder / "store")
    client = someone(store, "Ada")
    store.results.add(client, Squat(), curves=angles())
    store.record(client, Goal(date=store.database.today, words="Ausfallschritt ä"))
    store.back_up(folder / "b.zip")
    with zipfile.ZipFile(folder / "b.zip") as archive:
        unpacked = {name: archive.read(name) for name in archive.namelist()}
    packed = {"b.zip": (folder / "b.zip").read_bytes()}
    return [packed, unpacked, unpacked]


def packed(members: Members) -> bytes:
    """An archive whose manifest fits what is in it, where it holds one."""
    try:
        told = json.loads(members["manifest.json"])
        told["files"] = {
            name: hashlib.sha256(data).hexdigest()
            for name, data in members.items()
            if name != "manifest.json"
        }
        members = {**members, "manifest.json": json.dumps(told).encode()}
    except (KeyError, TypeError, ValueError, RecursionError):
        pass
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


_store: list[Any] = []


def bring_back(folder: Path) -> None:
    """Bring a backup back into a store that is used again and again."""
    if not _store:
        _store.append(store_at(Path(tempfile.mkdtemp(prefix="ilium-fuzz-store-"))))
    path = folder / "b.zip"
    if not path.exists():
        path.write_bytes(packed(members_in(folder)))
    _store[0].restore(path, replace=True)
    _store[0].clients.all()


def kept_curves(_folder: Path) -> list[Members]:
    """Curves as the archive that they are, and unpacked, to be packed again."""
    from ilium.store.curves import pack
    from stored import angles

    whole = pack(angles())
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        unpacked = {name: archive.read(name) for name in archive.namelist()}
    return [{"curves.npz": whole}, unpacked, unpacked]


def read_kept_curves(folder: Path) -> None:
    from ilium.store.curves import unpack

    members = members_in(folder)
    unpack(members.get("curves.npz") or packed(members))


def viewer_data(_folder: Path) -> list[Members]:
    """The viewer's data as they are, and unpacked, to be packed again."""
    from ilium.app.look.packing import Packing

    packing = Packing()
    packing.clock("time", np.arange(20) / 100.0)
    packing.tracks("points", np.random.default_rng(1).normal(size=(3, 20)), 1e-4)
    whole = packing.packed({"title": "squat"})
    return [{"look.bin": whole}, {"open.bin": gzip.decompress(whole)}]


def read_viewer_data(folder: Path) -> None:
    from ilium.app.look.packing import read_header, read_tracks

    path = the_file(folder)
    data = path.read_bytes()
    if path.name == "open.bin":
        data = gzip.compress(data)
    read_header(data)
    read_tracks(data, "points")


READERS = (
    Reader("exported", exported, read_exported, share=3),
    Reader("data_set", data_sets, read_data_set, share=3),
    Reader("results", results, read_output, share=3, mend=sealed),
    Reader("cohort", cohorts, read_cohort, share=0.7),
    Reader("backup", backups, bring_back, share=0.3),
    Reader("kept_curves", kept_curves, read_kept_curves),
    Reader("viewer_data", viewer_data, read_viewer_data),
)
