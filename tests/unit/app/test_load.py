"""People browse while recordings are analysed, and nobody is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.alone
SCRIPT = Path(__file__).resolve().parents[3] / "benchmarks" / "app_load.py"


def test_twenty_people_browse_for_half_a_minute_without_an_error(samples):
    """How fast: `benchmarks/app_load.py` says it, on an idle computer."""
    command = [sys.executable, str(SCRIPT), "--quick"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=280, check=False
    )
    told = json.loads(done.stdout.splitlines()[-1])["figures"]
    assert told["errors"] == 0, done.stdout
    assert told["people"] == 20
    assert told["pages"] > 50
