"""Measures as FHIR R5: Observations, a DiagnosticReport and a Bundle of both.

HL7 FHIR R5 (5.0.0): https://hl7.org/fhir/R5/observation.html and
https://hl7.org/fhir/R5/diagnosticreport.html. Resources are plain dicts that JSON can
hold. Their structure is checked (`ilium.exchange.fhir_checks`); nothing here says that
a server would accept them, or that they were validated against a profile.
"""

from __future__ import annotations

import json
import math
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from ilium import __version__
from ilium.catalogue import kind_of
from ilium.core.measure import Measure
from ilium.core.movement import TASKS
from ilium.core.participant import Participant
from ilium.errors import ComputationError
from ilium.exchange.fhir_checks import check_bundle
from ilium.exchange.fhir_terms import (
    ABSENT,
    BODY,
    CATEGORY,
    ERRORS,
    LOINC,
    OWN,
    REPORT_CODE,
    SIDES,
    SNOMED,
    SPACE,
    UCUM,
    UCUM_CODES,
)
from ilium.findings.norm_files import own_norms
from ilium.findings.norms import Norms, Reference
from ilium.units import in_unit

Resource = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the resources say about whom, when and how.

    Parameters
    ----------
    subject
        Pseudonym of the person, as in the store: never a name.
    effective
        Day or time of the recording, as FHIR writes it (``2026-11-23``); empty where
        not known.
    issued
        When the report was made public, with its time zone; empty where not known.
    status
        Of the observations and the report.
    task
        A key of `ilium.core.movement.TASKS`; empty where not known.
    conclusion
        What the report concludes, in words; empty without.
    name
        The person's name, only where it is asked for.
    body
        Body measures to report too; ``None`` for none.
    recording
        Hash of the recording, so that two reports of it carry the same identifiers.
    """

    subject: str = "participant"
    effective: str = ""
    issued: str = ""
    status: str = "final"
    task: str = ""
    conclusion: str = ""
    name: str = ""
    body: Participant | None = None
    recording: str = ""

    def urn(self, *parts: object) -> str:
        """Identifier that follows from the recording and what it names."""
        words = "|".join(map(str, (self.recording, self.subject, self.task, *parts)))
        return uuid.uuid5(SPACE, words).urn


def observations(
    measures: Iterable[Measure],
    about: About,
    *,
    norms: Norms | None = None,
    unmeasured: bool = False,
) -> tuple[Resource, ...]:
    """Write each summary of a measure as an Observation.

    Parameters
    ----------
    measures
        In SI units; repetitions are left out.
    about
        Whom and when.
    norms
        Ranges that the measures name; ``None`` for ilium's own.
    unmeasured
        Whether measures without a value are written too.

    Returns
    -------
    tuple of dict
        Value in the unit that people read with its UCUM code, errors as components;
        where there is no value, why.
    """
    held = own_norms() if norms is None else norms
    known = {each.name: each for each in held.references}
    summaries = [
        each
        for each in measures
        if each.repetition is None and (unmeasured or math.isfinite(each.value))
    ]
    return tuple(
        _observation(each, about, known.get(each.reference)) for each in summaries
    )


def diagnostic_report(
    results: Sequence[Resource], about: About, *, lines: Sequence[str] = ()
) -> Resource:
    """Gather observations in a DiagnosticReport.

    Parameters
    ----------
    results
        Observations with their ``id``.
    about
        Whom and when.
    lines
        What the narrative says, one line each; the conclusion comes first.

    Returns
    -------
    dict
        The report.
    """
    code, display, _ = REPORT_CODE
    identifier = about.urn("report")
    told = [each for each in (about.conclusion, *lines) if each]
    inside = "".join(f"<p>{escape(each)}</p>" for each in told or [display])
    report: Resource = {
        "resourceType": "DiagnosticReport",
        "id": _id(identifier),
        "text": {
            "status": "generated",
            "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inside}</div>',
        },
        "status": about.status,
        "code": {"coding": [_own(code, display)], "text": _title(about)},
        "subject": {"reference": about.urn("person")},
        "result": [{"reference": f"urn:uuid:{each['id']}"} for each in results],
    }
    _dates(report, about)
    if about.issued:
        report["issued"] = about.issued
    if about.conclusion:
        report["conclusion"] = about.conclusion
    return report


def bundle(
    measures: Iterable[Measure],
    about: About,
    *,
    norms: Norms | None = None,
    lines: Sequence[str] = (),
    unmeasured: bool = False,
) -> Resource:
    """Put person, device, codes, observations and report into one Bundle.

    Parameters
    ----------
    measures
        In SI units.
    about
        Whom and when.
    norms
        Ranges that the measures name; ``None`` for ilium's own.
    lines
        What the narrative says behind the conclusion.
    unmeasured
        Whether measures without a value are written too.

    Returns
    -------
    dict
        A Bundle of the type ``collection`` whose references all lead inside it.

    Raises
    ------
    ComputationError
        Where its structure is not as FHIR asks for.
    """
    measured = tuple(measures)
    found = observations(measured, about, norms=norms, unmeasured=unmeasured)
    results = [*found, *_body(about)]
    report = diagnostic_report(results, about, lines=lines)
    resources = [report, _person(about), _device(about), *results]
    used = {each["code"]["coding"][0]["code"] for each in found}
    resources.append(_codes([x for x in measured if x.name in used], about))
    whole: Resource = {
        "resourceType": "Bundle",
        "id": _id(about.urn("bundle")),
        "type": "collection",
        "entry": [
            {"fullUrl": f"urn:uuid:{each['id']}", "resource": each}
            for each in resources
        ],
    }
    issues = check_bundle(whole, named=bool(about.name))
    if issues:
        shown = "; ".join(each.what for each in issues[:3])
        problem = f"The FHIR bundle is not as it should be: {shown}."
        raise ComputationError(problem, "Report this with the command that you gave.")
    return whole


def fhir_text(resource: Resource) -> str:
    """Write a resource as JSON, readable and the same on every run."""
    return json.dumps(resource, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _observation(
    measure: Measure, about: About, reference: Reference | None
) -> Resource:
    kind = kind_of(measure.name)
    found: Resource = {
        "resourceType": "Observation",
        "id": _id(about.urn("measure", measure.name, measure.side)),
        "status": about.status,
        "category": [{"coding": [{"system": CATEGORY, "code": "activity"}]}],
        "code": {"coding": [_own(kind.name, kind.title)], "text": kind.title},
        "subject": {"reference": about.urn("person")},
        "device": {"reference": about.urn("device")},
    }
    _dates(found, about)
    value = _quantity(measure.value, measure.unit, kind.display)
    if value is None:
        found["dataAbsentReason"] = {"coding": [{"system": ABSENT, "code": "unknown"}]}
    else:
        found["valueQuantity"] = value
    if measure.side in SIDES:
        code, display = SIDES[measure.side]
        coding = {"system": SNOMED, "code": code, "display": display}
        found["bodySite"] = {"coding": [coding], "text": f"{measure.side} side"}
    if measure.method:
        found["method"] = {"text": measure.method}
    notes = [f"positive: {kind.positive}", *(f"remark: {x}" for x in measure.flags)]
    found["note"] = [{"text": each} for each in notes]
    if reference is not None:
        found["referenceRange"] = [_range(reference, kind.display)]
    components = list(_components(measure, kind.display))
    if components:
        found["component"] = components
    return found


def _components(measure: Measure, display: str) -> Iterator[Resource]:
    for name, (title, _) in ERRORS.items():
        size = float(getattr(measure, name))
        unit, shown = ("1", "1") if name == "n" else (measure.unit, display)
        value = _quantity(size, unit, shown)
        if value is not None:
            yield {"code": {"coding": [_own(name, title)]}, "valueQuantity": value}


def _quantity(value: float, unit: str, display: str) -> Resource | None:
    if not math.isfinite(value):
        return None
    return {
        "value": float(f"{in_unit(value, unit, display):.9g}") + 0.0,
        "unit": display,
        "system": UCUM,
        "code": UCUM_CODES[display],
    }


def _range(reference: Reference, display: str) -> Resource:
    found: Resource = {}
    for name, value in (("low", reference.low), ("high", reference.high)):
        quantity = _quantity(value, reference.unit, display)
        if quantity is not None:
            found[name] = quantity
    parts = (reference.title, reference.people, reference.protocol, reference.kind)
    found["text"] = "; ".join(each for each in parts if each)
    return found


def _person(about: About) -> Resource:
    person: Resource = {
        "resourceType": "Patient",
        "id": _id(about.urn("person")),
        "identifier": [{"system": OWN, "value": about.subject}],
    }
    if about.name:
        person["name"] = [{"text": about.name}]
    return person


def _device(about: About) -> Resource:
    return {
        "resourceType": "Device",
        "id": _id(about.urn("device")),
        "name": [{"value": "ilium", "type": "user-friendly-name"}],
        "version": [{"value": __version__}],
    }


def _codes(measures: Sequence[Measure], about: About) -> Resource:
    """Codes of ilium's own that the bundle uses, with what they mean."""
    kinds = [kind_of(each) for each in dict.fromkeys(x.name for x in measures)]
    rows = [(each.name, each.title, each.definition) for each in kinds]
    rows += [(name, *words) for name, words in ERRORS.items()]
    rows.append(REPORT_CODE)
    return {
        "resourceType": "CodeSystem",
        "id": _id(about.urn("codes")),
        "url": OWN,
        "version": __version__,
        "name": "IliumMeasures",
        "title": "Measures of ilium",
        "status": "active",
        "caseSensitive": True,
        "content": "fragment",
        "concept": [
            {"code": code, "display": display, "definition": definition}
            for code, display, definition in rows
        ],
    }


