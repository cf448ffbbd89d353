"""TRC, MOT, STO and Nexus CSV files, gzipped or not, whole or damaged."""

import gzip

import numpy as np
import pytest

from ilium.capture.nexus_csv import read_sections
from ilium.capture.reading import read_trial
from ilium.capture.sto import read_table
from ilium.core.quantity import labels, values
from ilium.errors import FileFormatError, InputError

AXES = ("+x", "+y")


def trc(rows, *, unit="mm", names="LASI\t\t\tRASI\t\t", rate="100") -> str:
    head = (
        "PathFileType\t4\t(X/Y/Z)\tany.trc",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits",
        f"{rate}\t{rate}\t{len(rows)}\t2\t{unit}",
        f"Frame#\tTime\t{names}",
        "\t\tX1\tY1\tZ1\tX2\tY2\tZ2",
        "",
    )
    return "\n".join([*head, *rows])


ROWS = [
    "1\t0.00\t100\t900\t-200\t100\t910\t50",
    "2\t0.01\t\t\t\t1.01E+02\t9.1E2\t50",
    "3\t0.02\tNaN\tNAN\tnan\t102\t910\t50",
    "4\t0.03\t103\t900\t-200",
]


def read(folder, name, text, **options):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return read_trial(file, **({"axes": AXES} | options))


def test_blanks_and_nan_of_any_case_are_gaps(tmp_path):
    trial = read(tmp_path, "walk.trc", trc(ROWS))
    lasi, rasi = trial.marker("LASI"), trial.marker("RASI")
    np.testing.assert_array_equal(np.isnan(lasi[:, 0]), [False, True, True, False])
    np.testing.assert_array_equal(np.isnan(rasi[:, 0]), [False, False, False, True])
    np.testing.assert_allclose(lasi[0], [0.1, 0.9, -0.2])
    np.testing.assert_allclose(rasi[1], [0.101, 0.91, 0.05])
    assert trial.rate == pytest.approx(100.0)


def test_metres_stay_metres(tmp_path):
    rows = ["1\t0.00\t0.1\t0.9\t-0.2\t0.1\t0.91\t0.05"]
    trial = read(tmp_path, "walk.trc", trc(rows, unit="m"))
    np.testing.assert_allclose(trial.marker("LASI")[0], [0.1, 0.9, -0.2])


def test_names_may_be_shifted_by_a_column(tmp_path):
    trial = read(tmp_path, "walk.trc", trc(ROWS, names="\tLASI\t\t\tRASI\t"))
    assert trial.marker_names == ("LASI", "RASI")
    np.testing.assert_allclose(trial.marker("LASI")[0], [0.1, 0.9, -0.2])


def test_the_time_column_is_the_clock(tmp_path):
    rows = [row.replace("\t0.0", "\t1.0", 1) for row in ROWS]
    trial = read(tmp_path, "walk.trc", trc(rows, rate="250"))
    np.testing.assert_allclose(trial.time, [1.00, 1.01, 1.02, 1.03])


def test_times_that_do_not_rise_give_way_to_the_rate(tmp_path):
    rows = [row.replace(row.split("\t")[1], "0") for row in ROWS[:1] * 3]
    trial = read(tmp_path, "walk.trc", trc(rows, rate="50"))
    np.testing.assert_allclose(trial.time, [0.0, 0.02, 0.04])
    with pytest.raises(FileFormatError, match="times do not rise"):
        read(tmp_path, "walk.trc", trc(rows, rate="0"))


def test_gzipped_text_reads_the_same(tmp_path):
    plain = read(tmp_path, "walk.trc", trc(ROWS))
    packed = tmp_path / "walk.trc.gz"
    packed.write_bytes(gzip.compress(trc(ROWS).encode()))
    trial = read_trial(packed, axes=AXES)
    np.testing.assert_array_equal(values(trial.markers), values(plain.markers))
    assert trial.name == "walk"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("cut.trc", trc(ROWS)[:100], "ends before"),
        ("word.trc", trc([ROWS[0].replace("900", "high")]), "not a number"),
        ("endless.trc", trc([ROWS[0].replace("900", "1e999")]), "no laboratory"),
        ("nameless.trc", trc(ROWS, names=""), "names no marker"),
        ("none.trc", trc([]), "before its first frame"),
        ("wide.trc", trc(["1\t0"], names="M\t" * 2_000_000), "far fewer"),
        ("words.sto", "no table here\n", "endheader"),
        ("short.mot", "endheader\ntime\ta\n", "no table"),
        ("still.mot", "endheader\ntime a\n0 1\n0 2\n", "do not rise"),
        ("words.csv", "a,b\n1,2\n", "no table of trajectories"),
    ],
)
def test_what_does_not_follow_its_format_is_refused(tmp_path, name, text, reason):
    with pytest.raises(InputError, match=reason) as refusal:
        read(tmp_path, name, text)
    assert refusal.value.remedy.endswith(".")


@pytest.mark.parametrize("ending", [".trc.gz", ".csv.gz"])
def test_a_gzipped_file_that_is_cut_off_is_refused(tmp_path, ending):
    file = tmp_path / f"walk{ending}"
    file.write_bytes(gzip.compress(trc(ROWS).encode())[:-12])
    with pytest.raises(FileFormatError, match="cut off"):
        read_trial(file)


