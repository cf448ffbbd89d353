"""The guided check: seven movements as one list, and each one's page."""

from __future__ import annotations

import json
import re

import pytest

from ilium.app.checks import CHECKS, check_named, standings
from ilium.core.movement import TASKS
from ilium.errors import UnknownNameError
from stored import Squat, someone


@pytest.fixture
def store(app):
    return app.state.store


@pytest.fixture
def client(store):
    return someone(store, "Ada")


def test_the_seven_movements_are_one_list(visitor, client):
    page = visitor.get(f"/clients/{client}/check").text
    assert page.count('data-state="open"') == 7
    assert len(CHECKS) == 7


@pytest.mark.parametrize("check", CHECKS, ids=lambda each: each.name)
def test_each_movement_has_its_page(visitor, client, check):
    page = visitor.get(f"/clients/{client}/check/{check.name}").text
    told = json.loads(re.search(r'id="check-plan">(.*?)</script>', page, re.DOTALL)[1])
    assert told["client"] == client
    assert told["task"] in (*TASKS, "auto")
    assert (told["reps"] is None) != (told["seconds"] is None)


def test_what_was_measured_today_is_marked(store, visitor, client):
    store.results.add(client, Squat(), day=store.database.today)
    page = visitor.get(f"/clients/{client}/check").text
    assert page.count('data-state="done"') == 1
    assert page.count('data-state="open"') == 6
    (done,) = (
        each
        for each in standings(store, client, store.database.today)
        if each.state == "done"
    )
    assert done.check.told["task"] == "single_leg_squat"


def test_what_could_not_be_measured_says_why(store, visitor, client):
    job = store.jobs.add(
        client,
        "video",
        {},
        day=store.database.today,
        asked={"task": "single_leg_squat"},
    )
    store.jobs.take()
    store.jobs.refuse(job.id, "The hips are 41 px apart.", "Step closer.")
    page = visitor.get(f"/clients/{client}/check").text
    assert page.count('data-state="refused"') == 1
    assert "The hips are 41 px apart." in page
    assert "Step closer." in page


def test_without_consent_nothing_is_filmed(store, visitor):
    nobody = someone(store)
    store.consents.change(nobody, {"store": False})
    page = visitor.get(f"/clients/{nobody}/check").text
    assert f"/clients/{nobody}/consent" in page
    answer = visitor.get(f"/clients/{nobody}/check/E30", follow_redirects=False)
    assert answer.headers["location"] == f"/clients/{nobody}/check"


def test_an_unknown_movement_names_the_seven(visitor, client):
    assert visitor.get(f"/clients/{client}/check/E1").status_code == 422
    with pytest.raises(UnknownNameError, match="no check named"):
        check_named("E1")


def test_somebody_to_check_is_chosen_or_added(visitor, client):
    page = visitor.get("/check").text
    assert f"/clients/{client}/check" in page


def test_keeping_the_film_is_offered_only_to_who_agreed_to_it(store, visitor, client):
    address = f"/clients/{client}/check/E30"
    assert 'id="check-keep"' in visitor.get(address).text
    store.consents.change(client, {"video": False})
    assert 'id="check-keep"' not in visitor.get(address).text
