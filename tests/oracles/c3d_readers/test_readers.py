"""The second reader, the library and other programs read the same numbers."""

from pathlib import Path

import numpy as np
import pytest

from ilium.capture.c3d_frames import layout, read_frames
from ilium.capture.c3d_header import read_header
from ilium.capture.c3d_parameters import read_parameters
from ilium.capture.c3d_worker import parse
from ilium.capture.reading import read_trial
from ilium.core.quantity import values

MIPS = (
    "sample_01/Eb015si.c3d",
    "sample_01/Eb015sr.c3d",
    "sample_02/sgi_int.c3d",
    "sample_02/sgi_real.c3d",
)
OTHERWISE = {
    "btkdata/malformed/Empty.c3d": "is empty",
    "btkdata/malformed/badParameterOffset.c3d": "ezc3d refuses it",
    "btkdata/others/561xxa01_anonym.C3D": (
        "ezc3d reads no analog numbers for want of ANALOG:RATE and takes those of the "
        "plates for points"
    ),
    **{f"c3d_org_samples/{name}": "ezc3d refuses MIPS" for name in MIPS},
}
INVENTED = {"FORCE_PLATFORM:ZERO", "ANALOG:USED"}


def second(file: Path):
    data = file.read_bytes()
    header = read_header(data)
    parameters = read_parameters(data, header)
    counts = layout(data, header, parameters)
    return header, parameters, read_frames(data, header, parameters, counts)


def c3d_files(samples: Path) -> list[Path]:
    files = sorted(p for p in samples.rglob("*") if p.suffix.lower() == ".c3d")
    return [p for p in files if p.relative_to(samples).as_posix() not in OTHERWISE]


def largest(found, expected) -> float:
    if found.shape != expected.shape or (np.isnan(found) != np.isnan(expected)).any():
        return float("inf")
    return float(np.nanmax(np.abs(found - expected), initial=0.0))


def test_every_frame_is_read_as_ezc3d_reads_it(samples, oracle):
    files = c3d_files(samples)
    assert len(files) >= 50
    for file in files:
        expected = parse(str(file))
        _, _, found = second(file)
        case = file.name
        error = largest(found.points, expected["points"])
        oracle.holds("points against ezc3d", error, case=case)
        if found.analog.size:
            error = largest(found.analog, expected["analog"])
            oracle.holds("analog against ezc3d", error, case=case)


def test_a_delay_of_one_frame_would_be_noticed(samples, oracle):
    file = samples / "opensim_core" / "Tests_shared" / "walking2.c3d"
    expected = parse(str(file))["points"]
    _, _, found = second(file)
    late = float(np.nanmax(np.abs(found.points[1:] - expected[:-1])))
    oracle.bites("points against ezc3d", "one frame late", late)


def differing(samples: Path) -> list[str]:
    import ezc3d

    found = []
    for file in c3d_files(samples):
        data = file.read_bytes()
        parameters = read_parameters(data, read_header(data))
        for group, names in ezc3d.c3d(str(file))["parameters"].items():
            for name, stored in names.items():
                key = f"{group}:{name}".upper()
                mine = parameters.groups.get(group.upper(), {}).get(name.upper())
                if name == "__METADATA__" or mine is None or key in INVENTED:
                    continue
                theirs = stored["value"]
                if isinstance(theirs, list):
                    same = [each.strip() for each in theirs] == list(mine)
                else:
                    same = np.array_equal(np.ravel(theirs), np.ravel(mine))
                if not same:
                    found.append(f"{file.name} {key}")
    return found


def test_every_parameter_is_read_as_ezc3d_reads_it(samples, oracle):
    oracle.holds("parameters against ezc3d", len(differing(samples)))


