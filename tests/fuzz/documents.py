"""Any text of a format, made of its own words: JSON, TOML, XML and tables."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from fuzz.mutations import NUMBERS, WORDS, is_text
from fuzz.reader import Members
from fuzz.trees import ODD, toml

WORD = re.compile(r"[A-Za-z_][\w.-]{0,30}")
TREES = ("json", "toml")
TABLES = ("trc", "mot", "sto", "csv", "tsv", "txt", "yaml", "yml", "po", "jsonl")
MARKUP = ("osim", "xml")


def texts_of(seeds: list[Members]) -> list[tuple[Members, str]]:
    """Whole inputs with the name of a text in each that may be replaced."""
    return [
        (members, name)
        for members in seeds
        for name, data in members.items()
        if is_text(data) and kind_of(name, data)
    ]


def kind_of(name: str, data: bytes) -> str:
    """``tree``, ``table`` or ``markup``; empty for another text."""
    ending = name.rpartition(".")[2].lower()
    if data.lstrip().startswith(b"<") or ending in MARKUP:
        return "markup"
    if ending in TREES:
        return "tree"
    return "table" if ending in TABLES else ""


def inputs(seeds: list[Members]) -> st.SearchStrategy[Members]:
    """Inputs in which one text is made anew."""
    found = texts_of(seeds)
    return st.sampled_from(range(len(found))).flatmap(
        lambda at: _made(found[at][0], found[at][1])
    )


def _made(members: Members, name: str) -> st.SearchStrategy[Members]:
    data = members[name]
    made = {"tree": _tree, "table": _table, "markup": _markup}[kind_of(name, data)]
    return made(name, data).map(lambda text: {**members, name: text})


def _words(data: bytes) -> list[str]:
    return sorted(set(WORD.findall(data.decode())))[:400] or ["a"]


def _scalars(words: list[str]) -> st.SearchStrategy[object]:
    return st.one_of(
        st.sampled_from(words),
        st.integers(-(2**64), 2**64),
        st.floats(),
        st.sampled_from([each for each in ODD if not isinstance(each, list | dict)]),
    )


def _tree(name: str, data: bytes) -> st.SearchStrategy[bytes]:
    words = _words(data)
    tree = st.recursive(
        _scalars(words),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(words), inner, max_size=6)
        ),
        max_leaves=15,
    )
    whole = st.dictionaries(st.sampled_from(words), tree, max_size=6)
    if name.endswith(".toml"):
        return whole.map(lambda each: toml(each).encode())
    return (whole | tree).map(lambda each: json.dumps(each, default=str).encode())


def _table(name: str, data: bytes) -> st.SearchStrategy[bytes]:
    """Some first lines of a whole table, then rows of its own words and numbers."""
    del name
    lines = data.decode().splitlines()
    cell = st.sampled_from([*_words(data), *NUMBERS, *WORDS]) | st.floats().map(str)
    mark = st.sampled_from(["\t", ",", ";", " "])
    rows = st.tuples(mark, st.lists(st.lists(cell, max_size=8), max_size=6)).map(
        lambda made: [made[0].join(row) for row in made[1]]
    )
    kept = st.integers(0, len(lines)).map(lambda count: lines[:count])
    return st.tuples(kept, rows).map(
        lambda both: "\n".join([*both[0], *both[1]]).encode("utf-8", "replace")
    )


def _markup(name: str, data: bytes) -> st.SearchStrategy[bytes]:
    """Elements of a whole file, put together anyhow."""
    del name
    root = ET.fromstring(data)
    tags = sorted({each.tag for each in root.iter()})
    told = [each.text or "" for each in root.iter()]
    texts = st.sampled_from([*told, "nan", "1 2 3", "-1", "1e999", "/ground", "true"])
    names = st.sampled_from(["a", *(each.get("name", "b") for each in root.iter())])
    leaf = st.tuples(st.sampled_from(tags), texts, names, st.just(()))
    element = st.recursive(
        leaf,
        lambda inner: st.tuples(
            st.sampled_from(tags), texts, names, st.lists(inner, max_size=4)
        ),
        max_leaves=20,
    )
    return st.lists(element, max_size=5).map(lambda inside: _whole(root, inside))


def _whole(root: ET.Element, inside: list[tuple]) -> bytes:
    """The outermost elements as they should be, the rest as it was made."""
    made = ET.Element(root.tag, root.attrib)
    inner = next(iter(root), None)
    into = made if inner is None else ET.SubElement(made, inner.tag, inner.attrib)
    for each in inside:
        _put(into, each)
    return ET.tostring(made, encoding="utf-8")


def _put(parent: ET.Element, told: tuple) -> None:
    tag, text, name, inside = told
    made = ET.SubElement(parent, tag, {"name": name})
    made.text = text
    for each in inside:
        _put(made, each)
