"""One Chromium for all browser tests, and the reports that they open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import lacking
from ilium.capture.c3d_write import write_c3d
from ilium.report import write_report
from people import a_jumper, a_squatter
from simulated import capture

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def launch():
    """Starts Chromium of the system with further arguments; one driver for all."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists() and not shutil.which("chromium"):
        lacking("chromium is not installed")
    with sync_api.sync_playwright() as playwright:

        def launched(*arguments, **options):
            return playwright.chromium.launch(
                executable_path=shutil.which("chromium") or CHROMIUM,
                args=["--no-sandbox", "--disable-dev-shm-usage", *arguments],
                **options,
            )

        yield launched


@pytest.fixture(scope="session")
def chromium(launch):
    """Chromium of the system, driven by Playwright."""
    browser = launch("--disable-gpu")
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """Reports of synthetic people, by name."""
    folder = tmp_path_factory.mktemp("reports")
    people = {
        "squat": a_squatter(),
        "jump": a_jumper(),
        "half": a_jumper(half=True),
    }
    for name, analysis in people.items():
        write_report(analysis, folder / f"{name}.html")
    return {name: (folder / f"{name}.html").as_uri() for name in people}


def recorded(place, **simulated):
    """A movement and its static, as C3D files."""
    made = capture("single_leg_squat", **simulated)
    return [
        write_c3d(made.trial, place / "Trial03.c3d"),
        write_c3d(made.static, place / "Trial01.c3d"),
    ]


@pytest.fixture(scope="session")
def squat(tmp_path_factory):
    """One squat on each leg, and the static."""
    return recorded(tmp_path_factory.mktemp("squat"), repetitions=1)


@pytest.fixture(scope="session")
def squats(tmp_path_factory):
    """Three squats on each leg, and the static."""
    return recorded(tmp_path_factory.mktemp("squats"), repetitions=3, rate=100.0)
