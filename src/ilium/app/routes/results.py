"""A result: its report inside the app, as its own page, as PDF; a coach's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, Response

from ilium.app.about import page_about
from ilium.app.bare_report import bare_report
from ilium.app.checks import check_of_task
from ilium.app.forms import Sent, text
from ilium.app.papers import own_document, printed
from ilium.app.routes.look import result_of
from ilium.app.showing import showing_of
from ilium.app.told import main_of, numberless, player_data, told, with_moments
from ilium.app.visit import ClientVisit, CoachAbout, Visit, go
from ilium.findings.language import spoken_language
from ilium.findings.naming import task_words
from ilium.findings.one_language import ENGLISH
from ilium.findings.sentences import capital
from ilium.findings.words import say
from ilium.programme.decision import date_words
from ilium.programme.edited import Said, edited
from ilium.programme.history import Override
from ilium.report.letter import Letter, render_letter, typeset_letter
from ilium.store.documents import LOOK, PRINTED, REPORT
from ilium.store.results import Result

router = APIRouter(include_in_schema=False)
CHANGES = ("hide_finding", "reword_finding", "add_finding")


@router.get("/clients/{client}/results/{result}")
def result(visit: ClientVisit, client: str, result: int) -> HTMLResponse:
    """The report of a result, with what a coach changed."""
    found = result_of(visit, client, result)
    overrides = visit.store.history_of(client).overrides
    said = edited(found.findings, overrides, found.id)
    files = _files(visit, found)
    document = _document(visit, files, said)
    gone = _gone(visit, found, files)
    moments = f"/clients/{client}/results/{result}/look" if LOOK in files else ""
    return page_about(
        visit,
        client,
        "result.html",
        title=capital(task_words(found.task)),
        tab="results",
        result=found,
        said=said,
        changeable=[each for each in said if each.role not in ("context", "added")],
        report=with_moments(main_of(document), moments),
        check=check_of_task(found.task),
        figure=player_data(document),
        hand=any(each.by for each in said),
        who=overrides[-1].who if overrides else "",
        gone=gone,
        printed=PRINTED in files or bool(gone and find_spec("typst")),
    )


def _said(visit: Visit, found: Result) -> tuple[Said, ...]:
    overrides = visit.store.history_of(found.client).overrides
    return edited(found.findings, overrides, found.id)


def _files(visit: Visit, found: Result) -> Mapping[str, Path]:
    """Newest document of each kind: in the visitor's language, English, or without."""
    kept = visit.store.documents.of(found.client, result=found.id)
    return {
        each.kind: visit.store.files.path(each.file)
        for language in ("", ENGLISH, spoken_language().code)
        for each in kept
        if each.language == language
    }


def _gone(visit: Visit, found: Result, files: Mapping[str, Path]) -> str:
    """Why the report is not there any more; empty where it is, or never was."""
    day = None if REPORT in files else visit.store.gone_since(found.id)
    return "" if day is None else say("app_results.gone", day=date_words(day))


def _bare(
    visit: Visit, found: Result, files: Mapping[str, Path], said: Sequence[Said]
) -> Letter | None:
    """What a report whose pictures went still says; ``None`` for other results."""
    gone = _gone(visit, found, files)
    bare = showing_of(visit.request).without_numbers
    return bare_report(found, said, gone, numbers=not bare) if gone else None


def _document(visit: Visit, files: Mapping[str, Path], said: Sequence[Said]) -> str:
    """The report in the visitor's language, as it is told; empty without one."""
    if REPORT not in files:
        return ""
    document = told(files[REPORT].read_text(encoding="utf-8"), said)
    bare = showing_of(visit.request).without_numbers
    return numberless(document) if bare else document


@router.get("/clients/{client}/results/{result}/report.html")
def page(visit: ClientVisit, client: str, result: int) -> Response:
    """The report as a document of its own, as it may be kept and sent."""
    found = result_of(visit, client, result)
    said, files = _said(visit, found), _files(visit, found)
    bare = _bare(visit, found, files, said)
    if bare is not None:
        return own_document(render_letter(bare))
    document = _document(visit, files, said)
    if not document:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return own_document(document)


@router.get("/clients/{client}/results/{result}/report.pdf")
def pdf(visit: ClientVisit, client: str, result: int) -> Response:
    """The report for the printer, as it was computed."""
    found = result_of(visit, client, result)
    said, files = _said(visit, found), _files(visit, found)
    bare = _bare(visit, found, files, said)
    if bare is not None:
        return printed(typeset_letter(bare), "report.pdf")
    changed = any(each.by for each in said)
    if PRINTED not in files or (changed and not visit.is_coach):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return printed(files[PRINTED].read_bytes(), "report.pdf")


@router.post("/clients/{client}/results/{result}/findings")
def change(visit: CoachAbout, client: str, result: int, sent: Sent) -> Response:
    """Hide a finding, say it in other words, or add one; who and when is kept."""
    found = result_of(visit, client, result)
    action = text(sent, "action")
    if action not in CHANGES:
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY)
    finding = text(sent, "finding")
    target = str(found.id) if action == "add_finding" else f"{found.id}/{finding}"
    visit.store.record(
        client,
        Override(
            date=visit.today,
            who=text(sent, "who"),
            reason=text(sent, "reason"),
            action=action,
            target=target,
            value=text(sent, "words"),
        ),
    )
    return go(f"/clients/{client}/results/{result}")
