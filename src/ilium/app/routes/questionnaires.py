"""Questionnaires: answers in, scores by their own rules out."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from ilium.app.about import page_about
from ilium.app.forms import Sent, day, number, text
from ilium.app.visit import ClientVisit, go
from ilium.findings.words import say
from ilium.progress.questionnaires import Instrument, instrument, instruments, score

router = APIRouter(include_in_schema=False)


@router.get("/clients/{client}/questionnaires")
def questionnaires(visit: ClientVisit, client: str) -> HTMLResponse:
    """What may be answered, and every score so far."""
    return page_about(
        visit,
        client,
        "questionnaires.html",
        title=say("app_questionnaires.title"),
        tab="questionnaires",
        known=instruments(),
        answers=tuple(reversed(visit.store.answers.of(client))),
    )


@router.get("/clients/{client}/questionnaires/{name}")
def ask(visit: ClientVisit, client: str, name: str) -> HTMLResponse:
    """Ask for the answers of one questionnaire."""
    asked = instrument(name)
    goals = visit.store.history_of(client).goals
    return page_about(
        visit,
        client,
        "questionnaire.html",
        title=say(f"app_questionnaires.{name}.title"),
        tab="questionnaires",
        name=name,
        asked=asked,
        fields=fields_of(name, asked),
        own=list(dict.fromkeys(each.words for each in goals))[: asked.most],
    )


def fields_of(name: str, asked: Instrument) -> list[tuple[str, str, float, float]]:
    """Answers of a questionnaire: name, words, lowest and highest points."""
    if asked.entry in ("score", "count"):
        return [
            (key, say(f"app_questionnaires.score.{key}"), each.low, each.high)
            for key, each in asked.scores.items()
        ]
    names = asked.names or [str(at + 1) for at in range(sum(asked.groups.values()))]
    return [(key, _words(name, key), asked.low, asked.high) for key in names]


def _words(name: str, key: str) -> str:
    if key.isdigit():
        return say("app_questionnaires.item", number=int(key))
    return say(f"app_questionnaires.{name}.{key}")


@router.post("/clients/{client}/questionnaires/{name}")
def keep(visit: ClientVisit, client: str, name: str, sent: Sent) -> Response:
    """Score what was answered, and keep both."""
    answers = _answers(instrument(name), name, sent)
    scores = score(name, answers)
    visit.store.answers.add(client, name, answers, scores, day=day(sent, "on"))
    return go(f"/clients/{client}/questionnaires")


def _answers(asked: Instrument, name: str, sent: FormData) -> dict[str, float | None]:
    if asked.entry == "own":
        places = range(1, asked.most + 1)
        own = {text(sent, f"own_{at}"): number(sent, f"points_{at}") for at in places}
        return {words: points for words, points in own.items() if words}
    return {key: number(sent, f"answer_{key}") for key, *_ in fields_of(name, asked)}
