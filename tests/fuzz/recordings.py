"""Readers of recordings and models: C3D, TRC, MOT, STO, Nexus, tables, osim."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from fuzz.reader import Members, Reader, each_file, members_in, texts, the_file

LABORATORIES = (
    "c3d_org_samples/sample_02/pc_int.c3d",
    "c3d_org_samples/sample_02/dec_int.c3d",
    "c3d_org_samples/sample_02/sgi_real.c3d",
    "c3d_org_samples/sample_10/TYPE-4.C3D",
    "c3d_org_samples/sample_10/TYPE-3.c3d",
    "nimblephysics/UpsideDown_drop_jump/trial2.c3d",
    "btkdata/PiG/PiG_Calibration3_FF.c3d",
    "btkdata/others/Analysis.c3d",
    "biomdp/kistler_CMJ_1plate.c3d",
    "bmc_ric_running/RBDS001static.c3d",
    "opensim_core/odd_trc/dataWithEformat.trc",
    "opensim_core/Tests_shared/std_walking5_markers.trc",
    "nimblephysics/opencap_Subject4/GRF/walking1_grf.mot",
)
"""Public recordings, where they are at hand: damaged as they are, never kept."""

NEXUS = """Trajectories
100
,,Anna:LASI,,,Anna:RASI,,,Anna:LKNE,,
Frame,Sub Frame,X,Y,Z,X,Y,Z,X,Y,Z
,,mm,mm,mm,mm,mm,mm,mm,mm,mm
1,0,100,-120,900,101,120,905,110,-100,480
2,0,101,-120,901,,,,111,-100,481
3,0,102,-120,902,103,121,905,112,-100,482
4,0,103,-121,902,104,121,905,113,-100,483

Devices
200
,,Plate 1 - Force,,,Plate 1 - Moment,,,Plate 1 - CoP,,,EMG - L GMED
Frame,Sub Frame,Fx,Fy,Fz,Mx,My,Mz,Cx,Cy,Cz,Voltage
,,N,N,N,N.mm,N.mm,N.mm,mm,mm,mm,V
1,0,1,2,-700,10,20,0.5,300,200,0,0.001
1,1,1,2,-701,10,21,0.5,300,200,0,0.002
2,0,2,2,-702,11,20,0.5,301,200,0,-0.001
2,1,2,2,-703,10,20,0.5,300,201,0,0.001

Model Outputs
100
,,Anna:LHipAngles,,,Anna:LHipMoment,,,Anna:LHipPower,,
Frame,Sub Frame,X,Y,Z,X,Y,Z,X,Y,Z
,,deg,deg,deg,N.mm,N.mm,N.mm,W,W,W
1,0,10,2,3,100,20,3,0,0,1
2,0,11,2,3,101,20,3,0,0,1
3,0,12,2,3,102,20,3,0,0,1
4,0,13,2,3,103,20,3,0,0,1
"""
TRC = """PathFileType\t4\t(X/Y/Z)\tany.trc
DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate
100\t100\t4\t3\tmm\t100
Frame#\tTime\tLASI\t\t\tRASI\t\t\tSACR\t\t
\t\tX1\tY1\tZ1\tX2\tY2\tZ2\tX3\tY3\tZ3

