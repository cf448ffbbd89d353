"""Kill a process again and again while it saves and imports; look at what is left.

Called as `python kill_store.py FOLDER ROUNDS SEED` in a process of its own: children
are forked, so that each begins at once, and end by SIGKILL at a random moment. Prints
one JSON object.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import select
import signal
import sqlite3
import sys
import time
import traceback
from pathlib import Path

from ilium.programme.history import Goal
from ilium.store import Store, open_store
from ilium.store.recordings import Original
from stored import Squat, angles

DAY = dt.date(2026, 3, 2)


def work(store: Store, client: str, start: int, pipe: int) -> None:
    """Save and import for ever; acknowledge each after its commit."""
    at = start
    while True:
        at += 1
        if at % 3:
            store.record(client, Goal(date=DAY, words=f"goal {at}"))
            os.write(pipe, f"goal {at}\n".encode())
        else:
            given = Original(role="trial", format="json", data=b"%d " % at * 20_000)
            curves = angles(frames=200, shift=at / 1e6)
            number = store.results.add(
                client, Squat(drop=at / 1e4), originals=[given], curves=curves
            )
            os.write(pipe, f"result {number} {at}\n".encode())


def killed_once(store: Store, client: str, start: int, wait: float) -> list[str]:
    """What a child acknowledged before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(store, client, start, writing)
        except Exception:  # noqa: BLE001 - its parent shows it
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writing)
    select.select([reading], [], [], 10.0)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    with os.fdopen(reading, "rb") as pipe:
        return [each.decode() for each in pipe.read().split(b"\n")[:-1]]


def faults(folder: Path, acknowledged: list[str]) -> list[str]:
    """What is not as it should be, as another process sees it."""
    connection = sqlite3.connect(folder / "ilium.db")
    found = [
        each for (each,) in connection.execute("PRAGMA integrity_check") if each != "ok"
    ]
    found += map(str, connection.execute("PRAGMA foreign_key_check"))
    goals = {
        json.loads(each)["words"]
        for (each,) in connection.execute("SELECT content FROM entry")
    }
    drops = dict(
        connection.execute(
            "SELECT result_id, value FROM measure WHERE repetition IS NULL"
            " AND name = 'pelvic_drop'"
        )
    )
    rows = dict(
        connection.execute("SELECT result_id, count(*) FROM measure GROUP BY 1")
    )
    found += [f"half a result {each}" for each, n in rows.items() if n != 3]
    for each in acknowledged:
        kind, number, *more = each.split()
        if kind == "goal" and each not in goals:
            found.append(f"lost {each}")
        if kind == "result" and drops.get(int(number)) != int(more[0]) / 1e4:
            found.append(f"lost {each}")
    for (digest,) in connection.execute("SELECT hash FROM file"):
        if not (folder / "files" / digest[:2] / digest).exists():
            found.append(f"no file {digest}")
    connection.close()
    return found


def main(folder: Path, rounds: int, seed: int) -> None:
    """Kill as often as asked and print what was seen."""
    chance = random.Random(seed)
    store = open_store(f"sqlite:///{folder / 'ilium.db'}")
    client = store.clients.add(consent=["store"], adult=True)
    acknowledged: list[str] = []
    found: list[str] = []
    for at in range(rounds):
        new = killed_once(store, client, at * 1000, chance.uniform(0.0, 0.03))
        acknowledged += new
        found += faults(folder, new)
    found += faults(folder, acknowledged)
    stray = len(list(store.files.kept()))
    left = store.look()
    seen = {
        "acknowledged": len(acknowledged),
        "imports": sum(each.startswith("result") for each in acknowledged),
        "faults": [*found, *left.faults],
        "stray_files": stray - left.files,
    }
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
