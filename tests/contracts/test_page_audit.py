"""npm's packages are audited as Python's are: named, or never called clean."""

from __future__ import annotations

import base64
import importlib
import json
import os
import shutil
import sys
import time
from typing import Any

import pytest
from supply_chain.locks import ROOT, read_page_lock
from supply_chain.page_advisories import CANARY

from advisory_services import Answer, late, nobody, service
from conftest import lacking

NOT_AUDITED = "npm packages not audited: "
INTEGRITY = f"sha512-{base64.b64encode(bytes(64)).decode()}"
PACKAGES = {
    "three": {"version": "0.187.0"},
    "typescript": {"version": "7.0.2", "dev": True},
    "typescript/node_modules/three": {"version": "0.150.0", "dev": True},
    "@typescript/typescript-sunos-x64": {
        "version": "7.0.2",
        "dev": True,
        "optional": True,
        "os": ["sunos"],
    },
}
MENDED = {"/three": json.dumps({
    "name": "three",
    "dist-tags": {"latest": "0.188.0"},
    "versions": {each: {"name": "three", "version": each}
                 for each in ("0.150.0", "0.187.0", "0.188.0")},
}).encode()}  # fmt: skip


def advisory(name: str, versions: str) -> dict[str, Any]:
    """A made-up advisory, in the words of npm's registry."""
    return {
        "id": 1,
        "url": f"https://github.com/advisories/GHSA-test-made-{name[:4]}",
        "title": "Made up.",
        "severity": "high",
        "vulnerable_versions": versions,
        "cwe": ["CWE-1321"],
        "cvss": {"score": 7.4, "vectorString": None},
    }


def known(**vulnerable: str) -> Answer:
    """A service that knows vulnerable versions of these packages, and the canary's."""
    memory = {CANARY[0]: f"<={CANARY[1]}", **vulnerable}

    def answer(query: dict[str, Any]) -> bytes:
        found = {name: [advisory(name, memory[name])] for name in query.keys() & memory}
        return json.dumps(found).encode()

    return answer


def nothing_is_known(*arguments: object, **limits: object) -> list[object]:
    """Stand in for an audit that finds nothing."""
    return []


@pytest.fixture
def lock(tmp_path, monkeypatch):
    """Four packages: one is shipped, one is there in two versions; no settings."""
    for each in ("npm_config_userconfig", "npm_config_globalconfig"):
        monkeypatch.setenv(each, str(tmp_path / each))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    path = tmp_path / "package-lock.json"
    packages = {
        f"node_modules/{place}": {"integrity": INTEGRITY, **each}
        for place, each in PACKAGES.items()
    }
    path.write_text(json.dumps({"packages": {"": {}, **packages}}), encoding="utf-8")
    return path


@pytest.fixture
def audit(lock, capsys):
    """The command on that lock and others: its exit code and its words."""
    if shutil.which("npm") is None:
        lacking("npm is not installed")

    def run(address: str, *more: str) -> tuple[int, str]:
        command = importlib.import_module("audit")
        code = command.main([*more, str(lock), "--registry", address])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.fixture
def instead(audit, tmp_path, monkeypatch):
    """The command with a program that prints a report in the place of npm."""

    def run(report: object) -> tuple[int, str]:
        (tmp_path / "report").write_text(json.dumps(report), encoding="utf-8")
        program = tmp_path / "bin" / "npm"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\ncat "{tmp_path}/report"\n', encoding="utf-8")
        program.chmod(0o755)
        path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
        monkeypatch.setenv("PATH", path)
        return audit("http://127.0.0.1:9")

    return run


def report(total: object, *vulnerable: dict[str, Any]) -> dict[str, Any]:
    """What npm prints."""
    return {
        "auditReportVersion": 2,
        "vulnerabilities": {each["name"]: each for each in vulnerable},
        "metadata": {"dependencies": {"total": total}},
    }


def test_a_known_vulnerability_is_named_with_what_mends_it(audit):
    with service(known(three="<0.188.0"), pages=MENDED) as address:
        code, words = audit(address)
    assert code == 1
    hole = "GHSA-test-made-thre; mended in 0.188.0"
    assert words.splitlines() == [
        f"three 0.150.0 (only a tool): {hole}",
        f"three 0.187.0 (shipped with the app's pages): {hole}",
        "4 npm packages asked about: 2 with a known vulnerability.",
    ]


def test_only_the_version_that_an_advisory_means_is_named(audit):
    with service(known(three=">=0.160.0 <0.188.0")) as address:
        code, words = audit(address)
    assert code == 1
    assert "three 0.187.0 (shipped with the app's pages): GHSA-test-made-thre\n" in (
        words
    )
    assert "three 0.150.0" not in words


