"""What ``--client ID`` does: a keeper before, a word afterwards."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.keeping import Keeper
    from ilium.store.consent import Switch


def keeper_of(options: Namespace) -> Keeper | None:
    """Open the store before anything is computed, where a client is named.

    Parameters
    ----------
    options
        The command line, with ``client`` and ``on``.

    Returns
    -------
    Keeper or None
        ``None`` where the result is not kept.

    Raises
    ------
    ConsentError
        Where this person has not agreed to be kept.
    """
    if not getattr(options, "client", None):
        return None
    from ilium.cli.keeping import day
    from ilium.keeping import Keeper
    from ilium.store import open_store
    from ilium.store.consent import keeping

    store = open_store()
    client = store.clients.get(options.client).id
    films = getattr(options, "keep_film", False)
    needs: tuple[Switch, ...] = ("video",) if films else ()
    with keeping(store.database, client, "begin analysis", *needs):
        return Keeper(store=store, client=client, day=day(options.on))


def tell_kept(options: Namespace) -> None:
    """Say that the result was kept, and what comes next.

    Parameters
    ----------
    options
        The command line, with ``client``.
    """
    from ilium.cli.following import after_check, lead_on
    from ilium.store import open_store

    store = open_store()
    client = store.clients.get(options.client).id
    if not options.quiet:
        print(f"Kept for {client}.")
    lead_on(options, after_check(store.history_of(client), f"--client {client}"))
