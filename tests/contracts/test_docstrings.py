"""What is documented is what exists: names match, and every number has its unit."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re

import pytest
from numpydoc.docscrape import FunctionDoc

import ilium

MODULES = sorted(
    each.name
    for each in pkgutil.walk_packages(ilium.__path__, "ilium.")
    if not each.name.endswith("__main__")
)
NUMBERS = re.compile(r"\b(float|FloatArray)\b")
UNIT = re.compile(r"\[[^\]]+\]|`[A-Za-z_.]+`|\bunit\b|\bunits\b|SI")


def public(module_name: str) -> list[tuple[str, object]]:
    """Functions, classes and methods that a module defines for others."""
    module = importlib.import_module(module_name)
    found = []
    for name, each in vars(module).items():
        if name.startswith("_") or getattr(each, "__module__", "") != module_name:
            continue
        if inspect.isfunction(each) or inspect.isclass(each):
            found.append((f"{module_name}.{name}", each))
        if inspect.isclass(each):
            found += [
                (f"{module_name}.{name}.{key}", inspect.unwrap(method))
                for key, method in vars(each).items()
                if inspect.isfunction(method) and not key.startswith("_")
            ]
    return found


@pytest.mark.parametrize("module", MODULES)
def test_documented_parameters_are_the_real_ones(module):
    for name, each in public(module):
        doc = FunctionDoc(each) if inspect.isfunction(each) else None
        if doc is None or not doc["Parameters"]:
            continue
        stated = [
            one.strip().lstrip("*")
            for entry in doc["Parameters"]
            for one in entry.name.split(",")
        ]
        real = [key for key in inspect.signature(each).parameters if key != "self"]
        assert stated == real, name


@pytest.mark.parametrize("module", MODULES)
def test_every_number_has_its_unit(module):
    for name, each in public(module):
        if not inspect.isfunction(each):
            continue
        doc = FunctionDoc(each)
        hints = {
            k: str(v.annotation) for k, v in inspect.signature(each).parameters.items()
        }
        for entry in doc["Parameters"]:
            text = " ".join(entry.desc)
            for one in entry.name.split(","):
                if NUMBERS.search(hints.get(one.strip().lstrip("*"), "")):
                    assert UNIT.search(text), f"{name}: {one} has no [unit]"


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_docstrings_are_true(module):
    tried = doctest.testmod(importlib.import_module(module), verbose=False)
    assert tried.failed == 0