def test_a_change_of_one_parameter_would_be_noticed(samples, oracle, monkeypatch):
    from ilium.capture import c3d_parameters

    monkeypatch.setattr(
        c3d_parameters, "floats", lambda raw, _: np.zeros(len(raw) // 4)
    )
    changed = len(differing(samples / "opensim_core"))
    oracle.bites("parameters against ezc3d", "every real number is 0", changed)


@pytest.mark.parametrize("name", MIPS)
def test_mips_files_are_read_as_the_c3d_package_reads_them(samples, oracle, name):
    import c3d

    file = samples / "c3d_org_samples" / name
    with file.open("rb") as stream:
        frames = [
            (points.copy(), analog.T.copy())
            for _, points, analog in c3d.Reader(stream).read_frames()
        ]
    points = np.array([each for each, _ in frames], dtype=float)
    seen = points[:, :, 3:4] >= 0
    points = np.where(seen, points[:, :, :3], np.nan)
    analog = np.concatenate([each for _, each in frames])
    _, _, found = second(file)
    points_name, analog_name = (
        f"MIPS {each} against the c3d package" for each in ("points", "analog")
    )
    oracle.holds(points_name, largest(found.points, points), case=name)
    oracle.holds(analog_name, largest(found.analog, analog), case=name)
    late = float(np.nanmax(np.abs(found.points[1:] - points[:-1])))
    oracle.bites(points_name, "one frame late", late, case=name)
    oracle.bites(analog_name, "unscaled", largest(2 * found.analog, analog), case=name)


@pytest.mark.parametrize("sample", ["sample_01", "sample_02"])
def test_the_same_trial_reads_alike_in_every_format(samples, oracle, sample):
    files = sorted((samples / "c3d_org_samples" / sample).glob("*.c3d"))
    assert len(files) == 6
    trials = [read_trial(file, axes=("+y", "+z")) for file in files]
    first = trials[0]
    for file, trial in zip(files, trials, strict=True):
        apart = 1e3 * np.abs(values(trial.markers) - values(first.markers))
        error = float(np.nanmax(apart))
        oracle.holds("same trial in every format: markers", error, case=file.name)
        for plate, other in zip(trial.plates, first.plates, strict=True):
            error = float(np.abs(values(plate.force) - values(other.force)).max())
            oracle.holds("same trial in every format: force", error, case=file.name)
    moved = 1e3 * np.abs(values(first.markers)[1:] - values(first.markers)[:-1])
    oracle.bites(
        "same trial in every format: markers", "one frame late", np.nanmax(moved)
    )
    gain = 0.01 * np.abs(values(first.plates[0].force)).max()
    oracle.bites("same trial in every format: force", "1 % gain", gain)


@pytest.mark.parametrize("name", ["walking2", "walking5"])
def test_markers_are_where_opensim_exported_them(samples, oracle, name):
    folder = samples / "opensim_core" / "Tests_shared"
    ours = read_trial(folder / f"{name}.c3d", axes=("+x", "+z"))
    theirs = read_trial(folder / f"std_{name}_markers.trc", axes=("+x", "+z"))
    assert ours.marker_names == theirs.marker_names
    rows = np.round(theirs.time * ours.rate).astype(int)
    quantity = "markers against OpenSim's export"
    markers, exported = values(ours.markers), values(theirs.markers)
    oracle.holds(quantity, 1e3 * largest(markers[rows], exported), case=name)
    late = 1e3 * np.abs(markers[rows[1:] - 1] - exported[1:])
    oracle.bites(quantity, "one frame late", float(np.nanmax(late)), case=name)


def test_blanks_in_a_trc_file_are_the_gaps_of_the_c3d_file(samples, oracle):
    folder = samples / "opensim_core"
    blanks = folder / "odd_trc" / "dataWithBlanksForMissingMarkers.trc"
    theirs = read_trial(blanks, axes=("+x", "+z"))
    ours = read_trial(folder / "Tests_shared" / "walking5.c3d", axes=("+x", "+z"))
    markers = values(ours.markers)[: len(theirs.time)]
    error = 1e3 * largest(markers, values(theirs.markers))
    oracle.holds("markers against OpenSim's export", error, case="with blanks")