def _body(about: About) -> Iterator[Resource]:
    """Body mass and height with LOINC's codes; only where the day is known."""
    if about.body is None or not about.effective:
        return
    for name, (code, display) in BODY.items():
        value = getattr(about.body, name)
        unit = "kg" if name == "mass" else "m"
        quantity = None if value is None else _quantity(
            value, unit, "kg" if name == "mass" else "cm"
        )  # fmt: skip
        if quantity is None:
            continue
        found: Resource = {
            "resourceType": "Observation",
            "id": _id(about.urn("body", name)),
            "status": about.status,
            "category": [{"coding": [{"system": CATEGORY, "code": "vital-signs"}]}],
            "code": {"coding": [{"system": LOINC, "code": code, "display": display}]},
            "subject": {"reference": about.urn("person")},
            "valueQuantity": quantity,
        }
        _dates(found, about)
        yield found


def _dates(resource: Resource, about: About) -> None:
    if about.effective:
        resource["effectiveDateTime"] = about.effective


def _title(about: About) -> str:
    task = TASKS.get(about.task, about.task)
    return f"Movement report: {task}" if task else "Movement report"


def _own(code: str, display: str) -> Mapping[str, str]:
    return {"system": OWN, "code": code, "display": display}


def _id(urn: str) -> str:
    return urn.removeprefix("urn:uuid:")
