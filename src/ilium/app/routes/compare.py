"""Compare: any two repetitions, clips or visits of one client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from ilium.app.look.packing import read_header
from ilium.app.look.wording import repetition_words, words_of
from ilium.app.routes.look import addresses, newest
from ilium.app.visit import ClientVisit, Visit
from ilium.findings.naming import task_words
from ilium.findings.sentences import capital
from ilium.findings.words import say
from ilium.report.escape import script_json
from ilium.store.documents import LOOK
from ilium.store.results import Result

router = APIRouter(include_in_schema=False)


@router.get("/clients/{client}/compare")
def compare(visit: ClientVisit, client: str, a: str = "", b: str = "") -> HTMLResponse:
    """Two repetitions beside each other: ``a`` and ``b`` are ``result:repetition``."""
    kept = visit.store.documents.of(client, kind=LOOK)
    shown = {each.result for each in kept}
    results = [each for each in visit.store.results.of(client) if each.id in shown]
    a, b = _completed(results, a, b)
    chosen = [_chosen(results, each) for each in (a, b)]
    words: dict[str, Any] = {}
    if all(chosen):
        words = _words(visit, client, [each for each in chosen if each])
    return visit.page(
        "look_compare.html",
        title=say("app_look.compare"),
        here="clients",
        person=visit.store.clients.get(client),
        choices=[_choice(each) for each in results],
        picked=(a, b),
        sides=(words.get("a"), words.get("b")),
        words=script_json(words),
    )


def _chosen(results: list[Result], asked: str) -> tuple[Result, str] | None:
    """Result and repetition of an address; ``None`` where none is asked for."""
    number, _, repetition = asked.partition(":")
    if not asked:
        return None
    for each in results:
        if str(each.id) == number:
            return each, repetition
    raise HTTPException(404)


def _completed(results: list[Result], a: str, b: str) -> tuple[str, str]:
    """What somebody came from, and what is most likely laid beside it.

    That is the same repetition of the visit before, else another one of the same. Who
    came from nowhere begins with the latest result.
    """
    if b or not results:
        return a, b
    result, repetition = _chosen(results, a) or (results[-1], "")
    own = [key for key, _ in _named(result)]
    wanted = repetition if repetition in own else own[0]
    earlier = [e for e in results if e.task == result.task and e.day < result.day]
    for each in reversed(earlier):
        if wanted in [key for key, _ in _named(each)]:
            return f"{each.id}:{wanted}", f"{result.id}:{wanted}"
    side = wanted.partition("-")[0]
    others = [key for key in own if not key.startswith(side)] or [own[-1]]
    return f"{result.id}:{wanted}", f"{result.id}:{others[0]}"


def _choice(result: Result) -> dict[str, Any]:
    """One result of the pick lists, with its repetitions."""
    name = f"{result.day.isoformat()} · {capital(task_words(result.task))}"
    return {
        "name": name,
        "repetitions": [
            (f"{result.id}:{key}", f"{name} · {words}") for key, words in _named(result)
        ],
    }


def _named(result: Result) -> list[tuple[str, str]]:
    told: Any = result.movement.get("repetitions") or ()
    found = [
        (f"{each['side']}-{each['number']}", repetition_words(each))
        for each in told
        if each.get("complete", True)
    ]
    return found or [("", say("app_look.whole"))]


def _words(
    visit: Visit, client: str, chosen: list[tuple[Result, str]]
) -> dict[str, Any]:
    """Words of both packages together, and where each finds its data."""
    words: dict[str, Any] = {}
    for key, (result, repetition) in zip("ab", chosen, strict=True):
        document = newest(visit, client, result.id, LOOK)
        assert document is not None
        data = visit.store.documents.open(document.id).read_bytes()
        own = words_of(read_header(data))
        words = _joined(own, words)
        names = dict(_named(result))
        words[key] = addresses(visit, client, result.id) | {
            "repetition": repetition,
            "label": f"{result.day.isoformat()} · {names.get(repetition, '')}",
            "look": f"/clients/{client}/results/{result.id}/look?rep={repetition}",
        }
    return words


def _joined(own: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    merged = {key: own[key] | others.get(key, {}) for key in ("curves", "event")}
    return {**others, **own, **merged}
