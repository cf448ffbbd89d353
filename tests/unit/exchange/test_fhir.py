"""FHIR R5: what is written has its elements, codes, units and references."""

from __future__ import annotations

import copy
import json
import math

import pytest

from ilium.catalogue import KINDS
from ilium.core.participant import Participant
from ilium.errors import ComputationError
from ilium.exchange.fhir import About, bundle, fhir_text, observations
from ilium.exchange.fhir_checks import check_bundle
from ilium.exchange.fhir_terms import UCUM_CODES
from parcels import MEASURES

ABOUT = About(
    subject="k7m3c",
    effective="2026-11-23",
    issued="2026-11-23T10:00:00Z",
    task="single_leg_squat",
    conclusion="Your pelvis <stays> level & steady.",
    body=Participant(mass=62.5, height=1.7),
)


@pytest.fixture
def made():
    return copy.deepcopy(bundle(MEASURES, ABOUT, unmeasured=True))


def resources(made, kind):
    return [
        each["resource"]
        for each in made["entry"]
        if each["resource"]["resourceType"] == kind
    ]


def test_fhir_resources_reads_every_resource(made):
    from fhir.resources.bundle import Bundle

    read = Bundle.model_validate_json(fhir_text(made))
    kinds = [each.resource.__class__.__name__ for each in read.entry]
    assert kinds.count("Observation") == 4
    assert kinds.count("DiagnosticReport") == 1
    report = read.entry[0].resource
    assert report.conclusion == ABOUT.conclusion
    assert len(report.result) == 4


def test_fhir_resources_refuses_an_observation_without_a_code(made):
    from fhir.resources.observation import Observation

    broken = resources(made, "Observation")[0]
    del broken["code"]
    with pytest.raises(ValueError, match="code"):
        Observation.model_validate(broken)


def test_the_value_is_in_the_unit_that_people_read_with_its_error(made):
    first = resources(made, "Observation")[0]
    degrees = MEASURES[0].value * 180.0 / math.pi
    assert first["valueQuantity"]["value"] == pytest.approx(degrees, rel=1e-8)
    assert first["valueQuantity"]["code"] == "deg"
    assert first["bodySite"]["coding"][0]["display"] == "Left"
    errors = {
        each["code"]["coding"][0]["code"]: each["valueQuantity"]["value"]
        for each in first["component"]
    }
    assert errors["n"] == 3
    assert errors["ci_low"] < first["valueQuantity"]["value"] < errors["ci_high"]


def test_what_was_not_measured_says_so_or_is_left_out(made):
    absent = resources(made, "Observation")[1]
    assert "valueQuantity" not in absent
    assert absent["dataAbsentReason"]["coding"][0]["code"] == "unknown"
    assert len(observations(MEASURES, ABOUT)) == 1


def test_nothing_names_the_person_unless_asked_for():
    words = "Ada Example"
    assert words not in fhir_text(bundle(MEASURES, ABOUT))
    from dataclasses import replace

    named = bundle(MEASURES, replace(ABOUT, name=words))
    assert resources(named, "Patient")[0]["name"] == [{"text": words}]


def test_every_measure_has_a_unit_of_ucum():
    assert {each.display for each in KINDS} <= set(UCUM_CODES)


def test_body_mass_is_a_vital_sign_only_on_a_known_day(made):
    codes = [
        each["code"]["coding"][0]["code"] for each in resources(made, "Observation")
    ]
    assert codes[-2:] == ["29463-7", "8302-2"]
    from dataclasses import replace

    undated = bundle(MEASURES, replace(ABOUT, effective=""))
    assert len(resources(undated, "Observation")) == 1


def test_hostile_words_stay_words():
    from dataclasses import replace

    words = '</div><script>alert("x")</script>]]> & more'
    made = bundle(MEASURES, replace(ABOUT, conclusion=words))
    report = resources(made, "DiagnosticReport")[0]
    assert report["conclusion"] == words
    assert "<script>" not in report["text"]["div"]
    assert json.loads(fhir_text(made)) == made


def test_the_same_recording_gives_the_same_identifiers():
    assert fhir_text(bundle(MEASURES, ABOUT)) == fhir_text(bundle(MEASURES, ABOUT))


def spoil_status(made):
    resources(made, "Observation")[0]["status"] = "done"


def spoil_report_status(made):
    resources(made, "DiagnosticReport")[0]["status"] = "corrected-later"


def spoil_code(made):
    del resources(made, "Observation")[0]["code"]


def spoil_own_code(made):
    resources(made, "Observation")[0]["code"]["coding"][0]["code"] = "invented"


def spoil_loinc(made):
    resources(made, "Observation")[-1]["code"]["coding"][0]["code"] = "8303-2"


def spoil_side(made):
    resources(made, "Observation")[0]["bodySite"]["coding"][0]["code"] = "1"


def spoil_unit(made):
    resources(made, "Observation")[0]["valueQuantity"]["code"] = "degrees"


def spoil_unit_system(made):
    resources(made, "Observation")[0]["valueQuantity"]["system"] = "ucum"


def spoil_number(made):
    resources(made, "Observation")[0]["valueQuantity"]["value"] = float("nan")


def spoil_component(made):
    resources(made, "Observation")[0]["component"][0]["valueQuantity"]["value"] = "1"


def spoil_both(made):
    reason = resources(made, "Observation")[1]["dataAbsentReason"]
    resources(made, "Observation")[0]["dataAbsentReason"] = reason


def spoil_neither(made):
    del resources(made, "Observation")[1]["dataAbsentReason"]


def spoil_day(made):
    resources(made, "Observation")[0]["effectiveDateTime"] = "2026-13-01"


def spoil_instant(made):
    resources(made, "DiagnosticReport")[0]["issued"] = "2026-11-23"


def spoil_subject(made):
    resources(made, "Observation")[0]["subject"]["reference"] = "urn:uuid:nobody"


def spoil_result(made):
    report = resources(made, "DiagnosticReport")[0]
    report["result"][0]["reference"] = report["subject"]["reference"]


def spoil_results(made):
    resources(made, "DiagnosticReport")[0]["result"] = []


def spoil_full_url(made):
    made["entry"][0]["fullUrl"] = "urn:uuid:1"


def spoil_twice(made):
    made["entry"].append(copy.deepcopy(made["entry"][0]))


def spoil_name(made):
    resources(made, "Patient")[0]["name"] = [{"text": "Ada"}]


def spoil_narrative(made):
    resources(made, "DiagnosticReport")[0]["text"]["div"] = "<div>open"


def spoil_script(made):
    div = '<div xmlns="http://www.w3.org/1999/xhtml"><p onclick="x()">a</p></div>'
    resources(made, "DiagnosticReport")[0]["text"]["div"] = div


def spoil_kind(made):
    made["resourceType"] = "List"


def spoil_resource(made):
    resources(made, "Device")[0]["resourceType"] = "Gadget"


def spoil_codes(made):
    resources(made, "CodeSystem")[0]["status"] = "final"


SPOILERS = [
    each for name, each in sorted(globals().items()) if name.startswith("spoil")
]


def test_what_is_written_passes_every_check(made):
    assert check_bundle(made) == ()


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda each: each.__name__)
def test_the_checks_notice(spoil, made):
    """Negative controls, one for each check."""
    spoil(made)
    assert check_bundle(made)


def test_a_bundle_that_fails_its_checks_is_not_written():
    from dataclasses import replace

    with pytest.raises(ComputationError, match="status 'finished'"):
        bundle(MEASURES, replace(ABOUT, status="finished"))
