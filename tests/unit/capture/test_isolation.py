"""The C3D library runs in a process of its own, and may crash or hang there."""

import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from ilium.capture import child, isolation
from ilium.capture.isolation import ReaderRefusal, Worker
from ilium.errors import FileFormatError

MISBEHAVIOUR = {
    "crashed": "import os; os.abort()",
    "took longer": "while True: pass",
}


@pytest.fixture
def worker():
    made = Worker()
    yield made
    made.end()


def a_library(folder: Path, body: str) -> None:
    code = f"def c3d(path):\n    {body}\n"
    (folder / "ezc3d").mkdir(exist_ok=True)
    (folder / "ezc3d" / "__init__.py").touch()
    (folder / "ezc3d" / "ezc3d.py").write_text(code, encoding="utf-8")


@pytest.mark.parametrize("word", MISBEHAVIOUR)
def test_a_library_that_misbehaves_is_an_error_and_not_an_end(
    word, worker, tmp_path, monkeypatch
):
    monkeypatch.setattr(isolation, "SECONDS", 1.5)
    monkeypatch.syspath_prepend(str(tmp_path))
    a_library(tmp_path, MISBEHAVIOUR[word])
    file = tmp_path / "any.c3d"
    file.write_bytes(b"\x00")
    with pytest.raises(FileFormatError, match=word):
        worker.parse(file)
    a_library(tmp_path, "raise ValueError('refused')")
    with pytest.raises(ReaderRefusal, match="refused"):
        worker.parse(file)


def test_an_interrupted_request_does_not_answer_the_next(worker, samples, monkeypatch):
    jump = samples / "biomdp/kistler_CMJ_1plate.c3d"
    walk = samples / "btkdata/PiG/PiG_Motion3_FF.c3d"
    expected = worker.parse(walk)
    with monkeypatch.context() as patch:
        patch.setattr(child, "received", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            worker.parse(jump)
    found = worker.parse(walk)
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name], values)


def _interrupted(answers, told):
    raise KeyboardInterrupt


def test_asking_for_all_memory_is_refused_there(worker, tmp_path, monkeypatch):
    pytest.importorskip("resource")
    monkeypatch.syspath_prepend(str(tmp_path))
    a_library(tmp_path, "return bytearray(3_000_000_000)")
    file = tmp_path / "any.c3d"
    file.write_bytes(b"\x00")
    with pytest.raises(ReaderRefusal, match="MemoryError"):
        worker.parse(file)


def test_what_the_library_prints_does_not_disturb_the_answer(
    worker, tmp_path, monkeypatch
):
    monkeypatch.syspath_prepend(str(tmp_path))
    a_library(tmp_path, "print('noise'); raise ValueError('after the noise')")
    file = tmp_path / "any.c3d"
    file.write_bytes(b"\x00")
    with pytest.raises(ReaderRefusal, match="after the noise"):
        worker.parse(file)


def test_a_program_without_a_main_guard_reads_in_isolation(samples: Path):
    file = samples / "c3d_org_samples" / "sample_02" / "pc_real.c3d"
    script = textwrap.dedent(
        f"""
        from ilium.capture.reading import read_trial
        print(read_trial({str(file)!r}).source.details["reader"])
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(isolation.__file__).parents[2])},
    )
    assert done.stdout.strip() == "ezc3d"
    assert not done.stderr


def test_the_worker_starts_without_the_heavy_imports():
    script = (
        "import sys; from ilium.capture.isolation import WORKER; "
        "print(sorted({'xarray', 'pandas', 'scipy', 'ezc3d'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(isolation.__file__).parents[2])},
    )
    assert done.stdout.strip() == "[]"


def test_both_ways_of_calling_the_library_agree(samples: Path):
    from ilium.capture.reading import read_trial

    file = samples / "c3d_org_samples" / "sample_02" / "pc_int.c3d"
    apart, here = read_trial(file), read_trial(file, isolated=False)
    np.testing.assert_array_equal(apart.markers, here.markers)
    assert apart.source.details == here.source.details
