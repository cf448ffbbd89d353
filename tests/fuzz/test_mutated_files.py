"""Damaged recordings: a trial or an input error, never a crash, a hang or a flood."""

import random
import struct
import time
from pathlib import Path

import pytest

from ilium.capture.isolation import WORKER
from ilium.capture.reading import read_trial
from ilium.core.trial import Trial
from ilium.errors import InputError

SEED = 20_261_122
LONGEST = 10.0
MOST_MEMORY = 1_000_000_000
C3D = (
    "c3d_org_samples/sample_02/pc_int.c3d",
    "c3d_org_samples/sample_02/pc_real.c3d",
    "c3d_org_samples/sample_02/dec_int.c3d",
    "c3d_org_samples/sample_02/sgi_real.c3d",
    "c3d_org_samples/sample_10/TYPE-4.C3D",
    "c3d_org_samples/sample_10/TYPE-3.c3d",
    "nimblephysics/UpsideDown_drop_jump/trial2.c3d",
    "btkdata/PiG/PiG_Calibration3_FF.c3d",
    "btkdata/others/Analysis.c3d",
    "biomdp/kistler_CMJ_1plate.c3d",
    "bmc_ric_running/RBDS001static.c3d",
)
TEXTS = (
    "opensim_core/odd_trc/dataWithEformat.trc",
    "opensim_core/Tests_shared/std_walking5_markers.trc",
    "nimblephysics/opencap_Subject4/GRF/walking1_grf.mot",
)


def flip_bytes(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def flip_header(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(0, 28, 2)
        value = chance.choice([0, 1, 2, 255, 32_767, 32_768, 65_535])
        struct.pack_into("<H", data, at, value)


def flip_parameters(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(min(512, len(data) - 1), min(6144, len(data)))
        data[at] = chance.choice([0, 1, 127, 128, 255, chance.randrange(256)])


def set_parameter(data: bytearray, chance: random.Random) -> None:
    names = (b"USED", b"RATE", b"SCALE", b"TYPE", b"CHANNEL", b"CORNERS", b"ORIGIN")
    name = chance.choice(names)
    at = data.find(name, chance.randrange(512, 4096))
    if at < 0:
        return
    at += len(name) + chance.randint(2, 20)
    for offset in range(min(chance.randint(1, 4), len(data) - at)):
        data[at + offset] = chance.choice([0, 127, 128, 255])


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def cut_out(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice([1, 2, 512, 5000])]


def clear(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice([4, 64, 512, 5000]))
    data[start:end] = bytes([chance.choice([0, 255])]) * (end - start)


def repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    stretch = data[start : start + chance.choice([2, 30, 512])]
    data[start:start] = stretch


MUTATIONS = (
    flip_bytes,
    flip_header,
    flip_parameters,
    set_parameter,
    cut,
    cut_out,
    clear,
    repeat,
)


def outcome(file: Path) -> str:
    """What reading came to; anything but a trial or an input error propagates."""
    began = time.monotonic()
    try:
        found: Trial | InputError = read_trial(file)
    except InputError as error:
        found = error
    assert time.monotonic() - began < LONGEST
    if isinstance(found, InputError):
        assert found.problem[-1] + found.remedy[-1] == ".."
        return "refused"
    assert isinstance(found, Trial)
    return "read"


def peak(process: str) -> int:
    """Most memory that a process held [bytes]; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return 1024 * int(lines["VmHWM"].split()[0])


def forget_peak() -> None:
    knob = Path("/proc/self/clear_refs")
    if knob.exists():
        knob.write_text("5")


def run(samples: Path, names, folder: Path, *, count: int, seed: int) -> dict[str, int]:
    chance = random.Random(seed)
    originals = [(samples / name).read_bytes() for name in names]
    found = {"read": 0, "refused": 0}
    forget_peak()
    held = peak("self")  # by the tests before
    for number in range(count):
        at = number % len(names)
        data = bytearray(originals[at])
        for _ in range(chance.randint(1, 2)):
            if len(data) > 1:
                chance.choice(MUTATIONS)(data, chance)
        file = folder / f"mutant{Path(names[at]).suffix}"
        file.write_bytes(data)
        try:
            found[outcome(file)] += 1
        except BaseException as error:
            error.add_note(f"mutant {number} of seed {seed} from {names[at]}")
            raise
    assert peak("self") - held < MOST_MEMORY
    if WORKER.process_id is not None:
        assert peak(str(WORKER.process_id)) < MOST_MEMORY
    return found


def test_damaged_c3d_files_are_read_or_refused(samples, tmp_path):
    found = run(samples, C3D, tmp_path, count=500, seed=SEED)
    assert min(found.values()) > 100, found


def test_damaged_text_files_are_read_or_refused(samples, tmp_path):
    found = run(samples, TEXTS, tmp_path, count=90, seed=SEED)
    assert found["refused"] > 10, found


@pytest.mark.full
@pytest.mark.parametrize("part", range(20))
def test_many_damaged_c3d_files_are_read_or_refused(samples, tmp_path, part):
    run(samples, C3D, tmp_path, count=1000, seed=SEED + 1 + part)
