"""People are kept with their consent, under ids that say nothing."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from ilium.core.participant import Participant
from ilium.errors import ConsentError, InputError, UnknownNameError
from ilium.store.clients import Guardian
from ilium.store.ids import ALPHABET


def test_a_client_is_found_again_by_an_id_however_it_is_typed(store, reopened):
    made = store.clients.add("Ada Lovelace", consent=["store"], adult=True)
    found = reopened().clients.get(f" {made[:2].upper()}-{made[2:]} ")
    assert (found.id, found.name) == (made, "Ada Lovelace")


def test_ids_have_five_letters_and_no_look_alikes(store):
    made = {store.clients.add(consent=["store"], adult=True) for _ in range(20)}
    assert len(made) == 20
    assert all(re.fullmatch(f"[{ALPHABET}]{{5}}", each) for each in made)
    assert not set("0o1il2z5s8bgquv") & set(ALPHABET)


def test_nobody_is_kept_without_agreeing(store):
    with pytest.raises(ConsentError, match="Nothing was kept"):
        store.clients.add("Ada", consent=["video"], adult=True)
    assert store.clients.all() == ()


def test_an_age_must_be_known(store):
    with pytest.raises(InputError, match="18 or older"):
        store.clients.add("Ada", consent=["store"])


def test_a_minor_needs_a_guardian(store):
    born = dt.date(2012, 5, 1)
    with pytest.raises(ConsentError, match="guardian"):
        store.clients.add("Kid", consent=["store"], born=born)
    assert store.clients.all() == ()
    made = store.clients.add(
        "Kid", consent=["store"], born=born, guardian=Guardian(name="Parent")
    )
    assert store.consents.history(made)[0].by == "guardian"
    with pytest.raises(ConsentError, match="guardian"):
        store.consents.change(made, {"video": True})
    store.consents.change(made, {"video": True}, by="guardian")
    assert store.consents.of(made)["video"]


@pytest.mark.parametrize(("days", "minor"), [(0, False), (1, True)])
def test_eighteen_is_of_age_on_the_birthday(store, clock, days, minor):
    today = clock().date()
    born = today.replace(year=today.year - 18) + dt.timedelta(days=days)
    if minor:
        with pytest.raises(ConsentError):
            store.clients.add(consent=["store"], born=born)
    else:
        store.clients.add(consent=["store"], born=born)


def test_every_answer_stays_and_the_newest_counts(store, clock):
    made = store.clients.add(consent=["store", "video"], adult=True)
    clock.wait(3)
    store.consents.change(made, {"video": False})
    clock.wait(3)
    store.consents.change(made, {"video": True, "share": True})
    assert store.consents.of(made) == {
        "store": True,
        "video": True,
        "share": True,
        "research": False,
    }
    told = [(e.day.day, e.switch, e.given) for e in store.consents.history(made)]
    assert told == [
        (2, "store", True),
        (2, "video", True),
        (5, "video", False),
        (8, "video", True),
        (8, "share", True),
    ]


def test_a_switch_that_does_not_exist_is_refused(store):
    made = store.clients.add(consent=["store"], adult=True)
    with pytest.raises(UnknownNameError, match="video"):
        store.consents.change(made, {"vide": True})


def test_withdrawal_stops_storing_and_is_due(store):
    made = store.clients.add("Ada", consent=["store"], adult=True)
    assert store.clients.due() == ()
    store.consents.change(made, {"store": False})
    with pytest.raises(ConsentError, match="has not agreed"):
        store.clients.change(made, body=Participant(mass=60.0))
    assert store.clients.get(made).body.mass is None
    (due,) = store.clients.due()
    assert due.client == made
    assert "erase" in due.remedy


def test_retention_lists_what_is_due(store, clock):
    made = store.clients.add(consent=["store"], adult=True)
    kept = store.clients.add(
        consent=["store"], adult=True, keep_until=dt.date(2036, 1, 1)
    )
    clock.wait(730)
    assert store.clients.due() == ()
    clock.wait(1)
    assert [each.client for each in store.clients.due()] == [made]
    assert kept != made


def test_who_comes_of_age_is_asked_again(store, clock):
    born = clock().date().replace(year=clock().date().year - 18) + dt.timedelta(days=9)
    made = store.clients.add(
        consent=["store"], born=born, guardian=Guardian(name="Parent")
    )
    assert store.clients.due() == ()
    clock.wait(9)
    assert [each.client for each in store.clients.due()] == [made]
    store.consents.change(made, {"store": True})
    assert store.clients.due() == ()


def test_the_newest_of_each_body_measure_counts(store):
    made = store.clients.add(
        consent=["store"], adult=True, body=Participant(mass=60.0, height=1.7)
    )
    store.clients.change(made, body=Participant(mass=62.0))
    assert store.clients.get(made).body == Participant(mass=62.0, height=1.7)


def test_errors_say_no_name(store):
    made = store.clients.add("Ada Lovelace", consent=["store"], adult=True)
    store.consents.change(made, {"store": False})
    with pytest.raises(ConsentError) as caught:
        store.clients.change(made, name="Ada King")
    assert "Ada" not in str(caught.value)


def test_an_unknown_id_is_told_with_what_to_do(store):
    with pytest.raises(InputError, match="client list"):
        store.clients.get("xxxxx")
