"""The app under load: people browse while recordings are analysed.

Starts the app as its users do, on this computer alone, with a store of its own; then
people follow links at their own pace, as many at a time as ``--people`` says, while
analyses run one after the other. ``--quick`` ends within 50 s. Needs
``$ILIUM_SAMPLES``.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import httpx2
from measuring import Figure, samples, tell

RECORDING = "btkdata/PiG/PiG_Motion3_noFF.c3d"
STATIC = "btkdata/PiG/PiG_Calibration3_noFF.c3d"
PART = 4_000_000
PACE = 3.0
"""Mean time that a person looks at a page [s]."""
TARGET_MS = 500.0
ID = re.compile(r"/[34679cdfhjkmnprtwxy]{5}(?=/|$)|/\d+(?=/|$)")
NOT_PAGES = ("/static", "/start", "/sign-out", "export", ".pdf", ".csv", "/backup")


class Links(HTMLParser):
    """Addresses that a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a link leads."""
        values = dict(attrs)
        address = values.get("href") or ""
        page = tag == "a" and address.startswith("/") and "download" not in values
        if page and not any(each in address for each in NOT_PAGES):
            self.found.append(address.split("#")[0])


@dataclass
class Seen:
    """What was asked for, and how long it took."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    analysed: int = 0

    def note(self, address: str, status: int, seconds: float) -> None:
        """Note an answer."""
        kind = ID.sub("/·", address.partition("?")[0])
        self.took[kind].append(seconds)
        if status >= 400:
            self.errors.append(f"{status} {address}")


async def get(http: httpx2.AsyncClient, seen: Seen, address: str) -> str:
    """One page, as its reader waits for it."""
    began = time.perf_counter()
    try:
        answer = await http.get(address)
    except httpx2.HTTPError as error:
        seen.errors.append(f"{type(error).__name__} {address}")
        return ""
    seen.note(address, answer.status_code, time.perf_counter() - began)
    return answer.text


async def browse(token: str, address: str, seen: Seen, seed: int, end: float) -> None:
    """Follow links until the time is over, with a way back home."""
    dice = random.Random(seed)
    async with visitor(address, token) as http:
        links: list[str] = []
        while time.monotonic() < end:
            known = links and dice.random() < 0.8
            chosen = dice.choice(links) if known else dice.choice(ENTRANCES)
            page = await get(http, seen, chosen)
            reader = Links()
            reader.feed(page)
            links = reader.found
            await asyncio.sleep(min(8.0, dice.expovariate(1 / PACE)))


ENTRANCES = ("/", "/", "/learn", "/api/clients", "/api/jobs")


def visitor(address: str, token: str) -> httpx2.AsyncClient:
    """A browser that holds the cookie."""
    return httpx2.AsyncClient(
        base_url=address, cookies={"ilium": token}, timeout=30, follow_redirects=True
    )


async def analyse(
    token: str, address: str, seen: Seen, clients: list[str], end: float
) -> None:
    """Let recordings be analysed, always one more than is being worked on."""
    folder = samples()
    files = {folder / RECORDING: "trial", folder / STATIC: "static"}
    async with visitor(address, token) as http:
        told = (await http.get("/api/visitor")).json()
        http.headers["x-csrf"] = told["csrf"]
        turn = 0
        while time.monotonic() < end:
            jobs = (await http.get("/api/jobs")).json()
            seen.analysed = sum(each["state"] == "done" for each in jobs)
            refused = [each["problem"] for each in jobs if each["state"] == "refused"]
            seen.errors += [f"analysis: {each}" for each in refused]
            if sum(each["state"] in ("waiting", "running") for each in jobs) < 2:
                client = clients[turn % len(clients)]
                turn += 1
                await ask(http, client, files)
            await asyncio.sleep(1.0)


async def ask(http: httpx2.AsyncClient, client: str, files: dict[Path, str]) -> None:
    """Send a recording and its static, and ask for their analysis."""
    uploads: dict[str, str] = {}
    for file, role in files.items():
        data = file.read_bytes()
        begun = await http.post(
            f"/api/clients/{client}/uploads",
            json={"name": file.name, "size": len(data), "role": role},
        )
        key = begun.json()["id"]
        for at in range(0, len(data), PART):
            sent = await http.patch(
                f"/api/uploads/{key}",
                content=data[at : at + PART],
                headers={"upload-offset": str(at)},
            )
            sent.raise_for_status()
        uploads[key] = role
    asked = await http.post(f"/api/clients/{client}/jobs", json={"uploads": uploads})
    asked.raise_for_status()


async def run(address: str, token: str, people: int, seconds: float, most: int) -> Seen:
    """Everybody at once."""
    seen = Seen()
    async with visitor(address, token) as http:
        told = (await http.get("/api/visitor")).json()
        http.headers["x-csrf"] = told["csrf"]
        clients = []
        for _ in range(most):
            new = {"adult": True, "consent": ["store"], "mass": 70.0, "height": 1.75}
            clients.append((await http.post("/api/clients", json=new)).json()["id"])
    end = time.monotonic() + seconds
    visits = (browse(token, address, seen, seed, end) for seed in range(people))
    await asyncio.gather(analyse(token, address, seen, clients, end), *visits)
    return seen


def started(folder: Path) -> tuple[subprocess.Popen[str], str, str]:
    """The app on a free port; its process, address and token."""
    command = [sys.executable, "-m", "ilium", "start", "--no-browser"]
    process = subprocess.Popen(
        [*command, "--database", f"sqlite:///{folder / 'ilium.db'}"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"ILIUM_HOME": str(folder)},
    )
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"(http://[^/]+)/start\?token=(\S+)", line)
        if found:
            return process, found[1], found[2]
    sys.exit("The app did not start.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20 people for 30 s")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--clients", type=int, default=40)
    options = parser.parse_args()
    if options.quick:
        options.people, options.seconds = 20, 30.0
    with tempfile.TemporaryDirectory() as name:
        process, address, token = started(Path(name))
        try:
            going = run(
                address, token, options.people, options.seconds, options.clients
            )
            seen = asyncio.run(going)
        finally:
            process.terminate()
            process.wait(30)
    report(seen, options.people)
    return 1 if seen.errors else 0


def report(seen: Seen, people: int) -> None:
    """A table of pages, and the figures."""
    print(f"{'page':44} {'n':>5} {'median':>8} {'p95':>8}  [ms]")
    for kind, took in sorted(seen.took.items()):
        middle = 1e3 * statistics.median(took)
        print(f"{kind:44} {len(took):5} {middle:8.0f} {p95(took):8.0f}")
    everything = [each for took in seen.took.values() for each in took]
    for each in seen.errors[:20]:
        print("error:", each)
    tell(
        "app_load",
        [
            told("people", people, "", "people who browse at the same time"),
            told("pages", len(everything), "", "pages that they saw"),
            told("errors", len(seen.errors), "", "pages that did not come", aim=0.0),
            told("median_ms", 1e3 * statistics.median(everything), "ms", "a page"),
            told(
                "p95_ms", p95(everything), "ms", "95 of 100 pages within", aim=TARGET_MS
            ),
            told("analysed", seen.analysed, "", "recordings analysed meanwhile"),
        ],
    )


def told(
    name: str, value: float, unit: str, what: str, aim: float | None = None
) -> Figure:
    """A figure of which less is better, where one is."""
    return Figure(name=name, what=what, value=value, unit=unit, aim=aim, better="less")


def p95(took: list[float]) -> float:
    """Time within which 95 of 100 are there [ms]."""
    ordered = sorted(took)
    return 1e3 * ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


if __name__ == "__main__":
    sys.exit(main())
