"""The consent to video taken back in the app: said before, done, and said after."""

from __future__ import annotations

import pytest

from films import film_of
from ilium.app.jobs import analysing, documents
from ilium.app.jobs.analysing import Task, analysed
from ilium.app.jobs.documents import Made
from ilium.app.reports import PHOTOGRAPH
from ilium.report.film_page import render_film_report
from ilium.store import open_store
from ilium.store.documents import FILM
from ilium.store.migrations.v0003_person import FRAMES
from ilium.store.recordings import Original, recordings_of
from stick_people import standing
from stored import Squat, angles, someone

CLIP = b"\x00\x00\x00\x18ftypmp42" + b"zinc-film " * 400
HEADLINE = "It drops 6° (±3°)."
STILL = ["store", "share", "research"]


@pytest.fixture
def store(app):
    return app.state.store


@pytest.fixture
def client(store):
    return someone(store, "Ada")


@pytest.fixture
def result(store, client):
    """Number of a result with its film and a report that has pictures."""
    number = store.results.add(
        client,
        Squat(),
        originals=[Original(role="video", format="mp4", data=CLIP)],
        curves=angles(),
        findings=[{"role": "headline", "sentence": HEADLINE}],
    )
    page = b'<main id="main">zinc-report</main>' + PHOTOGRAPH
    for kind, data in (("report", page), ("report_pdf", b"%PDF zinc-report")):
        add = store.documents.add
        add(client, kind, data, result=number, language="en", person=True)
    return number


def test_the_page_says_what_goes_and_then_what_went(visitor, store, client, result):
    where = f"/clients/{client}/consent"
    what = "1 film and 1 report with pictures"
    assert f"this goes for good: {what}." in visitor.get(where).text
    after = visitor.post(where, data={"consent": STILL})
    assert after.status_code == 200
    assert f"Gone for good: {what}." in after.text
    assert 'id="going"' not in after.text
    assert not store.shown_of(client).kept
    assert "Gone for good" not in visitor.get(where).text


def test_without_films_the_page_says_nothing_of_them(visitor, client):
    where = f"/clients/{client}/consent"
    assert "for good" not in visitor.get(where).text
    assert "for good" not in visitor.post(where, data={"consent": STILL}).text


def test_the_words_are_german_too(visitor, client, result):
    page = visitor.get(
        f"/clients/{client}/consent", headers={"accept-language": "de"}
    ).text
    assert "1 Film und 1 Bericht mit Bildern" in page


def test_films_left_by_an_older_version_go_when_the_page_is_saved(
    visitor, store, client, result, monkeypatch
):
    with monkeypatch.context() as patched:
        patched.setattr("ilium.store.withdrawing.let_go", lambda *_given: None)
        store.consents.change(client, {"video": False})
    assert store.shown_of(client).kept
    where = f"/clients/{client}/consent"
    assert 'id="going"' in visitor.get(where).text
    visitor.post(where, data={"consent": STILL})
    assert not store.shown_of(client).kept


def test_a_clip_that_waits_without_the_consent_is_left_to_be_measured(
    visitor, store, client
):
    store.consents.change(client, {"video": False})
    upload = store.uploads.begin(client, "a.mp4", len(CLIP))
    store.uploads.write(upload.id, 0, CLIP)
    where = f"/clients/{client}/consent"
    assert 'id="going"' not in visitor.get(where).text
    visitor.post(where, data={"consent": ["store"]})
    assert len(store.uploads.of(client)) == 1


def test_the_result_keeps_its_words_and_says_why_the_report_is_gone(
    visitor, store, client, result
):
    where = f"/clients/{client}/results/{result}"
    assert "zinc-report" in visitor.get(where).text
    store.consents.change(client, {"video": False})
    for address in (where, f"{where}/report.html"):
        page = visitor.get(address)
        assert page.status_code == 200
        assert HEADLINE in page.text
        assert "the consent to video was taken back" in page.text
        assert "zinc-report" not in page.text
    assert f'href="{where}/report.html"' in visitor.get(where).text


