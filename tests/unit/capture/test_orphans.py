"""A process that works for another ends with it, also while it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

SLOW = """
import time
from ilium.capture.serving import serve_standard_streams

def main():
    time.sleep(2.0)  # as long as imports take
    serve_standard_streams(lambda _request, _tell: time.sleep(600.0))
"""
ASKS = """
import os, signal, sys, threading
from ilium.capture.child import Child
child = Child("slow_worker")
child.start()
request = {"memory": 10**9, "seconds": 900.0}
threading.Thread(target=child.ask, args=(request, 900.0), daemon=True).start()
print(child.process_id, flush=True)
threading.Event().wait(0.5)
os.kill(os.getpid(), signal.SIGKILL)
"""


def runs(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{number}/stat", encoding="ascii") as file:  # noqa: PTH123
        return file.read().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_worker_whose_asker_is_killed_while_it_starts_ends_too(tmp_path):
    (tmp_path / "slow_worker.py").write_text(SLOW, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", ASKS],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    number = int(done.stdout)
    assert runs(number), "it works on a request"
    until = time.monotonic() + 60.0
    while runs(number) and time.monotonic() < until:
        time.sleep(0.1)
    assert not runs(number)
