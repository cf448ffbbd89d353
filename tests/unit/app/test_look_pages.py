"""The viewer's pages and addresses: whose they are, and what they refuse."""

from __future__ import annotations

import datetime as dt
import io

import av
import pytest

from ilium.app.look.packing import read_header
from looks import DAY, a_client, keep_squat
from stored import Squat

WANTED = {"start": 2.0, "end": 3.0, "speed": 1.0}


@pytest.fixture
def store(app):
    return app.state.store


@pytest.fixture
def client(store):
    return a_client(store)


@pytest.fixture
def result(store, client):
    return keep_squat(store, client)


@pytest.fixture
def api(client, result):
    return f"/api/clients/{client}/results/{result}"


def test_the_viewer_names_its_data_and_its_findings(visitor, client, result):
    page = visitor.get(f"/clients/{client}/results/{result}/look")
    assert page.status_code == 200
    assert f"/api/clients/{client}/results/{result}/look" in page.text
    assert 'data-finding="0"' in page.text
    assert "Single-leg squat" in page.text


def test_the_viewer_says_what_a_coach_made_of_the_findings(
    visitor, store, client, result
):
    rows = [each for each in store.results.get(result).findings if each.get("measure")]
    hidden, other = rows[0], rows[1]
    for change in (
        {"action": "hide_finding", "finding": hidden["measure"]},
        {"action": "reword_finding", "finding": other["measure"], "words": "In time."},
        {"action": "add_finding", "words": "Breathe calmly."},
    ):
        sent = {"who": "Kim", "reason": "clearer", **change}
        visitor.post(f"/clients/{client}/results/{result}/findings", data=sent)
    page = visitor.get(f"/clients/{client}/results/{result}/look").text
    assert hidden["sentence"] not in page
    assert other["sentence"] not in page
    assert "In time." in page
    assert "Breathe calmly." in page


def test_what_one_came_from_is_laid_beside_the_other_side(visitor, client, result):
    page = visitor.get(f"/clients/{client}/compare?a={result}:left-1").text
    assert f'value="{result}:left-1" selected' in page
    assert f'value="{result}:right-1" selected' in page


def test_what_one_came_from_is_laid_beside_the_visit_before(
    visitor, store, client, result
):
    later = keep_squat(store, client, day=DAY + dt.timedelta(days=14))
    page = visitor.get(f"/clients/{client}/compare?a={later}:left-1").text
    first = page.index(f'value="{result}:left-1" selected')
    assert first < page.index(f'value="{later}:left-1" selected')


def test_who_came_from_nowhere_begins_with_the_latest_result(
    visitor, store, client, result
):
    later = keep_squat(store, client, day=DAY + dt.timedelta(days=14))
    page = visitor.get(f"/clients/{client}/compare").text
    first = page.index(f'value="{result}:left-1" selected')
    assert first < page.index(f'value="{later}:left-1" selected')


def test_the_viewer_speaks_german(visitor, client, result):
    visitor.post("/language", data={"language": "de"})
    page = visitor.get(f"/clients/{client}/results/{result}/look")
    assert "Notizen auf Bildern" in page.text


def test_the_list_of_results_speaks_german_and_with_a_coachs_words(
    visitor, store, client, result
):
    (row,) = [e for e in store.results.get(result).findings if e["role"] == "headline"]
    assert row["said"]["en"] == row["sentence"] != row["said"]["de"]
    assert row["sentence"] in visitor.get(f"/clients/{client}").text
    visitor.post("/language", data={"language": "de"})
    assert row["said"]["de"] in visitor.get(f"/clients/{client}").text
    sent = {"who": "Kim", "reason": "klarer", "action": "reword_finding"}
    sent |= {"finding": "headline", "words": "Ruhig."}
    visitor.post(f"/clients/{client}/results/{result}/findings", data=sent)
    page = visitor.get(f"/clients/{client}").text
    assert "Ruhig." in page
    assert row["said"]["de"] not in page


def test_a_result_without_pictures_says_what_to_do(visitor, store, client):
    bare = store.results.add(client, Squat())
    page = visitor.get(f"/clients/{client}/results/{bare}/look")
    assert page.status_code == 200
    assert "Bring in the recording" in page.text


def test_the_data_come_as_the_store_keeps_them(visitor, store, client, result, api):
    answer = visitor.get(f"{api}/look")
    kept = store.documents.of(client, result=result, kind="look")[-1]
    assert answer.headers["content-encoding"] == "gzip"
    read = read_header(store.documents.open(kept.id).read_bytes())
    assert read["task"].encode() in answer.content


