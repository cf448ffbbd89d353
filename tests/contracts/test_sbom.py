"""The bill of materials holds every locked version and hash, and every page asset."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

pytest.importorskip("cyclonedx")

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from supply_chain import bill as bills

import ilium
from conftest import lacking

ROOT = Path(__file__).resolve().parents[2]
ENTRY = re.compile(
    r"^([a-z0-9._-]+)==([^\s;]+)((?:.*\\\n)(?:\s+--hash=.*\n)+)", re.MULTILINE
)


@pytest.fixture(scope="module")
def text():
    """The bill of this checkout; needs what scripts/assets brings."""
    if not (ROOT / "node_modules" / "three").is_dir():
        lacking("scripts/assets has not run: there are no npm packages")
    return bills.bill(ilium.__version__)


@pytest.fixture(scope="module")
def components(text):
    """Every component by its package address."""
    found = json.loads(text)["components"]
    return {each["purl"]: each for each in found if "purl" in each}


def locked():
    """Name, version and hashes of every entry, read another way than the bill does."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "locks").glob("*.txt")):
        for name, version, rest in ENTRY.findall(path.read_text(encoding="utf-8")):
            hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", rest)
            found.setdefault(f"pkg:pypi/{name}@{version}", set()).update(hashes)
    return found


def missing(components, wanted):
    """Packages or hashes that the bill has not."""
    return [
        address
        for address, hashes in wanted.items()
        if address not in components
        or {each["content"] for each in components[address]["hashes"]} != hashes
    ]


def test_every_locked_version_is_there_with_all_its_hashes(components):
    wanted = locked()
    assert len(wanted) > 200
    assert missing(components, wanted) == []


def test_there_is_nothing_that_no_lock_names(components):
    python = {each for each in components if each.startswith("pkg:pypi/")}
    assert python == set(locked())


def test_a_hash_that_is_left_out_is_noticed(components):
    wanted = locked()
    wanted["pkg:pypi/ezc3d@1.7.2"] = {"0" * 64}
    wanted["pkg:pypi/not-there@1.0"] = {"0" * 64}
    assert missing(components, wanted) == [
        "pkg:pypi/ezc3d@1.7.2",
        "pkg:pypi/not-there@1.0",
    ]


def test_every_npm_package_is_there_with_its_hash(components):
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    for place, each in lock["packages"].items():
        if place:
            name = place.rpartition("node_modules/")[2].replace("@", "%40")
            found = components[f"pkg:npm/{name}@{each['version']}"]
            digest = base64.b64decode(each["integrity"].partition("-")[2]).hex()
            assert [h["content"] for h in found["hashes"]] == [digest]


def test_every_vendored_file_is_there_with_its_hash(text):
    files = {
        inner["name"]: inner["hashes"][0]["content"]
        for each in json.loads(text)["components"]
        for inner in each.get("components", [])
    }
    folder = ROOT / "src/ilium/app/static/vendor"
    wanted = {
        each.relative_to(ROOT).as_posix(): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in folder.rglob("*")
        if each.is_file() and each.name not in ("README.md", ".lock")
        if not each.name.endswith(".d.ts")
    }
    assert len(wanted) > 10
    assert files == wanted


def test_a_vendored_file_from_nowhere_is_refused(text, tmp_path):
    vendor = tmp_path / bills.VENDOR
    vendor.mkdir(parents=True)
    (vendor / "three.module.js").write_text("// from elsewhere", encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "package-lock.json").symlink_to(ROOT / "package-lock.json")
    with pytest.raises(ValueError, match=r"three.module.js: no npm package"):
        bills.vendored(tmp_path)


def test_it_is_valid_by_the_formats_own_schema(text):
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(text) is None
    assert (
        validator.validate_str(text.replace('"SHA-256"', '"SHA-1000"', 1)) is not None
    )


def test_it_says_what_runs_and_what_only_builds(components):
    assert components["pkg:pypi/ezc3d@1.7.2"]["scope"] == "required"
    assert components["pkg:pypi/typst@0.15.2"]["scope"] == "optional"
    assert components["pkg:pypi/ruff@0.17.6"]["scope"] == "excluded"
    assert all(each["licenses"][0]["expression"] for each in components.values())


def test_it_names_no_address_of_a_registry(text):
    found = re.findall(r"\w+://[^\s\"]+", text)
    assert set(found) == {"http://cyclonedx.org/schema/bom-1.6.schema.json"}


def test_it_is_the_same_every_time(text):
    assert bills.bill(ilium.__version__) == text
    assert bills.bill("0.0.0") != text