def test_where_the_service_knows_of_nothing_all_is_well(audit):
    with service(known()) as address:
        code, words = audit(address)
    assert (code, words) == (
        0,
        "4 npm packages asked about: 0 with a known vulnerability.\n",
    )


def test_every_package_is_asked_about_whatever_npm_is_set_to(audit, lock, monkeypatch):
    asked: list[tuple[str, str]] = []
    answer = known()

    def listen(query):
        asked.extend((name, each) for name in query for each in query[name])
        return answer(query)

    shutil.copy(ROOT / "package-lock.json", lock)
    monkeypatch.setenv("NODE_ENV", "production")
    monkeypatch.setenv("npm_config_omit", "optional")
    monkeypatch.setenv("npm_config_audit", "false")
    with service(listen) as address:
        code, _ = audit(address)
    assert code == 0
    locked = {each.key for each in read_page_lock(ROOT / "package-lock.json")}
    assert set(asked) == locked | {CANARY}


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"<html>Sign in</html>", id="a web page"),
        pytest.param(b"{}", id="knows of nothing at all"),
    ],
)
def test_what_is_not_an_answer_is_never_called_clean(audit, answer):
    with service(lambda query: answer) as address:
        code, words = audit(address)
    assert code == 3
    assert words.startswith(NOT_AUDITED)
    assert "asked about" not in words


def test_a_registry_that_refuses_is_no_answer_and_its_words_are_said(audit):
    with service(known(three="*"), 405) as address:
        code, words = audit(address)
    assert code == 3
    assert words.startswith(f"{NOT_AUDITED}405 Method Not Allowed - POST {address}/")


def test_a_registry_that_cannot_be_reached_is_no_answer(audit):
    code, words = audit(nobody())
    assert code == 3
    assert words.startswith(NOT_AUDITED)


@pytest.mark.parametrize("limit", [("--patience", "1"), ("--seconds", "1")])
def test_a_registry_that_is_too_late_is_no_answer(audit, limit):
    began = time.monotonic()
    with service(late) as address:
        code, words = audit(address, *limit)
    assert code == 3
    assert words.startswith(NOT_AUDITED)
    assert time.monotonic() - began < 20


def test_without_npm_nothing_is_audited(audit, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert audit("http://127.0.0.1:9") == (3, f"{NOT_AUDITED}npm is not installed.\n")


def test_a_report_that_counts_fewer_packages_is_no_answer(instead):
    assert instead(report(3)) == (
        3,
        f"{NOT_AUDITED}3 of 4 packages were asked about.\n",
    )


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"error": {"summary": "Broken."}}, id="an error"),
        pytest.param({**report(4), "auditReportVersion": 1}, id="another form"),
        pytest.param({"auditReportVersion": 2}, id="no packages"),
        pytest.param(
            report(4, {"name": "four", "via": [], "fixAvailable": False}),
            id="a package that was not asked about",
        ),
        pytest.param(
            report(4, {"name": "three", "via": ["four"], "fixAvailable": False}),
            id="a cause without an advisory",
        ),
        pytest.param("all is well", id="a word"),
    ],
)
def test_a_report_that_is_not_understood_is_no_answer(instead, content):
    code, words = instead(content)
    assert code == 3
    assert words.startswith(NOT_AUDITED)


@pytest.fixture
def beside(tmp_path):
    """A lock of Python packages to audit in the same run."""
    path = tmp_path / "lock.txt"
    path.write_text(f"fine==1.0 \\\n    --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    return str(path)


def test_what_npm_knows_counts_where_python_is_not_audited(audit, beside, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with service(known(three="<0.188.0")) as address:
        code, words = audit(address, beside)
    assert code == 1
    assert "three 0.187.0" in words
    assert "Python packages not audited: No answer." in words


def test_what_is_clean_for_python_does_not_hide_what_npm_was_not_asked(
    audit, beside, monkeypatch
):
    command = importlib.import_module("audit")
    monkeypatch.setattr(command, "audit_python", nothing_is_known)
    code, words = audit(nobody(), beside)
    assert code == 3
    assert words.startswith(
        "1 Python packages asked about: 0 with a known vulnerability.\n" + NOT_AUDITED
    )


def test_both_are_audited_where_no_lock_is_named(monkeypatch, capsys):
    command = importlib.import_module("audit")
    monkeypatch.setattr(command, "audit_python", nothing_is_known)
    monkeypatch.setattr(command, "audit_pages", nothing_is_known)
    assert command.main([]) == 0
    said = capsys.readouterr().out
    locked = read_page_lock(ROOT / "package-lock.json")
    assert " Python packages asked about: 0" in said
    assert f"\n{len(locked)} npm packages asked about: 0" in said