1\t0.00\t100\t900\t-120\t100\t910\t120\t-90\t950\t1
2\t0.01\t\t\t\t1.01E+02\t9.1E2\t121\t-90\t950\t2
3\t0.02\tNaN\tNAN\tnan\t102\t910\t121\t-91\t950\t2
4\t0.03\t103\t900\t-120\t103\t911\t121\t-91\t951\t2
"""
MOT = """forces
version=1
nRows=4
nColumns=10
inDegrees=no
endheader
time ground_force_vx ground_force_vy ground_force_vz ground_force_px ground_force_py \
ground_force_pz ground_torque_x ground_torque_y ground_torque_z
0.00 1 700 2 0.3 0 0.1 0 0.5 0
0.01 1 701 2 0.3 0 0.1 0 0.5 0
0.02 2 702 2 0.3 0 0.1 0 0.5 0
0.03 2 700 3 0.3 0 0.1 0 0.6 0
"""
STO = """Coordinates
inDegrees=yes
endheader
time\tpelvis_tilt\tpelvis_list\tknee_angle_r
0.0\t1\t2\t30
0.1\t1.5\t2\t31
0.2\t1\t2.5\t32
"""
SERIES = {
    "commas.csv": "time,hip,knee\n0,1.5,2\n0.1,1.6,3\n0.2,1.4,4\n0.3,1.7,5\n",
    "semicolons.csv": "t;a;b\n0;1,5;x\n1;1,6;y\n2;1,7;z\n",
    "tabs.txt": "frame\tx [m]\ty\n1\t0.1\t1\n2\t0.2\t3\n3\t0.4\t4\n",
}


def c3d_seeds(folder: Path) -> list[Members]:
    from c3d_files import C3DFile, described
    from ilium.capture.c3d_write import write_c3d
    from parcels import small_trial

    rng = np.random.default_rng(1)
    points = rng.uniform(-500.0, 1500.0, (12, 4, 3))
    points[3:5, 1] = np.nan
    analog = rng.uniform(-500.0, 500.0, (120, 6))
    plate = {
        "USED": [1], "TYPE": [2], "CHANNEL": np.arange(1, 7).reshape(6, 1),
        "ORIGIN": np.array([[0.0], [0.0], [-40.0]]), "ZERO": [0, 0],
        "CORNERS": rng.uniform(-300.0, 300.0, (3, 4, 1)),
    }  # fmt: skip
    names = [f"F{axis}1" for axis in "xyz"] + [f"M{axis}1" for axis in "xyz"]
    signals = {
        "USED": [6], "LABELS": names, "UNITS": ["N"] * 3 + ["Nmm"] * 3,
        "GEN_SCALE": np.float64(1.0), "SCALE": np.ones(6),
        "OFFSET": np.zeros(6, np.int64), "RATE": np.float64(1000.0),
    }  # fmt: skip
    events = {
        "USED": [2], "CONTEXTS": ["Left", "Right"],
        "LABELS": ["Foot Strike", "Foot Off"],
        "TIMES": np.array([[0, 0], [0.02, 0.05]]),
    }  # fmt: skip
    labels = ["Anna:LASI", "Anna:RASI", "LKNE", "*3"]
    made: list[Members] = []
    for processor in ("intel", "dec", "mips"):
        for scale in (-1.0, 0.1):
            parameters = {
                "POINT": described(labels, SCALE=np.float64(scale)),
                "ANALOG": signals,
                "FORCE_PLATFORM": plate,
                "EVENT": events,
                "PROCESSING": {
                    "Bodymass": np.float64(61.5),
                    "Height": np.float64(1710),
                },
            }
            made.append(
                {"walk.c3d": C3DFile(
                    points, analog, processor=processor, scale=scale,
                    parameters=parameters, header_events=((0.03, "LFS"),),
                ).bytes()}
            )  # fmt: skip
    write_c3d(small_trial(), folder / "own.c3d")
    return [*made, *each_file([folder / "own.c3d"])]


def read_recording(folder: Path) -> None:
    """Read a recording, and say what it is as ``ilium inspect --json`` does."""
    from ilium.capture.overview import overview
    from ilium.capture.reading import read_trial
    from ilium.core.trial import Trial

    trial = read_trial(the_file(folder))
    assert isinstance(trial, Trial)
    json.dumps(overview(trial), ensure_ascii=False).encode()


def add_to_c3d(folder: Path) -> None:
    """Copy a C3D file with an event more, as ``ilium convert`` does."""
    from ilium.capture.c3d_annotate import annotate_c3d
    from ilium.core.event import Event

    event = Event(time=0.05, name="bottom", side="left", source="marker")
    annotate_c3d(the_file(folder), folder / "copy.c3d", outputs=(), events=(event,))


def of_laboratories(_folder: Path) -> list[Members]:
    place = Path(os.environ["ILIUM_SAMPLES"])
    return each_file([place / each for each in LABORATORIES])


def text_seeds(folder: Path) -> list[Members]:
    from ilium.exchange.writing import write
    from parcels import small_parcel

    write(small_parcel(), folder / "own.trc")
    own = each_file([folder / "own.trc"])
    plain = texts(walk__trc=TRC, forces__mot=MOT, angles__sto=STO)
    packed = {"walk.trc.gz": gzip.compress(TRC.encode(), mtime=0)}
    return [*plain, *plain, packed, *own]


def read_text_recording(folder: Path) -> None:
    """Read a text: as a recording, or as anything that ``ilium convert`` takes."""
    from ilium.exchange.reading import read

    path = the_file(folder)
    if path.suffix in (".mot", ".sto"):
        read(path)
    else:
        read_recording(folder)


def read_series(folder: Path) -> None:
    from ilium.capture.series_table import read_series_table

    table = read_series_table(the_file(folder))
    for each in table.signals():
        table.signal(each)


def models(_folder: Path) -> list[Members]:
    from osim_texts import OLD, osim, rich

    return texts(leg__osim=osim(), old__osim=OLD, rich__osim=rich())


def read_model(folder: Path) -> None:
    from ilium.model.osim_read import read_osim

    read_osim(the_file(folder))


def c3d_process() -> Sequence[int]:
    from ilium.capture.isolation import WORKER

    return () if WORKER.process_id is None else (WORKER.process_id,)


def nexus(_folder: Path) -> list[Members]:
    return [
        *texts(walk__csv=NEXUS),
        {"walk.csv.gz": gzip.compress(NEXUS.encode(), mtime=0)},
    ]


def tables(_folder: Path) -> list[Members]:
    return [{name: text.encode()} for name, text in SERIES.items()]


READERS = (
    Reader("c3d", c3d_seeds, read_recording, share=6, children=c3d_process),
    Reader("c3d_copied", c3d_seeds, add_to_c3d),
    Reader("text_recordings", text_seeds, read_text_recording, share=4),
    Reader("nexus_csv", nexus, read_recording, share=2),
    Reader("series_table", tables, read_series),
    Reader("osim", models, read_model, share=4),
)
OF_LABORATORIES = Reader(
    "laboratories", of_laboratories, read_recording, share=3, children=c3d_process
)
"""The same with public recordings, where they are at hand."""

__all__ = ["OF_LABORATORIES", "READERS", "members_in"]
