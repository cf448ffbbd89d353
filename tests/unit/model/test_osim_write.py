"""A model that is written and read again is the same model."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilium.errors import IliumError, InputError
from ilium.model.functions import (
    Constant,
    Linear,
    PiecewiseLinear,
    Polynomial,
    Scaled,
    SimmSpline,
)
from ilium.model.library import shipped_model
from ilium.model.osim_elements import add_function
from ilium.model.osim_functions import read_function
from ilium.model.osim_node import Node
from ilium.model.osim_read import read_osim
from ilium.model.osim_write import osim_text
from osim_texts import OLD, osim, rich
from same_model import differences

SUBJECT = "nimblephysics/opencap_Subject4/Models/manually_scaled.osim"

numbers = st.floats(-1e6, 1e6)


def knots(kind):
    places = st.lists(numbers, min_size=2, max_size=9, unique=True).map(sorted)
    return places.flatmap(
        lambda x: st.lists(numbers, min_size=len(x), max_size=len(x)).map(
            lambda y: kind(np.array(x), np.array(y))
        )
    )


simple = st.one_of(
    st.builds(Constant, numbers),
    st.builds(Linear, numbers, numbers),
    st.lists(numbers, min_size=1, max_size=6).map(lambda c: Polynomial(tuple(c))),
    knots(PiecewiseLinear),
    knots(SimmSpline),
)
functions = st.recursive(
    simple, lambda each: st.builds(Scaled, numbers, each), max_leaves=3
)


@given(functions)
def test_a_function_comes_back_to_the_last_bit(function):
    holder = Element("holder")
    add_function(holder, function)
    back = read_function(Node(holder[0], "a file"))
    assert differences(function, back) == []


def again(model, tmp_path):
    file = tmp_path / "again.osim"
    file.write_text(osim_text(model), encoding="utf-8")
    return read_osim(file)


def test_every_ingredient_comes_back(tmp_path):
    file = tmp_path / "rich.osim"
    file.write_text(rich(), encoding="utf-8")
    model = read_osim(file)
    assert {each.kind for each in model.surfaces} == {
        "cylinder",
        "sphere",
        "ellipsoid",
        "torus",
    }
    assert differences(model, again(model, tmp_path)) == []


def test_the_shipped_model_comes_back(tmp_path):
    assert differences(shipped_model(), again(shipped_model(), tmp_path)) == []


def test_a_published_model_comes_back(samples, tmp_path):
    model = read_osim(samples / SUBJECT)
    assert differences(model, again(model, tmp_path)) == []


def test_an_older_layout_comes_back_in_the_newer_one(tmp_path):
    file = tmp_path / "old.osim"
    file.write_text(OLD, encoding="utf-8")
    model = read_osim(file)
    assert differences(model, again(model, tmp_path)) == []


def test_the_comparison_notices_one_digit():
    model = shipped_model()
    first = model.muscles[0]
    other = replace(first, pennation=first.pennation * (1.0 + 1e-15))
    changed = replace(model, muscles=(other, *model.muscles[1:]))
    assert differences(model, changed) == ["model.muscles[0].pennation"]


def test_names_that_look_like_xml_stay_names(tmp_path):
    model = replace(shipped_model(), name='<Model_name="x">&amp;', source="a < b")
    assert differences(model, again(model, tmp_path)) == []


def test_a_name_that_opensim_refuses_is_written_as_it_takes_it(tmp_path):
    model = again(replace(shipped_model(), name="my model/2"), tmp_path)
    assert model.name == "my_model_2"


def test_a_model_without_a_muscles_path_is_not_written():
    model = replace(shipped_model(), foreign={"soleus_r": "a strange path"})
    with pytest.raises(InputError, match="soleus_r"):
        osim_text(model)


TEXTS = (rich(), OLD, osim())


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=300,
)
@given(
    st.sampled_from(TEXTS),
    st.integers(0, 10**6),
    st.integers(0, 60),
    st.sampled_from(
        ("", "<", ">", "0", "-1", "nan", "1e999", "/", "ground", "\x00", "é")
    ),
)
def test_a_damaged_file_is_read_or_refused_in_words(tmp_path, text, at, length, put):
    place = at % len(text)
    file = tmp_path / "damaged.osim"
    damaged = text[:place] + put + text[place + length :]
    file.write_text(damaged, encoding="utf-8")
    refused = None
    try:
        read_osim(file)
    except IliumError as error:
        refused = error
    assert refused is None or (refused.problem and refused.remedy)
