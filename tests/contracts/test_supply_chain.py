"""The audit names what is vulnerable, and never calls clean what it could not ask."""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from supply_chain.advisories import layers
from supply_chain.locks import lock_files, read_lock
from supply_chain.needs import needs
from supply_chain.python_advisories import CANARY

from advisory_services import Answer, late, nobody, service

pytest.importorskip("pip_audit")
ROOT = Path(__file__).resolve().parents[2]
HASH = "0" * 64
NOT_AUDITED = "Python packages not audited: "


def known(*names: str) -> Answer:
    """A service that knows a vulnerability of these packages."""

    def answer(query: dict[str, Any]) -> bytes:
        name = query["package"]["name"]
        if name not in names:
            return b"{}"
        affected = {
            "package": {"name": name, "ecosystem": "PyPI"},
            "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99"}]}
            ],
        }
        hole = {"id": f"TEST-{name}", "summary": "Made up.", "affected": [affected]}
        return json.dumps({"vulns": [hole]}).encode()

    return answer


@pytest.fixture
def lock(tmp_path):
    """Two packages, one of them in two versions."""
    path = tmp_path / "lock.txt"
    path.write_text(
        "".join(
            f"{each} \\\n    --hash=sha256:{HASH}\n    # via ilium (pyproject.toml)\n"
            for each in (
                "fine==1.0",
                "numpy==2.4.6 ; python_full_version < '3.12'",
                "numpy==2.5.5 ; python_full_version >= '3.12'",
            )
        ),
        encoding="utf-8",
    )
    return path


@pytest.fixture
def audit(lock, capsys):
    """The command on that lock: its exit code and its words."""

    def run(address: str, *more: str) -> tuple[int, str]:
        command = importlib.import_module("audit")
        code = command.main([str(lock), "--service", f"{address}/v1/query", *more])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_a_known_vulnerability_is_named_and_stops(audit):
    with service(known("numpy", CANARY[0])) as address:
        code, words = audit(address)
    assert code == 1
    assert "numpy 2.4.6: TEST-numpy; mended in 99" in words
    assert "numpy 2.5.5: TEST-numpy" in words, "both versions are asked about"
    assert "fine" not in words


def test_where_the_service_knows_of_nothing_all_is_well(audit):
    with service(known(CANARY[0])) as address:
        code, words = audit(address)
    assert code == 0
    assert words == "3 Python packages asked about: 0 with a known vulnerability.\n"


def test_a_service_that_cannot_be_reached_is_no_answer(audit):
    code, words = audit(nobody())
    assert code == 3
    assert words.startswith(NOT_AUDITED)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        pytest.param(lambda query: b"<html>Sign in</html>", 200, id="a web page"),
        pytest.param(lambda query: b"", 200, id="nothing"),
        pytest.param(lambda query: b"[]", 200, id="an empty list"),
        pytest.param(lambda query: b"{}", 200, id="knows of nothing at all"),
        pytest.param(lambda query: b'{"vulns": "many"}', 200, id="a word"),
        pytest.param(lambda query: b'{"error": 1}', 200, id="something else"),
        pytest.param(known("numpy", CANARY[0]), 500, id="an error of the service"),
        pytest.param(known("numpy", CANARY[0]), 404, id="not there"),
    ],
)
def test_what_is_not_an_answer_is_never_called_clean(audit, answer, status):
    with service(answer, status) as address:
        code, words = audit(address)
    assert code == 3
    assert words.startswith(NOT_AUDITED)
    assert "asked about" not in words


@pytest.mark.parametrize("limit", [("--patience", "1"), ("--seconds", "2")])
def test_a_service_that_is_too_late_is_no_answer(audit, limit):
    began = time.monotonic()
    with service(late) as address:
        code, words = audit(address, *limit)
    assert code == 3
    assert words.startswith(NOT_AUDITED)
    assert time.monotonic() - began < 20


def test_without_the_tool_nothing_is_audited(audit, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    code, words = audit("http://127.0.0.1:9")
    assert (code, words) == (3, f"{NOT_AUDITED}No answer.\n")


def test_every_version_in_every_lock_is_asked_about():
    keys = {each.key for lock in lock_files() for each in read_lock(lock)}
    parts = layers(sorted(keys))
    assert {key for part in parts for key in part} == keys
    assert all(len({name for name, _ in part}) == len(part) for part in parts)


def test_every_locked_package_is_needed_for_something():
    keys = {each.key for lock in lock_files() for each in read_lock(lock)}
    assert set(needs()) == keys


def test_what_runs_is_what_the_lock_that_people_install_holds():
    lock = {each.key for each in read_lock(ROOT / "locks" / "run.txt")}
    wanted = {"run", "extra samples", "build"}
    found = {key for key, reasons in needs().items() if wanted & set(reasons)}
    assert lock - found == set()
    run = {key for key, reasons in needs().items() if reasons == ("run",)}
    assert run - lock == set()


def test_a_lock_with_an_entry_that_is_not_understood_is_refused(tmp_path):
    path = tmp_path / "lock.txt"
    path.write_text("numpy>=2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="0 of 1 entries"):
        read_lock(path)
