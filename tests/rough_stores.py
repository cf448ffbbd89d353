"""Commands that change the store of clients, in braces what the store calls them."""

from __future__ import annotations

from dataclasses import dataclass

from rough_commands import ANALYSE, BEGIN, DAY, LATER

ON = ("--on", DAY)
FOR_ADA = ("--client", "{ada}", *ON)
ADD = ("client", "add", "--adult", "--consent", "store")
BACKUP = ("store", "backup", "b.zip")
MIGRATE = ("store", "migrate")
COHORT = (
    *("cohort", "run", "study", "--out", "o", "--no-muscles"),
    *("--workers", "1", "-q"),
)


@dataclass(frozen=True, kw_only=True)
class Change:
    """One command: its words, its stand-ins, and folders written beside the store.

    One that `begins` says in the log that it did, before it computes. A `slow` one is
    ended only in the full form.
    """

    words: tuple[str, ...]
    first: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    begins: bool = False
    slow: bool = False


CHANGES = {
    "group-new": Change(words=("group", "new", "Tuesday", "--start", "2026-01-06")),
    "group-add": Change(words=("group", "add", "{group}", "{ada}")),
    "group-attend": Change(words=("group", "attend", "{group}", "{eve}", *ON)),
    "questionnaire": Change(
        words=("questionnaire", "add", "{ada}", "nprs", "now=3", *ON)
    ),
    "screen": Change(words=("client", "screen", "{ada}", "--all-no", *ON)),
    "consent": Change(words=("client", "consent", "{ada}", "--withdraw", "store")),
    "erase": Change(words=("client", "erase", "{eve}", "--yes")),
    "restore": Change(words=("store", "restore", "{backup}", "--replace")),
    "account-off": Change(words=("account", "off", "coach")),
    "account-on": Change(words=("account", "on", "away"), slow=True),
    "account-add": Change(
        words=("account", "add", "new", "--role", "client", "--client", "{eve}"),
        first=("typed_password",),
        slow=True,
    ),
    "account-password": Change(
        words=("account", "password", "coach"), first=("typed_password",), slow=True
    ),
    "programme-new": Change(words=("programme", "new", *FOR_ADA, *BEGIN), slow=True),
    "programme-next": Change(
        words=("programme", "next", "--client", "{eve}", "--on", "2026-01-12"),
        slow=True,
    ),
    "programme-log": Change(
        words=(
            *("programme", "log", "--client", "{eve}", "--on", LATER),
            *("--as-planned", "--pain", "1"),
        ),
        slow=True,
    ),
    "analyse": Change(words=(*ANALYSE, *FOR_ADA), out=("o",), begins=True, slow=True),
    "video": Change(
        words=("video", "--keypoints", "stick.trc", "--out", "o", *FOR_ADA),
        out=("o",),
        begins=True,
        slow=True,
    ),
}
