"""A folder that a run wrote, held against the data dictionary, both ways."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ilium.outputs.columns import TABLES, Column
from ilium.outputs.keys import CLIP_DOCUMENTS, DOCUMENTS, OPENSIM

REMARKS = Path(__file__).resolve().parents[1] / "docs" / "remarks.toml"
SELDOM = {"inputs[].name", "musculoskeletal.cutoff_hz"}
"""Written only where a run is asked for it, or got as far as the moments."""


def folder_against_dictionary(folder: Path, *, clip: bool = False) -> list[str]:
    """What is written and not declared, and what is declared and not written."""
    documents = CLIP_DOCUMENTS if clip else DOCUMENTS
    told: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.name in TABLES:
            told += columns_against(path.name, csv_heading(path), TABLES[path.name])
        elif path.name in OPENSIM:
            heading = storage_heading(path)
            told += columns_against(path.name, heading, OPENSIM[path.name])
        elif path.name in documents:
            whole = json.loads(path.read_text(encoding="utf-8"))
            told += document_against(path.name, whole, documents[path.name])
            told += remarks_against(whole.get("issues", ()))
    return told


def remarks_against(issues: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Remarks of a run that the list of remarks does not have."""
    areas = tomllib.loads(REMARKS.read_text(encoding="utf-8")).values()
    known = {kind for rows in areas for kind in rows}
    for each in issues:
        if each["kind"] not in known:
            yield f"{each['kind']} is not in the list of remarks"


def columns_against(
    file: str, heading: Iterable[str], columns: Iterable[Column]
) -> Iterator[str]:
    names = [name for name in heading if name]
    patterns = {each.name: pattern(each.name) for each in columns}
    for name in names:
        if not any(re.fullmatch(each, name) for each in patterns.values()):
            yield f"{file}: {name} is not in the dictionary"
    for column, each in patterns.items():
        if not any(re.fullmatch(each, name) for name in names):
            yield f"{file}: {column} is not written"


def document_against(file: str, whole: object, keys: Iterable[Column]) -> Iterator[str]:
    patterns = {each.name: pattern(each.name) for each in keys}
    found = dict(walk(whole, ""))
    for path, kind in sorted(found.items()):
        fits = any(re.fullmatch(each, path) for each in patterns.values())
        begins = any(name.startswith((f"{path}.", f"{path}[")) for name in patterns)
        if not fits and (kind == "leaf" or (kind == "null" and not begins)):
            yield f"{file}: {path} is not in the dictionary"
    for name in sorted(set(patterns) - SELDOM):
        last = name.rpartition(".")[2]
        holder = pattern(name.removesuffix(last).removesuffix("."))
        there = any(
            kind == "holder" and re.fullmatch(holder, path)
            for path, kind in found.items()
        )
        empty = f"{name.removesuffix(last)}{last.replace('[]', '')}"
        hits = (patterns[name], pattern(empty))
        seen = any(re.fullmatch(hit, path) for path in found for hit in hits)
        if there and not seen and "{" not in last:
            yield f"{file}: {name} is not written"


def walk(part: object, path: str) -> Iterator[tuple[str, str]]:
    """Every path with what is there: a leaf, a null, or what holds others."""
    if isinstance(part, Mapping):
        yield path, "holder" if part else "empty"
        for key, each in part.items():
            yield from walk(each, f"{path}.{key}" if path else key)
    elif isinstance(part, list):
        yield path, "list"
        for each in part:
            yield from walk(each, f"{path}[]")
    else:
        yield path, "null" if part is None else "leaf"


def pattern(name: str) -> str:
    """Regular expression of a declared name."""
    escaped = re.escape(name)
    deep = re.sub(r"\\\{[^}]*…\\\}", ".+", escaped)
    return re.sub(r"\\\{[^}]*\\\}", r"[^\\[\\]]+?", deep)


def csv_heading(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream))


def storage_heading(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(line for line in lines if line.lower().startswith(("time", "frame#")))
    return start.split("\t")
