"""Commands that write histories, pages and tables of people; see `rough_commands`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from cohorts import write_results as write_cohort
from ilium.store import open_store
from rough_commands import BEGIN, DAY, LATER, Command, nothing, sticks, study

FILE = ("--file", "p.json")
NEW = ("programme", "new", *FILE, "--date", DAY, *BEGIN)
LOG = ("programme", "log", *FILE, "--as-planned", "--pain", "1", "--date")
SHEET = ("programme", "show", *FILE, "--date", DAY, "--sheet")
PROGRESS = ("progress", "show", *FILE, "--out", "o.html")
LETTER = ("client", "letter", "{ada}", "--yes", "--on", LATER, "--out", "o.html")


def cohort(work: Path) -> None:
    """Results of two cohorts of the same people, of made-up numbers."""
    rng = np.random.default_rng(4)
    for name, shift in (("cohort", 0.0), ("other", 2.0)):
        values = {
            (f"P{who:02d}", f"day{day}", ""): [
                ("hip_adduction_peak", "left", shift + 4.0 + who + rng.normal(0.0, 0.2))
            ]
            for who in range(24)
            for day in (1, 2)
        }
        write_cohort(work / name, values)


def people(work: Path) -> dict[str, str]:
    """A store with two people who train, in one course."""
    sticks(work)
    store = open_store(f"sqlite:///{work / 'home' / 'store' / 'ilium.db'}")
    names = {
        name: store.clients.add(name, consent=["store", "share"], adult=True)
        for name in ("ada", "eve")
    }
    start = dt.date.fromisoformat(DAY)
    group = store.groups.new("Tuesday", starts_on=start, weeks=12)
    store.groups.add(group, list(names.values()))
    return {**names, "group": group}


TRAINING = tuple(
    ("programme", "new", "--client", name, "--date", DAY, *BEGIN)
    for name in ("{ada}", "{eve}")
)
CHECKED = tuple(
    (
        "video",
        "--keypoints",
        "stick.trc",
        "--client",
        "{ada}",
        "--on",
        day,
        "--out",
        day,
    )
    for day in (DAY, LATER)
)


def answer(name: str, *words: str) -> Command:
    """What two cohorts say, as a table."""
    return Command(
        name=f"cohort-{name}",
        make=cohort,
        old=("cohort", name, "cohort", *words, "--out", "o.csv"),
        new=("cohort", name, "other", *words, "--out", "o.csv"),
        out=("o.csv",),
        slow=True,
        long=True,
    )


PAPERS = (
    Command(
        name="programme-new",
        make=nothing,
        old=NEW,
        new=("programme", "new", *FILE, "--date", "2026-03-02", *BEGIN),
        out=("p.json",),
        adds=True,
        slow=True,
    ),
    Command(
        name="programme-next",
        make=nothing,
        begin=(NEW,),
        old=(*LOG, DAY),
        new=("programme", "next", *FILE, "--date", "2026-01-12"),
        out=("p.json",),
        adds=True,
        slow=True,
    ),
    Command(
        name="programme-log",
        make=nothing,
        begin=(NEW,),
        old=(*LOG, DAY),
        new=(*LOG, LATER),
        out=("p.json",),
        adds=True,
    ),
    Command(
        name="programme-sheet",
        make=nothing,
        begin=(NEW,),
        old=(*SHEET, "o.html", "--label", "old"),
        new=(*SHEET, "o.html", "--label", "new"),
        out=("o.html",),
        slow=True,
    ),
    Command(
        name="programme-sheet-pdf",
        make=nothing,
        begin=(NEW,),
        old=(*SHEET, "o.pdf", "--label", "old"),
        new=(*SHEET, "o.pdf", "--label", "new"),
        out=("o.pdf",),
        slow=True,
        long=True,
    ),
    Command(
        name="progress-page",
        make=nothing,
        begin=(NEW,),
        old=(*PROGRESS, "--language", "de"),
        new=PROGRESS,
        out=("o.html",),
        slow=True,
    ),
    Command(
        name="client-report",
        make=people,
        begin=CHECKED,
        old=("client", "report", "{ada}", "--result", "1", "--out", "o.txt"),
        new=("client", "report", "{ada}", "--result", "2", "--out", "o.txt"),
        out=("o.txt",),
        slow=True,
        long=True,
    ),
    Command(
        name="client-letter",
        make=people,
        begin=TRAINING,
        old=(*LETTER, "--with", "goal"),
        new=(*LETTER, "--with", "goal,safety"),
        out=("o.html",),
        slow=True,
    ),
    Command(
        name="client-export",
        make=people,
        begin=TRAINING,
        old=("client", "export", "{ada}", "--out", "o.zip"),
        new=("client", "export", "{eve}", "--out", "o.zip"),
        out=("o.zip",),
        slow=True,
    ),
    Command(
        name="group-plan",
        make=people,
        begin=TRAINING,
        old=("group", "plan", "{group}", "--on", LATER, "--out", "o.pdf"),
        new=("group", "plan", "{group}", "--on", LATER, "--out", "o.pdf", "--names"),
        out=("o.pdf",),
        slow=True,
        long=True,
    ),
    Command(
        name="norms-build",
        make=cohort,
        old=("norms", "build", "cohort", "--out", "o.toml", "--title", "Old"),
        new=("norms", "build", "cohort", "--out", "o.toml", "--title", "New"),
        out=("o.toml",),
    ),
    Command(
        name="cohort-reliability",
        make=cohort,
        old=("cohort", "reliability", "cohort", "--out", "o.toml", "--title", "Old"),
        new=("cohort", "reliability", "cohort", "--out", "o.toml", "--title", "New"),
        out=("o.toml",),
        slow=True,
        long=True,
    ),
    Command(
        name="cohort-plan",
        make=study,
        old=("cohort", "plan", "study/P01", "--out", "o.csv"),
        new=("cohort", "plan", "study", "--out", "o.csv"),
        out=("o.csv",),
        slow=True,
    ),
    answer("agreement", "cohort"),
    answer("compare", "--by", "session", "--measure", "hip_adduction_peak"),
)
