"""What is remembered is what the tables hold, for as long as they hold it."""

from __future__ import annotations

from sqlalchemy import event

from ilium.programme.history import Goal
from ilium.store import open_store
from ilium.store.remembering import Remembered, forget_everything
from stored import Squat, angles, someone


def statements(store):
    """Statements that the store sends from here on."""
    sent = []

    @event.listens_for(store.database.engine, "before_cursor_execute")
    def _note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    return sent


def test_it_makes_a_value_once():
    known, made = Remembered(2), []
    assert [known.get("a", lambda: made.append(1) or "x") for _ in range(3)] == [
        "x"
    ] * 3
    assert made == [1]


def test_what_was_wanted_least_lately_goes_first():
    known = Remembered(2)
    for key in ("a", "b", "a", "c"):
        known.get(key, lambda key=key: key)
    assert known.get("a", lambda: "anew") == "a"
    assert known.get("b", lambda: "anew") == "anew"


def test_a_result_is_read_once_and_stays_equal(store):
    client = someone(store)
    store.results.add(client, Squat(), curves=angles())
    forget_everything()
    (first,) = store.results.of(client)
    sent = statements(store)
    (again,) = store.results.of(client)
    assert again == first or repr(again) == repr(first)
    assert not any("FROM measure" in each for each in sent)


def test_another_result_with_the_same_curves_is_another(store):
    client = someone(store)
    for drop in (0.1, 0.2):
        store.results.add(client, Squat(drop=drop), curves=angles())
    drops = [each.measures[0].value for each in store.results.of(client)]
    assert drops == [0.1, 0.2]


def test_two_stores_do_not_mix(store, tmp_path):
    other = open_store(f"sqlite:///{tmp_path / 'other' / 'ilium.db'}")
    for place, drop in ((store, 0.1), (other, 0.3)):
        place.results.add(someone(place), Squat(drop=drop), curves=angles())
    drops = [
        place.results.of(place.clients.all()[0].id)[0].measures[0].value
        for place in (store, other)
    ]
    assert drops == [0.1, 0.3]


def test_what_is_entered_later_is_seen_at_once(store):
    client = someone(store)
    day = store.database.today
    for words in ("run", "dance"):
        store.record(client, Goal(date=day, words=words))
        assert store.history_of(client).goals[-1].words == words


def test_erasing_somebody_lets_go_of_everything(store):
    client = someone(store)
    store.results.add(client, Squat(), curves=angles())
    store.results.of(client)
    known = Remembered(3)
    known.get("somebody", lambda: "remembered")
    store.erase(client)
    assert known.get("somebody", lambda: "forgotten") == "forgotten"


def test_restoring_a_backup_lets_go_of_everything(store, tmp_path):
    someone(store)
    store.back_up(tmp_path / "b.zip")
    known = Remembered(3)
    known.get("somebody", lambda: "remembered")
    store.restore(tmp_path / "b.zip", replace=True)
    assert known.get("somebody", lambda: "forgotten") == "forgotten"


def test_what_is_read_while_somebody_is_erased_is_not_remembered():
    known = Remembered(3)

    def made():
        forget_everything()
        return "of somebody"

    assert known.get("somebody", made) == "of somebody"
    assert known.get("somebody", lambda: "forgotten") == "forgotten"


def test_everybody_is_read_in_as_many_statements_as_one(store):
    people = [someone(store, name) for name in ("Ada", "Bea", "Cleo")]
    sent = statements(store)
    everybody = store.clients.all()
    many = len(sent)
    sent.clear()
    alone = [store.clients.get(each) for each in people]
    assert many <= len(sent) / len(people) + 1
    assert {each.id: each for each in everybody} == {each.id: each for each in alone}
