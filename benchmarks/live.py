"""The live meter: frames a second, and the time from the camera to the drawn gauge.

Chromium plays a clip as its camera, 640 × 480 at 30 frames a second; the server
follows it with BlazePose full; the page itself measures from the camera's own time of a
frame to the moment after which the gauge that it moved is drawn. ``--quick`` ends
within 50 s. Needs ``$ILIUM_SAMPLES``,
the weights (``ilium weights install``), Playwright and Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from measuring import Better, Figure, samples, tell
from playwright.sync_api import sync_playwright

from ilium.app import Hosting

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from live_clips import camera, tipping, write_mjpeg
from served import running

TARGETS: dict[str, tuple[float, Better, str]] = {
    "fps": (15.0, "more", "poses a second in the page"),
    "median_ms": (150.0, "less", "from the camera to the drawn gauge, smoothing too"),
    "p95_ms": (250.0, "less", "the slowest twentieth"),
    "transport_p95_ms": (150.0, "less", "smoothing and the way, without the model"),
    "smoothing_ms": (60.0, "less", "delay of the low-pass alone"),
}
DELAY = 40.0
"""Delay of the page's low-pass, `DELAY` in static/js/live_filter.js [ms]."""
WATCH = (
    "() => { window.drawn = [];"
    " document.querySelector('[data-live]').addEventListener('live-drawn',"
    " (event) => window.drawn.push([performance.now(), event.detail.latency,"
    " event.detail.model])); }"
)


def main() -> int:
    """Measure, print the table, then the JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20 s instead of 60")
    seconds = 20.0 if parser.parse_args().quick else 60.0
    with tempfile.TemporaryDirectory() as scratch:
        film = write_mjpeg(tipping(samples()), Path(scratch) / "camera.mjpeg")
        drawn = watched(film, Path(scratch), seconds)
    figures = []
    for key, value in figures_of(drawn).items():
        aim, better, what = TARGETS[key]
        unit = "Hz" if key == "fps" else "ms"
        figures.append(
            Figure(name=key, what=what, value=value, unit=unit, aim=aim, better=better)
        )
    tell("live", figures)
    return 0


def watched(film: Path, scratch: Path, seconds: float) -> list[list[float]]:
    """What the page drew: when, how old it was, and the model's share of it [ms]."""
    hosting = Hosting(database=f"sqlite:///{scratch / 'ilium.db'}")
    chromium: Any = {
        "executable_path": shutil.which("chromium"),
        "args": ["--no-sandbox", "--disable-dev-shm-usage", *camera(film)],
    }
    with running(hosting) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}/start?token={hosting.token}")
        page.goto(f"{address}/live/E30")
        page.evaluate(WATCH)
        page.click("[data-start]")
        page.wait_for_function("() => window.drawn.length > 30", timeout=60_000)
        page.evaluate("() => { window.drawn = []; }")
        page.wait_for_timeout(1000.0 * seconds)
        drawn: list[list[float]] = page.evaluate("() => window.drawn")
        browser.close()
    return drawn


def figures_of(drawn: list[list[float]]) -> dict[str, float]:
    """Rate and ages; the low-pass shows what was there its delay ago."""
    ages = [each[1] + DELAY for each in drawn]
    ways = [each[1] - each[2] + DELAY for each in drawn]
    return {
        "fps": 1000.0 * (len(drawn) - 1) / (drawn[-1][0] - drawn[0][0]),
        "median_ms": statistics.median(ages),
        "p95_ms": statistics.quantiles(ages, n=20)[-1],
        "transport_p95_ms": statistics.quantiles(ways, n=20)[-1],
        "smoothing_ms": DELAY,
    }


if __name__ == "__main__":
    sys.exit(main())
