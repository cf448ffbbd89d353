"""What a package says of its own licence, as an SPDX expression."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution
from pathlib import Path

from license_expression import ExpressionError

from supply_chain.rules import known

UNKNOWN = ""
CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "ISC License (ISCL)": "ISC",
}
"""Trove classifiers that name one licence; `BSD License` names several."""
FIELDS = {
    "apache": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "mit license": "MIT",
    "3-clause bsd": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "bsd (3-clause)": "BSD-3-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "2-clause bsd": "BSD-2-Clause",
    "gpl v3": "GPL-3.0-only",
    "gpl-3.0": "GPL-3.0-only",
    "lgpl v3": "LGPL-3.0-only",
}
"""What authors write into the old field, in small letters."""
TEXTS = (
    ("Apache License Version 2.0", "Apache-2.0"),
    ("GNU GENERAL PUBLIC LICENSE Version 3", "GPL-3.0-only"),
    ("GNU LESSER GENERAL PUBLIC LICENSE Version 3", "LGPL-3.0-only"),
    ("Mozilla Public License Version 2.0", "MPL-2.0"),
    ("Permission is hereby granted, free of charge, to any person", "MIT"),
)
BSD = "Redistribution and use in source and binary forms"
ENDORSE = ("endorse or promote", "Neither the name")
FILES = ("licence", "license", "copying")


def stated(fields: Mapping[str, list[str]], texts: Iterable[str] = ()) -> str:
    """The licence that a package's metadata or licence file states.

    Parameters
    ----------
    fields
        ``license_expression``, ``license`` and ``classifier``, each a list.
    texts
        Contents of its licence files.

    Returns
    -------
    str
        SPDX expression, or nothing where none is stated that one can be sure of.
    """
    for expression in fields.get("license_expression", []):
        return expression if _is_spdx(expression) else UNKNOWN
    last = [each.rpartition(" :: ")[2] for each in fields.get("classifier", [])
            if each.startswith("License ::")]  # fmt: skip
    if len(last) == 1 and last[0] in CLASSIFIERS:
        return CLASSIFIERS[last[0]]
    for field in fields.get("license", []):
        short = FIELDS.get(field.strip().lower(), field.strip())
        if short and "\n" not in short and _is_spdx(short):
            return short
    found = [recognised(each) for each in [*texts, *fields.get("license", [])]]
    return next((each for each in found if each), UNKNOWN)


def recognised(text: str) -> str:
    """The licence whose words a text begins with, or nothing."""
    words = " ".join(text.split())
    for sign, expression in TEXTS:
        if sign in words[:1500]:
            return expression
    if BSD in words[:3000]:
        endorse = any(each in words[:3000] for each in ENDORSE)
        return "BSD-3-Clause" if endorse else "BSD-2-Clause"
    return UNKNOWN


def installed(distribution: Distribution) -> str:
    """What an installed package states."""
    metadata = distribution.metadata
    fields = {
        "license_expression": metadata.get_all("License-Expression") or [],
        "license": metadata.get_all("License") or [],
        "classifier": metadata.get_all("Classifier") or [],
    }
    return stated(fields, _licence_texts(distribution))


def _licence_texts(distribution: Distribution) -> Iterable[str]:
    for file in distribution.files or ():
        own = ".dist-info" in str(file) and file.name.lower().startswith(FILES)
        if own and Path(str(file.locate())).is_file():
            yield file.read_text(encoding="utf-8")


def _is_spdx(expression: str) -> bool:
    try:
        return known(expression)
    except (ExpressionError, ValueError):
        return False
