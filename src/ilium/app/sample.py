"""The sample client: the story that ilium began with, simulated, as a client."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import Final, Literal

from ilium.app.jobs.documents import MAKERS
from ilium.app.jobs.documents import keep as keep_documents
from ilium.findings.language import speaking
from ilium.findings.words import say
from ilium.keeping import Keeper
from ilium.programme.history import CheckResult, History, Item
from ilium.store import Store, open_store
from ilium.store.sample import call_sample, sample_client
from ilium.story.pages import Told, make_story
from ilium.story.weeks import START, retest_date

State = Literal["none", "loading", "ready", "failed"]
WEEK: Final = dt.timedelta(days=7)


class Sample:
    """Loads the sample client beside the requests, in a process of its own.

    Parameters
    ----------
    url
        Of the store; empty for the usual one.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._process: BaseProcess | None = None

    def load(self, language: str) -> None:
        """Begin, unless it has begun already.

        Parameters
        ----------
        language
            In which findings and goals are kept.
        """
        if self._process is None or self._process.exitcode is not None:
            self._process = get_context("spawn").Process(
                target=load_sample, args=(self._url, language), daemon=True
            )
            self._process.start()

    def state(self, store: Store) -> State:
        """How far it is."""
        if self._process is not None and self._process.is_alive():
            return "loading"
        if sample_client(store.database):
            return "ready"
        return "none" if self._process is None else "failed"

    def stop(self) -> None:
        """End it with the app."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join()


def load_sample(url: str, language: str) -> str:
    """Make the story and keep it as a client who is called simulated.

    Parameters
    ----------
    url
        Of the store; empty for the usual one.
    language
        In which findings and goals are kept.

    Returns
    -------
    str
        Id of the client.
    """
    store = open_store(url or None)
    known = sample_client(store.database)
    if known:
        return known
    with speaking(language):
        return keep_story(store, make_story())


def keep_story(store: Store, told: Told) -> str:
    """Keep a story as a client, moved in time so that its retest was this week.

    Parameters
    ----------
    store
        Where to.
    told
        The story.

    Returns
    -------
    str
        Id of the client.
    """
    later = (store.database.today - retest_date()) // WEEK * WEEK
    client = store.clients.add(
        say("app_today.sample_name"), consent=["store", "share"], adult=True
    )
    store.record(client, *moved(told.history, later))
    for day, analyses in ((START, told.before), (retest_date(), told.after)):
        keeper = Keeper(store=store, client=client, day=day + later)
        for each in analyses:
            number = keeper.keep(each, {})
            for make in MAKERS.values():
                keep_documents(store, client, number, make(each, False))
    call_sample(store.database, client)
    return client


def moved(history: History, later: dt.timedelta) -> list[Item]:
    """Every entry of a history but its checks, on later days."""
    items: list[Item] = [
        item
        for each in fields(History)
        if each.name != "client"
        for item in getattr(history, each.name)
        if not isinstance(item, CheckResult)
    ]
    return [replace(each, date=each.date + later) for each in items]
