"""Codes of FHIR R5 that ilium uses: its own, and those of others that are certain."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

UCUM: Final = "http://unitsofmeasure.org"
LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"

SPACE: Final = uuid.uuid5(uuid.NAMESPACE_DNS, "ilium.fhir")
"""Every identifier follows from this one and what it names."""
OWN: Final = uuid.uuid5(SPACE, "code system").urn
"""ilium's own code system: names of measures, movements and errors."""

UCUM_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "deg": "deg",
        "deg/s^3": "deg/s3",
        "%": "%",
        "1": "1",
        "BW": "1",
        "BW/s": "/s",
        "1/min": "/min",
        "m": "m",
        "cm": "cm",
        "mm": "mm",
        "cm^2": "cm2",
        "s": "s",
        "ms": "ms",
        "m/s": "m/s",
        "N": "N",
        "N s": "N.s",
        "N/kg": "N/kg",
        "N m": "N.m",
        "N m/kg": "N.m/kg",
        "kN/m": "kN/m",
        "N/(m kg)": "N/(m.kg)",
        "W": "W",
        "W/kg": "W/kg",
        "J/kg": "J/kg",
        "kg": "kg",
    }
)
"""Unit that people read to its code in UCUM."""

KNOWN_CODES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        LOINC: frozenset(("29463-7", "8302-2")),
        SNOMED: frozenset(("7771000", "24028007")),
        CATEGORY: frozenset(("activity", "vital-signs")),
        ABSENT: frozenset(("unknown",)),
        UCUM: frozenset(UCUM_CODES.values()),
    }
)
"""System of others to the codes of it that ilium uses."""

SIDES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"left": ("7771000", "Left"), "right": ("24028007", "Right")}
)
"""Side to SNOMED CT's qualifier."""
BODY: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"mass": ("29463-7", "Body weight"), "height": ("8302-2", "Body height")}
)
"""Body measure to LOINC's code."""

OBSERVATION_STATUS: Final = (
    "registered", "preliminary", "final", "amended", "corrected", "cancelled",
    "entered-in-error", "unknown",
)  # fmt: skip
REPORT_STATUS: Final = (
    "registered", "partial", "preliminary", "modified", "final", "amended",
    "corrected", "appended", "cancelled", "entered-in-error", "unknown",
)  # fmt: skip
STATUS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Observation": OBSERVATION_STATUS,
        "DiagnosticReport": REPORT_STATUS,
        "CodeSystem": ("draft", "active", "retired", "unknown"),
    }
)
"""Resource to the values that its status may have."""

ERRORS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "sd": (
            "Standard deviation between repetitions",
            "Spread of the repetitions that the value is the mean of.",
        ),
        "sem": (
            "Standard error of measurement",
            "Published error of the measure, or the laboratory's own.",
        ),
        "ci_low": (
            "Lower end of the 95 % confidence interval",
            "Of the value.",
        ),
        "ci_high": (
            "Upper end of the 95 % confidence interval",
            "Of the value.",
        ),
        "n": ("Repetitions", "How many repetitions are behind the value."),
    }
)
"""Field of a measure that becomes a component, to its display and definition."""
REPORT_CODE: Final = (
    "movement-report",
    "Movement report",
    "What one recording of a movement shows about pelvis, trunk and legs.",
)
