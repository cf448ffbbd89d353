"""Signing in and out, who may, and the log of who saw and did what."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from ilium.app.attempts import Attempts
from ilium.app.hosting import Hosting
from ilium.app.pages import render
from ilium.app.passwords import admitted, drawn, hashed
from ilium.app.visit import AnyVisit, CoachVisit, Visit, go, inside
from ilium.app.visitor import visitor_of
from ilium.errors import InputError
from ilium.findings.words import has, say
from ilium.store import Store
from ilium.store.accounts import ENDS, Account, plain_login
from ilium.store.audit import Noted

router = APIRouter(include_in_schema=False)
LINES: Final = 100
HASHING: Final = CapacityLimiter(2)
"""Each password that is compared takes 64 MiB: never more than two at a time."""


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> Response:  # noqa: A002
    """Ask for login and password."""
    _only_where_served(request)
    if visitor_of(request).role != "nobody":
        return go(inside(next))
    return _ask(request, inside(next))


@router.post("/sign-in")
async def sign_in(
    request: Request,
    login: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=1000)],
    next: Annotated[str, Form()] = "/",  # noqa: A002
) -> Response:
    """Let in whoever knows the password."""
    _only_where_served(request)
    address = request.client.host if request.client else ""
    attempts: Attempts = request.app.state.attempts
    if wait := attempts.wait(plain_login(login), address):
        raise HTTPException(429, headers={"retry-after": str(wait)})
    attempts.missed(plain_login(login), address)  # counted before it is known
    token = await to_thread.run_sync(
        _token, request.app.state.store, login, password, limiter=HASHING
    )
    if token is None:
        answer = _ask(request, inside(next), wrong=True)
        answer.status_code = 401
        return answer
    attempts.succeeded(plain_login(login), address)
    hosting: Hosting = request.app.state.hosting
    led = go(inside(next))
    led.set_cookie(
        hosting.cookie,
        token[0],
        max_age=int(ENDS["client"].total_seconds()) if token[1] == "client" else None,
        httponly=True,
        samesite="strict",
        secure=hosting.secure,
    )
    return led


def _token(store: Store, login: str, password: str) -> tuple[str, str] | None:
    """Begin a sign-in; ``None`` where login or password is wrong."""
    account = admitted(store, login, password)
    if account is None:
        known = store.accounts.secret(login)
        store.audit.note("sign in refused", known[0].id if known else "")
        return None
    return store.accounts.sign_in(account), account.role


@router.post("/sign-out")
def sign_out(visit: AnyVisit) -> RedirectResponse:
    """End this sign-in."""
    cookie = visit.hosting.cookie
    visit.store.accounts.sign_out(visit.request.cookies.get(cookie, ""))
    answer = go("/sign-in")
    answer.delete_cookie(
        cookie, secure=visit.hosting.secure, httponly=True, samesite="strict"
    )
    return answer


@router.get("/account")
def account_page(visit: AnyVisit) -> HTMLResponse:
    """One's own account; a coach's page holds the others too."""
    return _page(visit)


@router.post("/account/password")
def change_password(
    visit: AnyVisit,
    old: Annotated[str, Form(max_length=1000)],
    new: Annotated[str, Form(max_length=1000)],
) -> RedirectResponse:
    """Give oneself another password; every sign-in ends."""
    own = _own(visit)
    if admitted(visit.store, own.login, old) is None:
        raise InputError(say("app_account.old_wrong"), say("app_account.old_wrong_do"))
    visit.store.accounts.set_password(own.id, hashed(new, own.login))
    return go("/sign-in")


@router.post("/account/add")
def add_account(
    visit: CoachVisit,
    login: Annotated[str, Form(max_length=200)],
    role: Annotated[Literal["coach", "client"], Form()],
    client: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Add an account with a drawn password, which is shown this once."""
    password = drawn()
    whom = client if role == "client" else ""
    made = visit.store.accounts.add(login, hashed(password, login), role, whom)
    return _page(visit, made=made, password=password)


@router.post("/account/{account}/password")
def draw_password(visit: CoachVisit, account: str) -> HTMLResponse:
    """Give somebody a new drawn password, which is shown this once."""
    password, found = drawn(), _with_id(visit, account)
    visit.store.accounts.set_password(found.id, hashed(password, found.login))
    return _page(visit, made=found, password=password)


@router.post("/account/{account}/active")
def let_in(
    visit: CoachVisit, account: str, active: Annotated[bool, Form()]
) -> RedirectResponse:
    """Let somebody sign in, or no longer."""
    visit.store.accounts.let_in(_with_id(visit, account).id, active=active)
    return go("/account")


@router.get("/account/log")
def log(visit: CoachVisit, before: int = 0, about: str = "") -> HTMLResponse:
    """Who saw and did what, when."""
    lines = visit.store.audit.newest(LINES, before=max(0, before), about=about[:8])
    logins = {each.id: each.login for each in visit.store.accounts.all()}
    return visit.page(
        "account_log.html",
        title=say("app_account.log"),
        lines=[(each, logins.get(each.who, each.who), _did(each)) for each in lines],
        about=about[:8],
        older=lines[-1].id if len(lines) == LINES else 0,
    )


def _page(
    visit: Visit, *, made: Account | None = None, password: str = ""
) -> HTMLResponse:
    accounts = visit.store.accounts.all()
    taken = {each.client for each in accounts}
    clients = visit.store.clients.all() if visit.is_coach else ()
    return visit.page(
        "account.html",
        title=say("app_account.title"),
        own=next((e for e in accounts if e.id == visit.visitor.account), None),
        accounts=accounts if visit.is_coach else (),
        clients=[each for each in clients if each.id not in taken],
        people={each.id: each for each in clients},
        served=visit.hosting.served,
        made=made,
        password=password,
    )


def _did(line: Noted) -> str:
    key = f"app_account.did.{line.action.replace(' ', '_')}"
    return say(key) if has(key) else line.action


def _ask(request: Request, then: str, *, wrong: bool = False) -> HTMLResponse:
    title = say("app_account.sign_in")
    return render(request, "sign_in.html", title=title, then=then, wrong=wrong)


def _own(visit: Visit) -> Account:
    if not visit.visitor.account:
        raise HTTPException(404)
    return _with_id(visit, visit.visitor.account)


def _with_id(visit: Visit, account: str) -> Account:
    found = [each for each in visit.store.accounts.all() if each.id == account]
    if not found:
        raise HTTPException(404)
    return found[0]


def _only_where_served(request: Request) -> None:
    if not request.app.state.hosting.served:
        raise HTTPException(404)
