"""With the consent to video goes what shows the person, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from ilium.errors import ConsentError
from ilium.store import withdrawing
from ilium.store.documents import FILM
from ilium.store.erasure import is_due
from ilium.store.recordings import Original, recordings_of
from ilium.store.schema import AUDIT
from ilium.store.withdrawing import Shown
from stored import Squat, angles, someone

CLIP = b"\x00\x00\x00\x18ftypmp42" + b"zinc-film " * 400
FIGURE, WORDS = b"figure-film " * 50, b"<p>words</p>"


def filmed(store) -> tuple[str, int]:
    """A person with a film kept, with and without pictures of her in documents."""
    client = someone(store)
    result = store.results.add(
        client,
        Squat(),
        originals=[Original(role="video", format="mp4", data=CLIP, kept="keep")],
        curves=angles(),
        findings=[{"role": "headline", "sentence": "It drops 6°."}],
    )
    add = store.documents.add
    add(client, FILM, b"copy " + CLIP, result=result, ending="mp4")
    add(client, "clip", b"cut " + CLIP, result=result, ending="mp4")
    add(client, "clip", FIGURE, result=result, ending="mp4", figure=True)
    for kind in ("report", "report_pdf"):
        for language in ("en", "de"):
            data = f"{kind} {language} ".encode() + CLIP
            add(client, kind, data, result=result, language=language, person=True)
    other = store.results.add(client, Squat(), curves=angles(shift=0.5))
    add(client, "report", WORDS, result=other, language="en")
    add(client, "look", b"points", result=result)
    return client, result


def waits(store, client: str, data: bytes = CLIP, *, role: str = "") -> str:
    upload = store.uploads.begin(client, "zigzag.mp4", len(data), role=role)
    store.uploads.write(upload.id, 0, data)
    return upload.id


def on_disk(store) -> bytes:
    """Every byte of files that are kept or on their way in."""
    folders = (store.files.folder, store.uploads.folder)
    found: list[Path] = [e for folder in folders for e in folder.rglob("*")]
    return b"\0".join(each.read_bytes() for each in found if each.is_file())


def test_what_shows_the_person_goes_with_its_bytes(store):
    client, result = filmed(store)
    waits(store, client)
    assert store.shown_of(client) == Shown(films=2, reports=1, waiting=1)
    assert b"zinc-film" in on_disk(store)
    store.consents.change(client, {"video": False})
    assert store.shown_of(client) == Shown()
    assert b"zinc-film" not in on_disk(store)
    assert store.uploads.of(client) == ()
    (recording,) = recordings_of(store.database, client)
    assert (recording.kept, recording.file) == ("delete", None)
    assert store.gone_since(result) == store.database.today
    assert store.look().faults == ()


def test_measures_curves_and_line_figures_stay(store):
    client, result = filmed(store)
    before = store.results.get(result)
    store.consents.change(client, {"video": False})
    after = store.results.get(result)
    assert repr(after) == repr(before)
    assert set(store.results.curves(after)) == {"angles"}
    kept = {each.kind: each for each in store.documents.of(client)}
    assert set(kept) == {"clip", "report", "look"}
    assert store.documents.open(kept["clip"].id).read_bytes() == FIGURE
    assert store.documents.open(kept["report"].id).read_bytes() == WORDS


def test_films_of_others_stay_also_the_very_same_one(store):
    client, _ = filmed(store)
    other, result = filmed(store)
    stays = waits(store, other)
    store.consents.change(client, {"video": False})
    assert store.shown_of(other) == Shown(films=2, reports=1, waiting=1)
    assert store.uploads.path(stays).read_bytes() == CLIP
    (recording,) = recordings_of(store.database, other)
    assert store.files.get(recording.file) == CLIP
    assert store.gone_since(result) is None


@pytest.mark.parametrize(
    "answer", [{"share": False}, {"research": False}, {"video": True}]
)
def test_other_answers_let_nothing_go(store, answer):
    client, _ = filmed(store)
    before = store.shown_of(client)
    store.consents.change(client, answer)
    assert store.shown_of(client) == before != Shown()


def test_a_clip_under_analysis_stays_until_it_is_measured(store):
    client = someone(store)
    measured = store.jobs.add(client, "video", {waits(store, client): "video"})
    tried = store.jobs.add(client, "video", {waits(store, client): "video"})
    store.jobs.refuse(tried.id, "Nobody is in it.", "Film again.")
    begun = store.uploads.begin(client, "half.mov", len(CLIP))
    store.uploads.write(begun.id, 0, CLIP[:100])
    points = waits(store, client, b'{"annotations": []}')
    assert store.shown_of(client) == Shown(waiting=2)
    store.consents.change(client, {"video": False})
    assert len(store.uploads.of(job=measured.id)) == 1
    assert store.uploads.of(job=tried.id) == ()
    assert [each.id for each in store.uploads.of(client)] == [points]


def test_a_clip_that_waits_without_the_consent_may_wait(store):
    client = someone(store)
    store.consents.change(client, {"video": False})
    upload = waits(store, client)
    assert store.shown_of(client) == Shown()
    store.consents.change(client, {"video": False})
    assert [each.id for each in store.uploads.of(client)] == [upload]


def test_a_report_of_no_result_is_counted_too(store):
    client = someone(store)
    for data in (b"one", b"two"):
        store.documents.add(client, "report", data, person=True)
    assert store.shown_of(client) == Shown(reports=2)


def test_all_of_it_happens_or_nothing(store, monkeypatch):
    client, _ = filmed(store)
    before = store.shown_of(client)

    def breaks(*_given: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(type(store.files), "let_go", breaks)
        with pytest.raises(RuntimeError):
            store.consents.change(client, {"video": False})
    assert store.consents.of(client)["video"]
    assert store.shown_of(client) == before
    assert b"zinc-film" in on_disk(store)


def test_an_interruption_is_made_up_for_at_the_next_opening(
    store, reopened, monkeypatch
):
    client, _ = filmed(store)

    def stops(_database: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(withdrawing, "finish", stops)
        with pytest.raises(KeyboardInterrupt):
            store.consents.change(client, {"video": False})
    assert not store.consents.of(client)["video"]
    assert b"zinc-film" in on_disk(store), "the interruption came too late"
    again = reopened()
    assert b"zinc-film" not in on_disk(again)
    with again.database.reading() as connection:
        assert not is_due(connection)


def test_it_is_noted_without_what_it_was(store):
    client, _ = filmed(store)
    store.consents.change(client, {"video": False})
    with store.database.reading() as connection:
        query = sa.select(AUDIT.c.action).where(AUDIT.c.about == client)
        noted = connection.scalars(query.order_by(AUDIT.c.id)).all()
    assert noted[-2:] == ["consent", "let go of video"]


def test_afterwards_nothing_that_shows_the_person_is_kept(store):
    client, result = filmed(store)
    store.consents.change(client, {"video": False})
    with pytest.raises(ConsentError):
        store.documents.add(client, FILM, CLIP, result=result, ending="mp4")
    store.documents.add(
        client, "clip", FIGURE, result=result, ending="mp4", figure=True
    )


def test_a_document_says_whether_it_shows_the_person(store):
    client, result = filmed(store)
    shows = {
        (each.kind, each.person) for each in store.documents.of(client, result=result)
    }
    assert shows == {
        (FILM, True),
        ("clip", True),
        ("clip", False),
        ("report", True),
        ("report_pdf", True),
        ("look", False),
    }