def mot(columns, rows, *, head="inDegrees=no") -> str:
    table = "\n".join("\t".join(map(str, row)) for row in rows)
    return f"any\n{head}\nendheader\n" + "\t".join(["time", *columns]) + f"\n{table}\n"


def foot(stem: str) -> list[str]:
    return [
        *(f"{stem}force_v{axis}" for axis in "xyz"),
        *(f"{stem}force_p{axis}" for axis in "xyz"),
        *(f"{stem.replace('force', 'torque')}torque_{axis}" for axis in "xyz"),
    ]


LOAD = [10.0, 700.0, -20.0, 0.3, 0.0, 0.1, 0.0, 2.0, 0.0]


def test_forces_on_feet_are_plates_named_by_side(tmp_path):
    columns = [*foot("R_ground_"), *foot("L_ground_")]
    rows = [[0.01 * at, *LOAD, *([0.0] * 9)] for at in range(5)]
    trial = read(tmp_path, "loads.mot", mot(columns, rows))
    right, left = trial.plates
    assert (right.name, left.name, right.kind) == ("right", "left", 0)
    np.testing.assert_allclose(values(right.force), np.tile(LOAD[:3], (5, 1)))
    point = values(right.centre_of_pressure())
    np.testing.assert_allclose(point, np.tile([0.3, 0.0, 0.1], (5, 1)), atol=1e-12)
    np.testing.assert_allclose(right.free_moment(), 2.0)
    assert np.isnan(values(left.centre_of_pressure())).all()


def test_a_trc_file_and_its_forces_become_one_trial(tmp_path):
    rows = [[0.01 * at, *LOAD] for at in range(4)]
    names = [f"ground_force_1_{x}{axis}" for x in "vpm" for axis in "xyz"]
    loads = tmp_path / "loads.mot"
    loads.write_text(mot(names, rows), encoding="utf-8")
    trial = read(tmp_path, "walk.trc", trc(ROWS), forces=loads, axes=("-z", "+y"))
    assert trial.marker_names == ("LASI", "RASI")
    (plate,) = trial.plates
    assert plate.name == "plate 1"
    np.testing.assert_allclose(values(plate.force)[0], [20.0, 700.0, 10.0])
    np.testing.assert_allclose(values(plate.centre_of_pressure())[0], [-0.1, 0, 0.3])
    np.testing.assert_allclose(plate.free_moment(), 2.0)


@pytest.mark.parametrize(("word", "degrees"), [("yes", True), ("no", False)])
def test_the_header_tells_degrees_from_radians(tmp_path, word, degrees):
    file = tmp_path / "ik.sto"
    file.write_text(
        mot(["pelvis_tilt"], [[0, 1.5], [1, 2.5]], head=f"inDegrees={word}"),
        encoding="utf-8",
    )
    table = read_table(file)
    assert table.degrees is degrees
    np.testing.assert_allclose(table.column("pelvis_tilt"), [1.5, 2.5])


NEXUS = """\ufeffDevices
1000
,,Plate - Force,,,Plate - Moment,,,Plate - CoP,,,EMG - EMG1
Frame,Sub Frame,Fx,Fy,Fz,Mx,My,Mz,Cx,Cy,Cz,v
,,N,N,N,N.mm,N.mm,N.mm,mm,mm,mm,V
11,0,-10,20,-700,-14000,35000,500,250,520,0,0.001
11,1,-10,20,-700,-14000,35000,500,250,520,0,0.002

Trajectories
500
,,Ann:LASI,,,Ann:RASI,,
Frame,Sub Frame,X,Y,Z,X,Y,Z
,,mm,mm,mm,mm,mm,mm
11,0,100,200,900,100,-50,910
12,0,101,200,900,,,

Model Outputs
500
,,Ann:LHipAngles,,,Ann:RHJC,,
Frame,Sub Frame,X,Y,Z,X,Y,Z
,,deg,deg,deg,mm,mm,mm
11,0,30,5,-10,90,50,800
12,0,31,5,-10,90,50,800
"""


def test_a_nexus_export_becomes_a_trial(tmp_path):
    trial = read(tmp_path, "jump.csv", NEXUS, axes=("+x", "+z"))
    assert trial.marker_names == ("LASI", "RASI", "RHJC")
    np.testing.assert_allclose(trial.time, [0.02, 0.022])
    np.testing.assert_allclose(trial.marker("LASI")[0], [0.1, 0.9, -0.2])
    assert np.isnan(trial.marker("RASI")[1]).all()
    assert labels(trial.vendor, "output") == ("LHipAngles",)
    assert labels(trial.emg, "channel") == ("EMG1",)
    (plate,) = trial.plates
    np.testing.assert_allclose(values(plate.force)[0], [10, 700, 20])
    point = values(plate.centre_of_pressure())[0]
    np.testing.assert_allclose(point, [0.25, 0.0, -0.52], atol=1e-12)
    assert "Ann" not in repr(trial)


def test_a_nexus_export_without_a_rate_is_refused():
    lines = NEXUS.replace("500", "0").lstrip("\ufeff").splitlines()
    with pytest.raises(FileFormatError, match="rate of '0'"):
        read_sections(lines)
