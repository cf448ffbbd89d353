"""Marks on frames: kept with who and when, deletable, erased with their person."""

from __future__ import annotations

import pytest

from ilium.errors import ConsentError, InputError
from stored import Squat, someone

LINE = {"kind": "line", "points": [[0.1, 0.2], [0.3, 0.4]]}
VOICE = (b"a spoken note", "webm")


@pytest.fixture
def kept(store):
    client = someone(store)
    return client, store.results.add(client, Squat())


def test_a_mark_comes_back_with_who_and_when(store, kept):
    store.marks.add(*kept, time=2.0, content=LINE, who="COACH")
    store.marks.add(*kept, time=1.0, content={"kind": "text", "text": "here"})
    first, second = store.marks.of(*kept)
    assert (first.time, second.time) == (1.0, 2.0)
    assert second.content == LINE
    assert (first.who, second.who) == ("", "COACH")
    assert second.made == store.database.now()


def test_a_spoken_note_goes_with_its_mark(store, kept):
    client, _ = kept
    number = store.marks.add(*kept, time=1.0, content={"kind": "voice"}, voice=VOICE)
    assert store.marks.voice(client, number) == VOICE[0]
    before = len(list(store.files.kept()))
    assert store.marks.remove(client, number)
    assert len(list(store.files.kept())) == before - 1
    assert not store.marks.remove(client, number)


def test_nobody_marks_or_deletes_what_is_anothers(store, kept):
    other = someone(store)
    number = store.marks.add(*kept, time=1.0, content=LINE)
    with pytest.raises(InputError, match="no result"):
        store.marks.add(other, kept[1], time=1.0, content=LINE)
    assert not store.marks.remove(other, number)
    assert store.marks.of(other, kept[1]) == ()


def test_without_consent_nothing_is_kept(store, kept):
    store.consents.change(kept[0], {"store": False})
    with pytest.raises(ConsentError):
        store.marks.add(*kept, time=1.0, content=LINE)


def test_erasing_somebody_erases_their_marks_and_notes(store, kept):
    store.marks.add(*kept, time=1.0, content={"kind": "voice"}, voice=VOICE)
    store.erase(kept[0])
    assert list(store.files.kept()) == []
