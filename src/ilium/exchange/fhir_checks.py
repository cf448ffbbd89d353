"""Whether a FHIR bundle's structure is as R5 asks for.

Checked: required elements, code sets, units, dates, references, identifiers, names and
narrative. Not checked: profiles, terminology servers, invariants beyond these.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.etree.ElementTree import ParseError, fromstring

from ilium.core.issue import Issue
from ilium.exchange.fhir_terms import KNOWN_CODES, OWN, STATUS, UCUM

REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "Bundle": ("type", "entry"),
    "CodeSystem": ("status", "content", "url", "concept"),
    "Device": ("name",),
    "DiagnosticReport": ("status", "code", "subject", "result"),
    "Observation": ("status", "code", "subject"),
    "Patient": ("identifier",),
}
"""Resource to the elements that R5, or its use here, cannot do without."""
TARGETS: Final[Mapping[str, str]] = {
    "subject": "Patient",
    "device": "Device",
    "result": "Observation",
}
"""Element to the resource that it must refer to."""

_DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
_TIME = r"T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d{2}:\d{2})"
_DATE_TIME = re.compile(rf"{_DAY}|\d{{4}}-\d{{2}}-\d{{2}}{_TIME}")
_INSTANT = re.compile(rf"\d{{4}}-\d{{2}}-\d{{2}}{_TIME}")
_URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ACTIVE = re.compile(r"<\s*script|\son\w+\s*=|javascript:", re.IGNORECASE)


def check_bundle(
    bundle: Mapping[str, Any], *, named: bool = False
) -> tuple[Issue, ...]:
    """Look for what a reader of FHIR R5 would stumble over.

    Parameters
    ----------
    bundle
        A Bundle of ilium's resources.
    named
        Whether the person's name was asked for.

    Returns
    -------
    tuple of Issue
        Empty where nothing was found: the structure is as it should be, which is not
        to say validated.
    """
    return tuple(
        Issue(kind="fhir-structure", where=where, what=what, severity="serious")
        for where, what in _problems(bundle, named=named)
    )


def _problems(bundle: Mapping[str, Any], *, named: bool) -> Iterator[tuple[str, str]]:
    if bundle.get("resourceType") != "Bundle":
        yield "Bundle", "This is no Bundle"
        return
    yield from _missing(bundle)
    entries = bundle.get("entry", [])
    known = {each.get("fullUrl"): each.get("resource", {}) for each in entries}
    if len(known) != len(entries):
        yield "Bundle", "Two entries have the same fullUrl"
    codes = {
        (resource.get("url"), concept.get("code"))
        for resource in known.values()
        for concept in resource.get("concept", [])
    }
    for url, resource in known.items():
        where = f"{resource.get('resourceType')} {resource.get('id')}"
        if not _URN.fullmatch(str(url)) or url != f"urn:uuid:{resource.get('id')}":
            yield where, f"The fullUrl {url!r} does not name the resource"
        for problem in (
            *_resource(resource, named=named),
            *_references(resource, known),
            *_codings(resource, codes),
        ):
            yield (problem if isinstance(problem, tuple) else (where, problem))


def _missing(resource: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = str(resource.get("resourceType"))
    if kind not in REQUIRED:
        yield kind, f"{kind} is none of the resources that ilium writes"
        return
    for name in REQUIRED[kind]:
        if not resource.get(name):
            yield kind, f"{kind} has no {name}"


def _resource(
    resource: Mapping[str, Any], *, named: bool
) -> Iterator[str | tuple[str, str]]:
    yield from _missing(resource)
    kind = str(resource.get("resourceType"))
    allowed = STATUS.get(kind)
    if allowed and resource.get("status") not in allowed:
        yield f"The status {resource.get('status')!r} is none of {kind}'s"
    for name, pattern in (("effectiveDateTime", _DATE_TIME), ("issued", _INSTANT)):
        if name in resource and not pattern.fullmatch(str(resource[name])):
            yield f"{name} {resource[name]!r} is no date of FHIR"
    if kind == "Patient" and "name" in resource and not named:
        yield "The person's name is given without being asked for"
    if kind == "Observation":
        yield from _value(resource)
    if "text" in resource:
        yield from _narrative(str(resource["text"].get("div", "")))


def _value(observation: Mapping[str, Any]) -> Iterator[str]:
    if ("valueQuantity" in observation) == ("dataAbsentReason" in observation):
        yield "An Observation has a value, or says why not, and never both"
    quantities = [observation.get("valueQuantity")]
    quantities += [x.get("valueQuantity") for x in observation.get("component", [])]
    for each in observation.get("referenceRange", []):
        quantities += [each.get("low"), each.get("high")]
    for each in filter(None, quantities):
        value = each.get("value")
        number = isinstance(value, int | float) and math.isfinite(value)
        if not number or isinstance(value, bool):
            yield f"The value {value!r} is no number"
        if each.get("system") != UCUM or each.get("code") not in KNOWN_CODES[UCUM]:
            yield f"The unit {each.get('code')!r} is no code of UCUM that ilium uses"


def _narrative(div: str) -> Iterator[str]:
    try:
        root = fromstring(div)  # noqa: S314 - our own text, without entities
    except ParseError:
        yield "The narrative is no XHTML"
        return
    if root.tag != "{http://www.w3.org/1999/xhtml}div" or _ACTIVE.search(div):
        yield "The narrative is no plain div of XHTML"


def _references(
    resource: Mapping[str, Any], known: Mapping[Any, Mapping[str, Any]]
) -> Iterator[str]:
    for name, target in TARGETS.items():
        found = resource.get(name, [])
        for each in found if isinstance(found, list) else [found]:
            there = known.get(each.get("reference"), {}).get("resourceType")
            if there != target:
                yield f"{name} leads to {there or 'nothing'}, not to a {target}"


def _codings(content: object, codes: set[tuple[Any, Any]]) -> Iterator[str]:
    """Codes that their systems do not have, anywhere in a resource."""
    if isinstance(content, list):
        for each in content:
            yield from _codings(each, codes)
    if not isinstance(content, dict):
        return
    for each in content.get("coding", []):
        system, code = each.get("system"), each.get("code")
        if system == OWN and (system, code) not in codes:
            yield f"The code {code!r} is not in the bundle's code system"
        elif system != OWN and code not in KNOWN_CODES.get(system, ()):
            yield f"The code {code!r} of {system!r} is none that ilium uses"
    for key, each in content.items():
        if key != "coding":
            yield from _codings(each, codes)
