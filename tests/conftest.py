"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("ilium", deadline=None)  # first calls compile
hypothesis.settings.load_profile("ilium")

NEARBY = Path(__file__).resolve().parents[2] / "shared" / "data"


def pytest_configure(config: pytest.Config) -> None:
    """Find the recordings where they lie beside the checkout."""
    if "ILIUM_SAMPLES" not in os.environ and NEARBY.is_dir():
        os.environ["ILIUM_SAMPLES"] = str(NEARBY)


@pytest.fixture(scope="session")
def samples() -> Path:
    """Folder of public recordings; its tests are skipped on a laptop without it."""
    folder = os.environ.get("ILIUM_SAMPLES")
    if folder and Path(folder).is_dir():
        return Path(folder)
    return lacking("$ILIUM_SAMPLES does not name a folder of recordings")


def lacking(what: str) -> Path:
    """Skip a test for want of something; fail where everything must be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)
