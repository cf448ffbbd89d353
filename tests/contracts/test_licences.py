"""Every dependency's licence is known, listed, and goes with ilium's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("license_expression")

from supply_chain import collect, evidence, rules
from supply_chain.licence_page import page
from supply_chain.licence_table import (
    Row,
    decisions,
    kept,
    problems,
    rows,
    undeclared,
)
from supply_chain.locks import lock_files, read_lock, read_page_lock

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def table():
    """Every dependency of the project."""
    return rows()


def test_every_dependency_has_a_licence_that_goes_with_mit(table):
    assert problems(table, decisions()) == []


def test_every_locked_version_is_in_the_table(table):
    locked = {each.key for lock in lock_files() for each in read_lock(lock)}
    pages = {
        (each.name, each.version) for each in read_page_lock(ROOT / "package-lock.json")
    }
    for kind, wanted in (("python", locked), ("page", pages)):
        found = {(each.name, each.version) for each in table if each.kind == kind}
        assert found == wanted


def test_the_page_is_the_one_that_these_locks_give(table):
    written = (ROOT / "docs/reference/licences.md").read_text(encoding="utf-8")
    assert written == page(table, decisions()), "run scripts/licences.py"


def test_what_is_kept_is_what_the_installed_packages_state(table):
    local, stated = collect.here(collect.environments()), kept()
    seen = {
        (each.name, each.version): evidence.installed(local[each.name, each.version])
        for each in table
        if each.kind == "python" and (each.name, each.version) in local
    }
    assert len(seen) > 50
    assert seen == {key: stated[key] for key in seen}


def test_every_library_inside_an_installed_wheel_is_declared(table):
    local = collect.here(collect.environments())
    assert list(undeclared(table, local, decisions())) == []


def test_a_library_that_nobody_declared_is_noticed(table):
    decided = decisions()
    carried = {**decided.carried, "numpy": {"libgfortran": "MIT"}}
    local = collect.here(collect.environments())
    missed = list(undeclared(table, local, replace(decided, carried=carried)))
    assert any("numpy" in each and "openblas" in each for each in missed)


def test_a_carried_gpl_library_is_a_problem_unless_it_is_named(table):
    unnamed = replace(decisions(), excepted={})
    assert [each.split()[0] for each in problems(table, unnamed)] == ["av", "av"]


@pytest.mark.parametrize(
    ("licence", "shipped", "stops"),
    [
        ("MIT", True, False),
        ("LGPL-3.0-or-later", True, False),
        ("MPL-2.0 AND MIT", True, False),
        ("MIT OR GPL-3.0-only", True, False),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True, False),
        ("GPL-3.0-only", True, True),
        ("AGPL-3.0-or-later", True, True),
        ("MIT AND GPL-2.0-or-later", True, True),
        ("CC-BY-SA-4.0", True, True),
        ("GPL-3.0-only", False, False),
        ("", True, True),
        ("", False, True),
        ("Proprietary", False, True),
        ("BSD", False, True),
    ],
)
def test_an_unknown_or_incompatible_licence_stops(licence, shipped, stops):
    row = Row(
        kind="python",
        name="thing",
        version="1.0",
        licence=licence,
        needed=("run",) if shipped else ("test",),
        shipped=shipped,
    )
    assert bool(problems([row], replace(decisions(), carried={}))) is stops


@pytest.mark.parametrize(
    ("fields", "texts", "found"),
    [
        ({"license_expression": ["MIT AND PSF-2.0"]}, (), "MIT AND PSF-2.0"),
        ({"license_expression": ["Mine"], "license": ["MIT"]}, (), ""),
        ({"classifier": ["License :: OSI Approved :: MIT License"]}, (), "MIT"),
        ({"license": ["3-Clause BSD License"]}, (), "BSD-3-Clause"),
        ({"license": ["BSD"]}, (), ""),
        ({"classifier": ["License :: OSI Approved :: BSD License"]}, (), ""),
        ({}, (f"{evidence.BSD} … Neither the name …",), "BSD-3-Clause"),
        ({}, (f"{evidence.BSD} … AS IS",), "BSD-2-Clause"),
        ({}, ("GNU GENERAL PUBLIC LICENSE\n  Version 3, 29 June",), "GPL-3.0-only"),
        ({}, ("All rights reserved.",), ""),
    ],
)
def test_a_licence_is_taken_only_where_one_can_be_sure(fields, texts, found):
    assert evidence.stated(fields, texts) == found


def test_every_known_licence_of_the_rules_is_one_of_spdx():
    assert [
        each for each in rules.PERMISSIVE | rules.WEAK if not rules.known(each)
    ] == []
