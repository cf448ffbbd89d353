"""Studies and results at an address: a real S3 server on loopback."""

from __future__ import annotations

import io
import json
import socket
import subprocess
import sys
import time

import pyarrow.parquet as pq
import pytest

from ilium.cohort.crew import LocalCrew
from ilium.cohort.finding import find_study
from ilium.cohort.orders import Run
from ilium.cohort.places import place_at
from ilium.cohort.run import run_cohort
from ilium.errors import InputError

QUICK = Run(stages={"musculoskeletal": {"depth": "none"}})


@pytest.fixture
def bucket(monkeypatch, tmp_path):
    """A fresh bucket of a server of its own."""
    import s3fs

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, **quiet, cwd=tmp_path)
    options = {"endpoint_url": f"http://127.0.0.1:{port}"}
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("FSSPEC_S3", json.dumps(options))
    import fsspec.config

    monkeypatch.setitem(fsspec.config.conf, "s3", options)
    try:
        answers(server, port)
        s3fs.S3FileSystem(**options).mkdir("laboratory")
        yield "s3://laboratory"
    finally:
        server.kill()
        server.wait()


def answers(server, port):
    end = time.monotonic() + 60.0
    while True:
        assert server.poll() is None
        assert time.monotonic() < end
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def test_a_study_in_an_object_store_gives_the_same_rows(bucket, study_folder, analysed):
    there = place_at(f"{bucket}/study")
    for path in sorted((study_folder / "P01").rglob("*.c3d")):
        there.write(path.relative_to(study_folder).as_posix(), path.read_bytes())
    out = f"{bucket}/out"
    study = find_study(f"{bucket}/study")
    with LocalCrew(2) as crew:
        first = run_cohort(study, out, crew, run=QUICK)
        again = run_cohort(study, out, crew, run=QUICK)
    assert (first.done, first.failed) == (4, 0)
    assert (again.done, again.same) == (0, 4)
    results = place_at(out)
    path = "measures/participant=P01/part-0.parquet"
    assert results.read(path) == (analysed[0] / path).read_bytes()
    trials = results.read("trials/participant=P01/part-0.parquet")
    assert len(pq.read_table(io.BytesIO(trials))) == 4
    assert not [each for each in results.files() if each.startswith("_parts")]


def test_files_of_an_address_are_read_written_and_removed():
    place = place_at("memory://ilium-test/study")
    place.write("P1/a.c3d", b"1")
    place.write("P1/.hidden", b"2")
    place.write("P2/b c.c3d", b"3")
    assert place.files() == ["P1/a.c3d", "P2/b c.c3d"]
    assert place.read("P2/b c.c3d") == b"3"
    place.remove("P1/a.c3d")
    place.remove("P1/a.c3d")
    assert place.files() == ["P2/b c.c3d"]
    with pytest.raises(InputError, match="cannot be read"):
        place.read("P1/a.c3d")


@pytest.mark.parametrize("address", ["nosuch://x/y", "://x"])
def test_an_address_of_an_unknown_kind_is_told(address):
    with pytest.raises(InputError):
        find_study(address)
