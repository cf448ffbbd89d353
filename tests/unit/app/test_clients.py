"""Clients in the app: added with consent, asked, trained, logged, exported, erased."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from ilium.app import create_app
from ilium.app.visitor import Visitor
from ilium.programme.screen import questions
from stored import Squat, angles

ADULT = {"name": "Ada Sample", "age": "adult", "consent": ["store", "share"]}


@pytest.fixture
def store(app):
    return app.state.store


@pytest.fixture
def client(visitor):
    """Id of somebody who was added in the app."""
    made = visitor.post("/clients/new", data=ADULT, follow_redirects=False)
    return made.headers["location"].removeprefix("/clients/")


@pytest.fixture
def ready(visitor, client):
    """Somebody who may train, with a goal and a week."""
    answer(visitor, client)
    visitor.post(
        f"/clients/{client}/programme/goal",
        data={"goal_1": "lunges", "able_1": "3", "days": "3", "equipment": ["step"]},
    )
    visitor.post(f"/clients/{client}/programme/begin")
    return client


def answer(visitor, client, yes=(), birth="no"):
    """Answer every safety question as the pages ask them."""
    sent = {"birth": birth}
    for _ in range(2 * len(questions())):
        page = visitor.post(f"/clients/{client}/screen", data=sent)
        if page.url.path.endswith("/said"):
            return page
        found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text)
        sent = {name: value for name, value in found if name != "csrf"}
        asked = sent.get("question")
        if asked:
            sent["said"] = "yes" if asked in yes else "no"
    raise AssertionError("the questions never end")


def test_somebody_is_added_with_the_consent_that_was_given(visitor, store, client):
    known = store.clients.get(client)
    assert known.name == "Ada Sample"
    assert known.consent == {
        "store": True,
        "video": False,
        "share": True,
        "research": False,
    }
    assert "Ada Sample" in visitor.get("/clients").text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"consent": ["share"]}, "without a yes"),
        ({"age": "born"}, "18 or older"),
        ({"age": "born", "born": "2020-02-02"}, "guardian must agree"),
    ],
)
def test_what_is_forgotten_is_said_and_nothing_is_kept(visitor, store, wrong, words):
    page = visitor.post("/clients/new", data={**ADULT, **wrong})
    assert page.status_code == 422
    assert words in page.text
    assert 'value="Ada Sample"' in page.text, "what was typed stays"
    assert store.clients.all() == ()


def test_a_guardian_agrees_for_a_child(visitor, store):
    child = {**ADULT, "age": "born", "born": "2020-02-02", "guardian": "Grace"}
    visitor.post("/clients/new", data=child)
    (known,) = store.clients.all()
    assert [each.name for each in known.guardians] == ["Grace"]
    assert {e.by for e in store.consents.history(known.id)} == {"guardian"}


def test_a_search_finds_name_and_id(visitor, client):
    visitor.post("/clients/new", data={**ADULT, "name": "Berta"})
    found = visitor.get("/clients", params={"q": "ada"}).text
    assert "Ada Sample" in found
    assert "Berta" not in found
    assert "Ada Sample" in visitor.get("/clients", params={"q": client}).text
    assert "Nobody is called" in visitor.get("/clients", params={"q": "zz"}).text


def test_body_measures_are_typed_in_centimetres(visitor, store, client):
    sent = {"name": "Ada", "mass": "62,5", "height": "171", "keep_until": "2030-01-01"}
    visitor.post(f"/clients/{client}/data", data=sent)
    known = store.clients.get(client)
    assert known.body.height == pytest.approx(1.71)
    assert known.body.mass == pytest.approx(62.5)
    assert known.keep_until.isoformat() == "2030-01-01"
    assert 'value="171"' in visitor.get(f"/clients/{client}/data").text


def test_a_number_that_is_none_says_what_to_type(visitor, client):
    page = visitor.post(f"/clients/{client}/data", data={"mass": "heavy"})
    assert page.status_code == 422
    assert "is no number" in page.text


def test_consent_changes_only_what_changed(visitor, store, client):
    visitor.post(f"/clients/{client}/consent", data={"consent": ["store", "video"]})
    said = [(e.switch, e.given) for e in store.consents.history(client)]
    assert said == [
        ("store", True),
        ("share", True),
        ("video", True),
        ("share", False),
    ]


def test_without_consent_nothing_more_is_kept(visitor, store, client):
    visitor.post(f"/clients/{client}/consent", data={})
    assert "Nothing more is kept" in visitor.get(f"/clients/{client}/consent").text
    kept = visitor.post(f"/clients/{client}/log", data={"during": "2"})
    assert kept.status_code == 409
    assert store.history_of(client).sessions == ()


def test_every_safety_question_is_asked_by_itself(visitor, store, client):
    page = answer(visitor, client)
    (screen,) = store.history_of(client).screens
    assert set(screen.answers) == {
        key for key, each in questions().items() if not each.get("after_birth")
    }
    assert "No answer asks to wait" in page.text


def test_a_yes_interrupts_with_what_to_do_and_locks(visitor, store, client):
    page = visitor.post(
        f"/clients/{client}/screen",
        data={"birth": "no", "question": "saddle", "said": "yes"},
    )
    assert "emergency number" in page.text
    assert store.history_of(client).screens == (), "not kept before the end"
    answer(visitor, client, yes=("night",))
    assert "programme waits" in visitor.get(f"/clients/{client}/programme").text
    visitor.post(
        f"/clients/{client}/screen/clearance",
        data={"who": "Dr Roe", "reason": "seen today", "target": "night"},
    )
    assert "programme waits" not in visitor.get(f"/clients/{client}/programme").text


def test_a_week_is_given_out_with_figures_and_reasons(visitor, store, ready):
    (week,) = store.history_of(ready).weeks
    page = visitor.get(f"/clients/{ready}/programme").text
    assert page.count('class="poses"') == len(week.rows)
    assert "lunges" in page
    sheet = visitor.get(f"/clients/{ready}/sheet.html")
    assert "sha256-" in sheet.headers["content-security-policy"]
    assert visitor.get(f"/clients/{ready}/sheet.pdf").content.startswith(b"%PDF")


def test_a_coach_swaps_an_exercise_with_who_and_why(visitor, store, ready):
    out = store.history_of(ready).weeks[-1].rows[0].exercise
    change = {"action": "swap", "target": out, "value": "E5", "reason": "likes it"}
    nobody = visitor.post(f"/clients/{ready}/programme/hand", data=change)
    assert nobody.status_code == 422, "who decides must be said"
    visitor.post(f"/clients/{ready}/programme/hand", data={**change, "who": "Kim"})
    (kept,) = store.history_of(ready).overrides
    assert (kept.who, kept.action, kept.value) == ("Kim", "swap", "E5")


def test_a_day_is_logged_as_planned_or_otherwise(visitor, store, ready):
    first, second, *_ = store.history_of(ready).weeks[-1].rows
    sent = {
        f"did_{first.exercise}": "yes",
        f"did_{second.exercise}": "yes",
        f"sets_{second.exercise}": "1",
        "during": "2",
        "morning": "1",
        "spreading": "no",
    }
    page = visitor.post(f"/clients/{ready}/log", data=sent)
    (session,) = store.history_of(ready).sessions
    assert [each.exercise for each in session.rows] == [
        first.exercise,
        second.exercise,
    ]
    assert session.rows[1].sets == 1
    assert (session.pain_during, session.spreading) == (2.0, False)
    assert "0–3: go on" in page.text


def test_the_paper_sheet_is_typed_back_in_one_go(visitor, store, ready):
    week = store.history_of(ready).weeks[-1]
    sent = {f"did_{row.exercise}_0": "yes" for row in week.rows}
    visitor.post(
        f"/clients/{ready}/log/week",
        data={**sent, "during_0": "3", "morning_0": "2", "during_1": ""},
    )
    (session,) = store.history_of(ready).sessions
    assert len(session.rows) == len(week.rows)
    assert session.pain_next_morning == 2.0


def test_strength_tests_keep_their_sides(visitor, store, ready):
    sent = {"test": "calf_raise", "left": "18", "right": "22", "free": "yes"}
    visitor.post(f"/clients/{ready}/tests", data=sent)
    found = [(each.side, each.value) for each in store.history_of(ready).tests]
    assert found == [("left", 18.0), ("right", 22.0)]
    wrong = visitor.post(f"/clients/{ready}/tests", data={"test": "calf"})
    assert wrong.status_code == 422


def test_a_questionnaire_is_scored_by_its_own_rules(visitor, store, client):
    visitor.post(
        f"/clients/{client}/questionnaires/nprs",
        data={"answer_now": "2", "answer_worst": "6"},
    )
    (kept,) = store.answers.of(client)
    assert kept.scores == {"nprs": 4.0}
    assert "Pain (NPRS)" in visitor.get(f"/clients/{client}/questionnaires").text
    few = visitor.post(
        f"/clients/{client}/questionnaires/psfs",
        data={"own_1": "stairs", "points_1": "4"},
    )
    assert few.status_code == 422


def test_the_letter_is_read_before_it_is_written(visitor, ready):
    asked = visitor.post(f"/clients/{ready}/letter", data={"part": "goal"})
    assert "lunges" in asked.text
    assert "Ada Sample" not in asked.text.split("<article")[1]
    made = visitor.post(
        f"/clients/{ready}/letter", data={"part": ["goal", "name"], "how": "html"}
    )
    assert "attachment" in made.headers["content-disposition"]
    assert "Ada Sample" in made.text


def test_the_letter_needs_consent_to_share(visitor, client):
    visitor.post(f"/clients/{client}/consent", data={"consent": ["store"]})
    assert "has not agreed" in visitor.get(f"/clients/{client}/letter").text
    refused = visitor.post(f"/clients/{client}/letter", data={"part": "goal"})
    assert refused.status_code == 409


def test_the_export_holds_what_its_page_counted(visitor, ready):
    page = visitor.get(f"/clients/{ready}/export").text
    counted = dict(re.findall(r'<th scope="row">([^<]*)</th><td class="n">(\d+)', page))
    archive = visitor.post(f"/clients/{ready}/export").content
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        person = json.loads(found.read("person.json"))
    assert int(counted["Goals, safety answers, log, weeks"]) == len(person["entry"])
    assert person["client"][0]["name"] == "Ada Sample"


def test_erasing_asks_for_the_id(visitor, store, client):
    wrong = visitor.post(f"/clients/{client}/erase", data={"typed": "yes"})
    assert wrong.status_code == 422
    assert store.clients.knows(client)
    gone = visitor.post(f"/clients/{client}/erase", data={"typed": client.upper()})
    assert "is erased" in gone.text
    assert not store.clients.knows(client)
    assert visitor.get(f"/clients/{client}").status_code == 404


def test_a_backup_brings_everybody_back(visitor, store, client):
    archive = visitor.post("/store/backup").content
    visitor.post(f"/clients/{client}/erase", data={"typed": client})
    files = {"backup": ("b.zip", archive, "application/zip")}
    unsure = visitor.post("/store/restore", files=files, data={"typed": "yes"})
    assert unsure.status_code == 422
    assert not store.clients.knows(client)
    visitor.post("/store/restore", files=files, data={"typed": "replace"})
    assert store.clients.get(client).name == "Ada Sample"


def test_hidden_names_stand_nowhere_until_they_are_unlocked(visitor, ready):
    visitor.post("/show/names", data={"hide": "yes", "code": "4711"})
    parts = ("", "/programme", "/log", "/data", "/letter", "/export", "/progress")
    pages = ["/", "/clients", *(f"/clients/{ready}{each}" for each in parts)]
    assert not [each for each in pages if "Ada" in visitor.get(each).text]
    assert "Ada" not in visitor.get(f"/clients/{ready}/sheet.html").text
    assert visitor.post(f"/clients/{ready}/export").status_code == 422
    wrong = visitor.post("/show/names", data={"hide": "no", "code": "1"})
    assert wrong.status_code == 422
    visitor.post("/show/names", data={"hide": "no", "code": "4711"})
    assert "Ada Sample" in visitor.get("/clients").text


def test_names_stay_hidden_when_the_app_is_started_again(visitor, hosting, ready):
    visitor.post("/show/names", data={"hide": "yes", "code": "4711"})
    again = create_app(hosting)
    with TestClient(again, base_url="http://127.0.0.1") as other:
        other.get("/start", params={"token": hosting.token})
        assert "Ada" not in other.get("/clients").text
        again.state.veil.lift_own()
        assert "Ada Sample" in other.get("/clients").text
    third = create_app(hosting)
    assert not third.state.veil.hides(Visitor(role="coach", csrf="another"))


class Checked(Squat):
    """A squat with the measure that is followed."""

    @property
    def measures(self):
        return tuple(
            replace(each, name="pelvic_drop_peak") for each in super().measures[:1]
        )


def test_visits_show_the_pelvis_with_its_error(visitor, store, client):
    store.results.add(
        client,
        Checked(),
        curves=angles(),
        findings=[{"role": "headline", "sentence": "It drops 6° (±3°)."}],
    )
    page = visitor.get(f"/clients/{client}").text
    assert "<svg" in page
    assert "±" in page
    assert "It drops 6° (±3°)." in page
    visitor.post("/show", data={"switch": "without_numbers"})
    bare = visitor.get(f"/clients/{client}").text
    assert 'class="without-numbers"' in bare
    assert "It drops." in bare
