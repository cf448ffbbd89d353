"""Pages for paper, from what the store keeps: sheet, class with its sheets, letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from ilium.errors import ConsentError, InputError
from ilium.programme.group_plan import Member, class_plan
from ilium.programme.week import next_week
from ilium.report.class_page import ClassPage, make_class_page
from ilium.report.letter import Letter, make_letter
from ilium.report.sheet import Sheet, make_sheet
from ilium.store.clients import Client
from ilium.store.store import Store


def shared(store: Store, client: str) -> Client:
    """A client who agreed that results are shown to others.

    Parameters
    ----------
    store
        Where it is kept.
    client
        Id.

    Returns
    -------
    Client
        As known now.

    Raises
    ------
    ConsentError
        Where they have not agreed.
    """
    known = store.clients.get(client)
    if not known.consent["share"]:
        raise ConsentError(
            f"{known.id} has not agreed that results are shown to others.",
            f"Ask them, then `ilium client consent {known.id} --give share`.",
        )
    return known


def letter_about(
    store: Store,
    client: str,
    *,
    choices: Collection[str],
    today: dt.date,
    sender: str = "",
) -> Letter:
    """Write the letter to a physiotherapist about a client who agreed to it.

    Parameters
    ----------
    store
        Where everything is kept.
    client
        Id.
    choices
        What goes in, of `ilium.report.letter.CHOICES`.
    today
        Its date.
    sender
        Who writes, and how to reach them.

    Returns
    -------
    Letter
        Every word of it.

    Raises
    ------
    ConsentError
        Where the client has not agreed that results are shown to others.
    """
    known = shared(store, client)
    return make_letter(
        store.history_of(known.id),
        choices=choices,
        today=today,
        sender=sender,
        name=known.name,
    )


def class_of(
    store: Store,
    group: str,
    *,
    on: dt.date,
    contact: str = "",
    names: bool = False,
) -> tuple[ClassPage, tuple[Sheet, ...]]:
    """Plan one class of a course, with a sheet for each member.

    Parameters
    ----------
    store
        Where everything is kept.
    group
        Id of the course.
    on
        Day of the class.
    contact
        The coach, on every sheet.
    names
        People's names in place of their ids.

    Returns
    -------
    ClassPage
        The coach's page.
    tuple of Sheet
        One for each member who agreed to be kept.

    Raises
    ------
    InputError
        Where nobody takes part.
    """
    known = store.groups.get(group)
    agreed = [each for each in known.members if store.consents.of(each)["store"]]
    if not agreed:
        raise InputError(
            f"Nobody takes part in {known.name!r} yet.",
            f"Let people take part with `ilium group add {known.id} ID`.",
        )
    members: list[Member] = []
    sheets: list[Sheet] = []
    for each in agreed:
        history = store.history_of(each)
        week = next_week(history, today=on)
        label = (store.clients.get(each).name if names else "") or each
        equipment = history.screens[-1].equipment if history.screens else ()
        members.append(Member(id=label, week=week, equipment=equipment))
        sheets.append(make_sheet(week, history, contact=contact, label=label))
    page = make_class_page(class_plan(members), name=known.name, week=known.week_of(on))
    return page, tuple(sheets)
