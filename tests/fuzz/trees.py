"""Changes to what JSON, TOML and XML hold: still well-formed, no longer meant."""

from __future__ import annotations

import datetime as dt
import json
import math
import random
import tomllib
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree as ET

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**15, 2**31, 2**63, 2**64, -(2**63), 1e308, -1e308,
    1e-320, float("nan"), float("inf"), float("-inf"), 0.5, "", " ", "nan", "1e999",
    "1 deg", "-5 cm", "text", "x" * 3000, "\ud800", "\x00", "\x1b[2J", "=1+1",
    "../x", "/dev/zero", [], {}, [[]], [None], ["a", 1], {"a": {}}, [0.0] * 100,
    {"": 1}, dt.date(2026, 2, 3), [1, [2, [3]]], ["left", "right"], "left",
)  # fmt: skip
MOST = 2000
"""Parts from which on a tree no longer grows much [1]."""

Path = tuple[Any, ...]


def paths(tree: Any, at: Path = ()) -> list[Path]:
    """Where anything stands in a tree, itself first."""
    found: list[Path] = [at]
    if isinstance(tree, dict):
        for key, each in tree.items():
            found += paths(each, (*at, key))
    elif isinstance(tree, list):
        for index, each in enumerate(tree[:60]):
            found += paths(each, (*at, index))
    return found


def part(tree: Any, at: Path) -> Any:
    for key in at:
        tree = tree[key]
    return tree


def changed(tree: Any, chance: random.Random) -> Any:
    """The tree with one thing in it replaced, lost, doubled, renamed or wrapped."""
    every = paths(tree)
    where = chance.choice(every)
    if not where:
        return deepcopy(chance.choice([*ODD, [tree], {"a": tree}]))
    holder, key = part(tree, where[:-1]), where[-1]
    what = chance.randrange(8)
    if what <= 2:
        holder[key] = deepcopy(chance.choice(ODD))
    elif what == 3:
        del holder[key]
    elif what == 4:
        own = holder[key]
        holder[key] = deepcopy(chance.choice([[own], {"a": own}, [own] * 3]))
    elif what == 5:
        holder[key] = deepcopy(part(tree, chance.choice(paths(tree)[1:])))
    elif what == 6 and isinstance(holder, list):
        times = chance.choice([1, 2, 200])
        holder[key:key] = [holder[key]] * (times if len(every) < MOST else 1)
    elif isinstance(holder, dict):
        holder[chance.choice(["", "name", "a.b", "x" * 200, "unknown", f"{key}_2"])] = (
            holder.pop(key)
        )
    else:
        holder.reverse()
    return tree


def change_tree(data: bytes, name: str, chance: random.Random) -> bytes | None:
    """Change a file that holds a tree; ``None`` where it holds none, or no longer."""
    kind = name.lower().rpartition(".")[2]
    try:
        if kind == "toml":
            return toml(_several(tomllib.loads(data.decode()), chance)).encode()
        if kind in ("osim", "xml", "txt") and data.lstrip().startswith(b"<"):
            return changed_xml(data, chance)
        if data.lstrip()[:1] in (b"{", b"["):
            tree = _several(json.loads(data), chance)
            return json.dumps(tree, default=str).encode()
    except (ValueError, ET.ParseError, RecursionError, TypeError):
        return None
    return None


def _several(tree: Any, chance: random.Random) -> Any:
    for _ in range(chance.choice([1, 1, 2, 5])):
        if isinstance(tree, (dict, list)) and tree:
            tree = changed(tree, chance)
    return tree


def toml(tree: Any) -> str:
    """TOML with one key a line and everything below inline."""
    if not isinstance(tree, dict):
        return f"value = {inline(tree)}\n"
    return "".join(f"{key_of(key)} = {inline(each)}\n" for key, each in tree.items())


def key_of(key: str) -> str:
    return json.dumps(str(key), ensure_ascii=True)


def inline(value: Any) -> str:
    """A value as TOML writes it, whatever stands in it."""
    if isinstance(value, dict):
        pairs = (f"{key_of(key)} = {inline(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:e}" if "e" in repr(value) else repr(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    plain = isinstance(value, bool | int | float)
    return str(value).lower() if plain else json.dumps(value or "")


def changed_xml(data: bytes, chance: random.Random) -> bytes:
    """XML with elements lost, doubled, renamed, moved, or with other texts."""
    root = ET.fromstring(data)
    for _ in range(chance.choice([1, 1, 2, 5])):
        parents = [each for each in root.iter() if len(each)]
        if not parents:
            break
        parent = chance.choice(parents)
        child = chance.choice(list(parent))
        _change_element(root, parent, child, chance)
    return ET.tostring(root, encoding="utf-8")


def _change_element(
    root: ET.Element, parent: ET.Element, child: ET.Element, chance: random.Random
) -> None:
    every = list(root.iter())
    what = chance.randrange(8)
    if what == 0:
        parent.remove(child)
    elif what == 1 and len(every) < MOST:
        parent.extend([child] * chance.choice([1, 2, 200]))
    elif what == 2 and len(every) < MOST:
        other = chance.choice(every)
        if other not in child.iter():
            other.append(child)
    elif what == 3:
        child.tag = chance.choice(every).tag
    elif what == 4 and child.attrib:
        key = chance.choice(list(child.attrib))
        child.attrib[key] = chance.choice(
            ["", "0", "nan", "x" * 500, "1e999", chance.choice(every).get("name", "-1")]
        )
    else:
        other = chance.choice(every).text
        child.text = chance.choice(
            ["", "0", "nan", "inf", "-1", "1 2 3", "1 2", "true", "1e999", "/", "..",
             "1 " * 5000, "/ground", "-1e300 0 0", other, other]
        )  # fmt: skip