def test_the_result_is_still_printed(visitor, store, client, result):
    pytest.importorskip("typst")
    where = f"/clients/{client}/results/{result}"
    store.consents.change(client, {"video": False})
    assert f'href="{where}/report.pdf"' in visitor.get(where).text
    printed = visitor.get(f"{where}/report.pdf")
    assert printed.content.startswith(b"%PDF")
    assert b"zinc-report" not in printed.content


def test_a_result_that_never_had_a_film_does_not_speak_of_one(visitor, store, client):
    other = store.results.add(client, Squat(), findings=[])
    store.consents.change(client, {"video": False})
    where = f"/clients/{client}/results/{other}"
    assert "taken back" not in visitor.get(where).text
    assert visitor.get(f"{where}/report.html").status_code == 404
    assert visitor.get(f"{where}/report.pdf").status_code == 404


@pytest.mark.parametrize("pictures", [True, False])
def test_reports_hold_the_signs_by_which_pictures_in_them_are_known(pictures):
    pytest.importorskip("typst")
    from ilium.report.pdf import render_film_pdf

    film = film_of(standing(), "single_leg_standing", pictures=pictures)
    page = render_film_report(film).encode()
    assert (PHOTOGRAPH in page) is pictures
    assert (FRAMES["html"] in page) is pictures
    assert (FRAMES["pdf"] in render_film_pdf(film)) is pictures


@pytest.fixture
def running(store, client, monkeypatch):
    """Begins the analysis of a clip that is to be kept; sees a line figure in it."""
    upload = store.uploads.begin(client, "zigzag.mp4", len(CLIP))
    store.uploads.write(upload.id, 0, CLIP)
    uploads = {upload.id: "video"}
    store.jobs.add(client, "video", uploads, asked={"keep": "film"})
    job = store.jobs.take()
    seen = {"keypoints": standing()}
    monkeypatch.setattr(analysing, "_seen", lambda _task: seen)

    def run(begins=lambda *_said: None, withdraws=lambda: None):
        def report(_analysis, film):
            yield Made(kind="report", content=b"words", language="de")
            if film:
                withdraws()
            yield Made(kind="report", content=b"words", language="en", person=film)

        def film_of(_analysis, film):
            if film:
                yield Made(kind=FILM, content=CLIP)

        makers = {"report": report, "film": film_of}
        monkeypatch.setattr(documents, "MAKERS", makers)
        own = tuple(store.uploads.of(job=job.id))
        return analysed(Task(store=store, job=job, uploads=own, begins=begins))

    return run


def kept(store, client):
    found = store.documents.of(client)
    return sorted((each.kind, each.language, each.person) for each in found)


def test_with_consent_the_film_and_its_pictures_are_kept(store, client, running):
    """Negative control of the two below."""
    assert running() == []
    (recording,) = recordings_of(store.database, client)
    assert recording.kept == "keep"
    assert (FILM, "", True) in kept(store, client)
    assert ("report", "en", True) in kept(store, client)


FIGURES = [("report", "de", False), ("report", "en", False)]


def test_an_analysis_that_ends_after_it_keeps_all_but_the_pictures(
    store, client, running
):
    def begins(stage, _share=0.0):
        if stage == "keeping":
            store.consents.change(client, {"video": False})

    assert running(begins) == []
    (recording,) = recordings_of(store.database, client)
    assert recording.kept == "figure"
    (result,) = store.results.of(client)
    assert result.measures
    assert kept(store, client) == FIGURES


def test_consent_taken_back_while_a_document_is_made_leaves_it_without_pictures(
    store, client, running, hosting
):
    other = open_store(hosting.database)
    missing = running(withdraws=lambda: other.consents.change(client, {"video": False}))
    assert missing == []
    assert kept(store, client) == FIGURES
    (recording,) = recordings_of(store.database, client)
    assert recording.kept == "delete"


def test_without_any_consent_nothing_is_kept(store, client, running):
    from ilium.errors import ConsentError

    def begins(stage, _share=0.0):
        if stage == "keeping":
            store.consents.change(client, {"store": False, "video": False})

    with pytest.raises(ConsentError):
        running(begins)
    assert store.results.of(client) == ()
