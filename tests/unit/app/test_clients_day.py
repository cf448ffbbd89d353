"""Today for a coach, groups, a result's own page, and the first ten minutes."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from ilium.app.sample import moved
from ilium.app.told import told
from ilium.findings.wordless import without_numbers
from ilium.programme.edited import edited
from ilium.programme.history import Goal, History, Override, PlannedWeek, SessionLog
from ilium.programme.screen import questions
from ilium.report import render_report
from ilium.store.overview import retest_due
from people import a_squatter
from stored import Squat, someone

TODAY = dt.date(2026, 11, 23)
WEEK = dt.timedelta(days=7)


@pytest.fixture
def store(app):
    return app.state.store


@pytest.fixture(scope="module")
def report():
    return render_report(a_squatter())


def test_an_empty_today_offers_a_check_and_the_sample(visitor):
    page = visitor.get("/").text
    assert "Film a first check (3 min)" in page
    assert "Open the sample client" in page


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"pain_during": 7.0}, True),
        ({"pain_during": 2.0, "pain_next_morning": 4.0}, True),
        ({"pain_during": 1.0, "spreading": True}, True),
        ({"pain_during": 2.0, "pain_next_morning": 1.0}, False),
    ],
)
def test_pain_that_asks_to_stop_is_shown_first(visitor, store, said, shown):
    client = someone(store, "Ada")
    store.record(client, SessionLog(date=store.database.today, **said))
    page = visitor.get("/").text
    assert ("Nothing asks for a look" not in page) is shown


def test_who_logged_nothing_for_a_week_is_shown(visitor, store):
    today = store.database.today
    for name, days in (("Quiet", 7), ("Busy", 1)):
        client = someone(store, name)
        store.record(client, PlannedWeek(date=today - 2 * WEEK, level=1, rows=()))
        store.record(client, SessionLog(date=today - dt.timedelta(days=days)))
    page = visitor.get("/").text
    assert "Quiet" in page
    assert "Busy" not in page


@pytest.mark.parametrize(
    ("weeks", "last", "due"),
    [(5, 0, 6), (6, 0, 6), (4, 0, None), (6, 5, None), (13, 6, 12), (60, 40, 60)],
)
def test_a_retest_is_due_from_a_week_before_until_it_is_done(weeks, last, due):
    first = TODAY - weeks * WEEK
    found = retest_due(first, first + last * WEEK, TODAY)
    assert found == (None if due is None else first + due * WEEK)


def test_a_course_has_its_members_its_class_and_who_came(visitor, store):
    ada, ben = someone(store, "Ada"), someone(store, "Ben")
    sent = {"name": "Mondays", "weeks": "8"}
    page = visitor.post("/groups", data=sent)
    address = page.url.path
    visitor.post(f"{address}/members", data={"client": [ada, ben]})
    visitor.post(f"{address}/came", data={"client": ben})
    (course,) = store.groups.all()
    assert course.members == (ada, ben)
    assert list(course.attended.values()) == [(ben,)]
    shown = visitor.get(address).text
    assert "Mondays" in shown
    assert "Ben" in shown
    printed = visitor.get(f"{address}/class.pdf", params={"names": "yes"})
    assert printed.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("begun", "said"), [(-1, "not begun yet"), (0, "week 1"), (8, "over")]
)
def test_a_course_says_where_it_stands(visitor, store, begun, said):
    first = store.groups.new("Mondays", starts_on=TODAY - begun * WEEK, weeks=8)
    page = visitor.get(f"/groups/{first}").text
    line = re.search(r'<p class="context">([^<]*)</p>', page).group(1)
    assert line.endswith(f" · {said}")


def test_a_report_is_shown_in_the_app_and_on_its_own(visitor, store, report):
    client = someone(store, "Ada")
    number = store.results.add(client, Squat())
    store.documents.add(client, "report", report.encode(), result=number, language="en")
    page = visitor.get(f"/clients/{client}/results/{number}")
    headline = re.search(r"<h1[^>]*>([^<]*)</h1>", report).group(1)
    assert headline in page.text
    assert "<style" not in page.text, "the app's own style sheet dresses it"
    assert 'id="player-data"' in page.text
    alone = visitor.get(f"/clients/{client}/results/{number}/report.html")
    policy = alone.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "'unsafe-inline'" not in policy
    assert alone.text == report
    assert visitor.get(f"/clients/{client}/results/{number + 1}").status_code == 404


def test_findings_lead_to_the_moment_and_back_to_the_check(visitor, store, report):
    client = someone(store, "Ada")
    number = store.results.add(client, Squat())
    store.documents.add(client, "report", report.encode(), result=number, language="en")
    address = f"/clients/{client}/results/{number}"
    assert "look?finding=" not in visitor.get(address).text
    store.documents.add(client, "look", b"package", result=number)
    page = visitor.get(address).text
    names = re.findall(r'<li class="card" data-finding="([^"]+)"', report)
    assert names
    for each in names:
        assert f'href="{address}/look?finding={each}"' in page
    (again,) = re.findall(r'href="([^"]*/check[^"]*)">Check again', page)
    assert visitor.get(again).status_code == 200


def test_a_result_without_its_report_says_what_was_found(visitor, store):
    client = someone(store, "Ada")
    rows = [{"role": "headline", "sentence": "Level on both sides."}]
    number = store.results.add(client, Squat(), findings=rows)
    page = visitor.get(f"/clients/{client}/results/{number}").text
    assert "Level on both sides." in page
    assert "was not kept" in page


def test_a_coach_rewords_hides_and_adds(visitor, store, report):
    client = someone(store, "Ada")
    names = re.findall(r'<li class="card" data-finding="([^"]+)"', report)
    rows = [
        {"role": "headline", "sentence": "As computed."},
        *({"role": "finding", "measure": name, "sentence": name} for name in names),
    ]
    number = store.results.add(client, Squat(), findings=rows)
    store.documents.add(client, "report", report.encode(), result=number, language="en")
    for change in (
        {"action": "reword_finding", "finding": "headline", "words": "<b>Mine</b>"},
        {"action": "hide_finding", "finding": names[0]},
        {"action": "add_finding", "words": "Looks calm."},
    ):
        sent = {"who": "Kim", "reason": "clearer", **change}
        visitor.post(f"/clients/{client}/results/{number}/findings", data=sent)
    page = visitor.get(f"/clients/{client}/results/{number}").text
    assert "&lt;b&gt;Mine&lt;/b&gt;" in page
    assert f'data-finding="{names[0]}"' not in page
    assert "Looks calm." in page
    assert "added by Kim" in page
    assert len(store.results.get(number).findings) == len(rows), "nothing is lost"


def test_a_report_that_nobody_changed_is_told_as_it_is(report):
    rows = [{"role": "headline", "sentence": "x"}]
    assert told(report, edited(rows, (), 1)) == report
    hidden = Override(
        date=TODAY, who="K", reason="r", action="hide_finding", target="headline"
    )
    assert told(report, edited(rows, (hidden,), 1)) != report


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("On the left it drops 6° more (±3°).", "On the left it drops more."),
        ("Rechts fällt es 6,5° mehr ab (±3°).", "Rechts fällt es mehr ab."),
        ("Left and right look alike.", "Left and right look alike."),
        ("Your pelvis tips forwards 15° (±4°).", "Your pelvis tips forwards."),
    ],
)
def test_sentences_can_be_read_without_their_numbers(sentence, bare):
    assert without_numbers(sentence) == bare


def test_the_first_ten_minutes_keep_nothing_before_a_yes(visitor, store):
    sent = {"goal_1": "lunges", "able_1": "2", "birth": "no"}
    for _ in range(2 * len(questions())):
        page = visitor.post("/welcome/safety", data=sent)
        found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text)
        sent = {name: value for name, value in found if name != "csrf"}
        if 'name="consent"' in page.text:
            break
        sent["said"] = "no"
    assert store.clients.all() == ()
    refused = visitor.post("/welcome/consent", data={**sent, "age": "adult"})
    assert refused.status_code == 422
    assert store.clients.all() == ()
    agreed = {**sent, "age": "adult", "consent": ["store"]}
    made = visitor.post("/welcome/consent", data=agreed, follow_redirects=False)
    (client,) = store.clients.all()
    assert made.headers["location"] == f"/clients/{client.id}/check"
    history = store.history_of(client.id)
    assert [each.words for each in history.goals] == ["lunges"]
    assert history.goals[0].able == 2
    assert not any(history.screens[0].answers.values())


def test_the_sample_is_moved_in_time_and_nothing_else():
    goal = Goal(date=TODAY, words="lunges")
    later = moved(History(client="x").adding(goal), 3 * WEEK)
    assert later == [Goal(date=TODAY + 3 * WEEK, words="lunges")]