@pytest.mark.parametrize("what", ["look", "film", "marks", "clips", "clip/picture"])
def test_anothers_result_is_not_there(visitor, store, result, what):
    other = a_client(store)
    asked = {"start": 1, "end": 2, "at": 1}
    answer = visitor.get(f"/api/clients/{other}/results/{result}/{what}", params=asked)
    assert answer.status_code == 404


def test_a_comparison_offers_every_repetition(visitor, store, client, result):
    keep_squat(store, client, drop_left=4.0)
    page = visitor.get(f"/clients/{client}/compare")
    assert page.text.count('<option value="1:') == 2 * 6
    assert page.text.count('<option value="2:') == 2 * 6
    asked = {"a": f"{result}:left-1", "b": f"{result}:right-1"}
    both = visitor.get(f"/clients/{client}/compare", params=asked)
    assert f'value="{result}:left-1" selected' in both.text


def test_a_comparison_with_anothers_result_is_not_there(visitor, store, client, result):
    other = a_client(store)
    asked = {"a": f"{result}:left-1", "b": f"{result}:right-1"}
    page = visitor.get(f"/clients/{other}/compare", params=asked)
    assert page.status_code == 404


def test_a_mark_is_kept_listed_and_deleted(visitor, api):
    mark = {"time": 2.5, "kind": "line", "points": [[0.1, 0.2], [0.5, 0.6]]}
    number = visitor.post(f"{api}/marks", json=mark).json()["id"]
    (found,) = visitor.get(f"{api}/marks").json()
    assert (found["id"], found["time"], found["content"]["kind"]) == (
        number,
        2.5,
        "line",
    )
    assert visitor.delete(f"{api}/marks/{number}").status_code == 204
    assert visitor.get(f"{api}/marks").json() == []


@pytest.mark.parametrize(
    "mark",
    [
        {"time": 1.0, "kind": "angle", "points": [[0, 0], [1, 1]]},
        {"time": 1.0, "kind": "line", "points": [[0, 0], [7, 1]]},
        {"time": 1.0, "kind": "text", "text": "  "},
        {"time": -1.0, "kind": "line", "points": [[0, 0], [1, 1]]},
    ],
)
def test_an_unfinished_mark_is_refused(visitor, api, mark):
    assert visitor.post(f"{api}/marks", json=mark).status_code == 422
    assert visitor.get(f"{api}/marks").json() == []


def test_a_spoken_note_is_heard_again(visitor, api):
    said = {"content": b"OggS spoken", "headers": {"content-type": "audio/ogg"}}
    answer = visitor.post(f"{api}/marks/voice", params={"time": 1.0}, **said)
    number = answer.json()["id"]
    assert visitor.get(f"{api}/marks/{number}/voice").content == b"OggS spoken"


def test_only_sound_is_a_spoken_note(visitor, api):
    said = {"content": b"<script>", "headers": {"content-type": "text/html"}}
    answer = visitor.post(f"{api}/marks/voice", params={"time": 1.0}, **said)
    assert answer.status_code == 422


def test_a_clip_of_the_figure_is_a_film_of_its_length(visitor, api):
    answer = visitor.post(f"{api}/clip", json={**WANTED, "keep": False})
    assert answer.headers["content-type"] == "video/mp4"
    with av.open(io.BytesIO(answer.content)) as film:
        stream = film.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert sum(1 for _ in film.decode(stream)) == 30


def test_a_clip_is_kept_with_its_result(visitor, api):
    kept = visitor.post(f"{api}/clip", json=WANTED | {"speed": 2.0}).json()
    assert [each["id"] for each in visitor.get(f"{api}/clips").json()] == [kept["id"]]
    film = visitor.get(f"{api}/clips/{kept['id']}", headers={"range": "bytes=0-99"})
    assert (film.status_code, len(film.content)) == (206, 100)


def test_what_is_shown_beforehand_is_a_picture(visitor, api):
    answer = visitor.get(f"{api}/clip/picture", params=WANTED | {"at": 2.5})
    assert answer.content.startswith(b"\xff\xd8")
    plain = visitor.get(
        f"{api}/clip/picture", params=WANTED | {"at": 2.5, "pelvis": False}
    )
    assert plain.content != answer.content


@pytest.mark.parametrize(
    "wanted",
    [
        {"start": 0.0, "end": 15.2},
        {"start": 2.0, "end": 1.0},
        {"start": 0.0, "end": 8.0, "speed": 0.5},
        {"start": 1.0, "end": 2.0, "picture": "film"},
    ],
)
def test_a_clip_that_cannot_be_is_refused(visitor, api, wanted):
    answer = visitor.post(f"{api}/clip", json=wanted)
    assert answer.status_code == 422
    assert {"problem", "remedy"} <= set(answer.json())
