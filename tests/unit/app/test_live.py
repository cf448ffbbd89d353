"""Live pages: which exercises, which dose, and what goes into the log."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from ilium.app.live.gauges import SEVEN, gauge_of, gauges
from ilium.app.live.session import DoneSet, counts_today, dose_of, items_of
from ilium.core.movement import TASKS
from ilium.errors import UnknownNameError
from ilium.programme.history import CheckResult, History, PlannedExercise, PlannedWeek
from ilium.programme.library import library
from ilium.stability.plan import PLANS, name_of, readings
from ilium.units import radians

TODAY = dt.date(2026, 3, 2)


def plan_of(page):
    found = re.search(r'id="live-plan">(.*?)</script>', page.text)
    return json.loads(found[1])


def done(**given):
    told = {"side": "left", "shown": "full", "largest": [3.0, 8.0], "zone": 5.0}
    return told | given


@pytest.mark.parametrize("gauge", gauges().values(), ids=list(gauges()))
def test_every_gauge_names_what_exists(gauge):
    assert gauge.exercise in library()
    assert gauge.task in TASKS
    assert set(gauge.views) <= {"front", "rear", "side"}
    assert gauge.timed == (library()[gauge.exercise].unit == "s")
    measured = {
        name_of(a, b, from_standing=c) for a, b, c in readings(PLANS[gauge.task])
    }
    assert gauge.measure in measured | {""}


def test_the_first_seven_come_first():
    assert tuple(gauges())[:7] == SEVEN


def test_an_exercise_that_is_not_followed_is_named_with_a_remedy():
    with pytest.raises(UnknownNameError):
        gauge_of("E1")


def test_the_list_leads_to_every_exercise(visitor):
    page = visitor.get("/live")
    assert page.status_code == 200
    for name in gauges():
        assert f'href="/live/{name}"' in page.text


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", list(gauges()))
def test_every_exercise_opens_in_both_languages(visitor, name, language):
    page = visitor.get(f"/live/{name}", headers={"accept-language": language})
    assert page.status_code == 200
    plan = plan_of(page)
    assert plan["save"] == ""
    assert plan["sets"] >= 1
    assert (plan["reps"] is None) != (plan["seconds"] is None)


def test_nobody_opens_a_page_of_an_exercise_that_is_not_followed(visitor):
    assert visitor.get("/live/E1").status_code == 422
    assert visitor.get("/live/..%2f..%2fetc").status_code in (404, 422)


def test_the_dose_is_that_of_the_week_that_was_given_out():
    row = PlannedExercise(exercise="E30", sets=4, reps=9)
    week = PlannedWeek(date=TODAY, level=4, rows=(row,))
    dose = dose_of(gauge_of("E30"), History().adding(week), TODAY)
    assert (dose.sets, dose.reps, dose.seconds) == (4, 9, None)
    early = dose_of(gauge_of("E30"), History().adding(week), TODAY - dt.timedelta(1))
    assert (early.sets, early.reps) == (2, 6)
    hold = dose_of(gauge_of("E25"), None, TODAY)
    assert (hold.reps, hold.seconds, hold.counts) == (None, 30, False)


def test_once_a_week_a_set_counts():
    gauge = gauge_of("E30")
    check = CheckResult(date=TODAY, task="single_leg_squat", recording="live")
    other = CheckResult(date=TODAY, task="single_leg_squat", recording="result 1")
    assert counts_today(gauge, History(), TODAY)
    assert counts_today(gauge, History().adding(other), TODAY)
    assert not counts_today(gauge, History().adding(check), TODAY + dt.timedelta(6))
    assert counts_today(gauge, History().adding(check), TODAY + dt.timedelta(7))
    assert not counts_today(gauge_of("E35"), History(), TODAY)


def test_sets_become_a_row_each_and_the_one_by_feel_a_check():
    sets = [
        DoneSet(**done()),
        DoneSet(**done(shown="without", side="right", largest=[4.0, 6.0, 8.0])),
    ]
    session, check = items_of(gauge_of("E30"), sets, TODAY)
    assert [each.reps for each in session.rows] == [2, 3]
    assert [each.side for each in session.rows] == ["left", "right"]
    assert session.rows[0].off_target == 0.5
    (value,) = check.values
    assert value.measure == "pelvic_drop_peak_from_standing"
    assert (value.side, value.n, value.tier) == ("right", 3, "video_b")
    assert value.value == pytest.approx(radians(6.0))
    assert value.sd == pytest.approx(radians(2.0))
    assert value.sem == pytest.approx(radians(5.0) / 1.96)


def test_sets_with_the_gauge_are_no_check():
    assert len(items_of(gauge_of("E30"), [DoneSet(**done())], TODAY)) == 1


def test_holds_are_logged_in_seconds_and_landings_counted():
    hold = DoneSet(**done(seconds=31.0, largest=[4.0]))
    (session,) = items_of(gauge_of("E25"), [hold], TODAY)
    assert (session.rows[0].seconds, session.rows[0].reps) == (31.0, None)
    landing = DoneSet(**done(side="both", largest=[2.0, 3.0]))
    (session,) = items_of(gauge_of("E35"), [landing], TODAY)
    assert session.rows[0].contacts == 2 * library()["E35"].contacts > 0


@pytest.fixture
def client(app):
    return app.state.store.clients.add("Ada Test", consent=["store"], adult=True)


def test_sets_of_a_client_go_into_the_log(visitor, app, client):
    page = visitor.get(f"/clients/{client}/live/E30")
    address = plan_of(page)["save"]
    assert plan_of(page)["counts"] is True
    told = {"exercise": "E30", "sets": [done(), done(shown="without")]}
    answer = send(visitor, address, told)
    assert (answer.status_code, answer.json()) == (201, {"sets": 2, "counted": True})
    history = app.state.store.history_of(client)
    assert [row.reps for row in history.sessions[-1].rows] == [2, 2]
    assert history.checks[-1].recording == "live"
    assert plan_of(visitor.get(f"/clients/{client}/live/E30"))["counts"] is False


def test_without_consent_nothing_is_kept_and_the_page_says_so(visitor, app, client):
    app.state.store.consents.change(client, {"store": False})
    page = visitor.get(f"/clients/{client}/live/E30")
    assert plan_of(page)["save"] == ""
    assert "nothing goes into a log" in page.text
    told = {"exercise": "E30", "sets": [done()]}
    answer = send(visitor, f"/api/clients/{client}/live", told)
    assert answer.status_code == 409
    assert not app.state.store.history_of(client).sessions


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": 1.0},
        {"largest": [400.0]},
        {"side": "up"},
        {"shown": "all"},
        {"largest": [1.0] * 201},
        {"name": "Ada"},
    ],
)
def test_sets_that_no_page_counts_are_refused(visitor, client, wrong):
    told = {"exercise": "E30", "sets": [done(**wrong)]}
    assert send(visitor, f"/api/clients/{client}/live", told).status_code == 422


def test_the_pages_are_not_there_for_people_who_do_not_exist(visitor):
    assert visitor.get("/clients/NOBODY/live").status_code == 404
    assert visitor.get("/clients/NOBODY/live/E30").status_code == 404
    told = {"exercise": "E30", "sets": [done()]}
    assert send(visitor, "/api/clients/NOBODY/live", told).status_code == 404


def test_a_locked_programme_waits(visitor, app, client):
    week = PlannedWeek(date=TODAY, level=0, locked=True)
    app.state.store.record(client, week)
    for address in (f"/clients/{client}/live", f"/clients/{client}/live/E30"):
        assert "safety questions" in visitor.get(address).text


def send(visitor, address, told):
    csrf = re.search(r'name="csrf" content="(\w*)"', visitor.get("/live").text)[1]
    return visitor.post(address, json=told, headers={"x-csrf": csrf})
