"""Readers of what people write: settings, body measures, norms, studies, programmes."""

from __future__ import annotations

import datetime as dt
import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from fuzz.reader import Members, Reader, texts, the_file
from fuzz.trees import toml

DAY = dt.date(2026, 3, 2)
PERSON = """mass = 62.5
height = "170 cm"
leg_length = 0.9
knee_width_right = "101 mm"
"""
NORMS = """[[reference]]
name = "our-lab-drop"
measure = "pelvic_drop_peak"
tasks = ["single_leg_squat"]
kind = "published"
protocol = "our squat to 60 degrees, 3-D markers"
mean = 6.0
sd = 2.0
unit = "deg"
n = 40
people = "our runners"
title = "Our laboratory 2026"
source = "doi:10.1000/example"

[[error]]
measures = ["pelvic_drop_*"]
tier = "lab"
mdc = 2.0
unit = "deg"
protocol = "our squat, a week apart"
kind = "published"
title = "Our laboratory 2026"
source = "doi:10.1000/example"
"""
MARKER_SET = """title = "Our markers"
identified_by = [["LASI", "LASIS"], ["RASI"]]
marker_radius = 0.007
followed = ["LTHI"]
source = "our laboratory"
notes = "with a sacrum"
extends = "plug_in_gait"
[midline]
sacrum = ["SACR", "SAC"]
[paired]
asis = ["{S}ASI", "{Side}Asis"]
psis = ["{S}PSI"]
[optional]
landmarks = ["psis"]
"""
ANSWERS = """goal = "Lunges without my back"
able = 3
confident = 7
postpartum = "after_birth"
weeks_since_birth = 9.5
cleared = true
history = ["ankle"]
equipment = ["band", "step"]
days_a_week = 4
bodyweight = 62.0
[answers]
saddle = false
night_pain = true
"""
MANIFEST = """participant,session,trial,file,static,forces,task,side,group,mass,height
P1,pre,first,raw/1.c3d,raw/s.c3d,,single_leg_hop,left,a,70,170 cm
P1,post,second,raw/2.trc,,raw/2.mot,auto,,a,70,1.7
P2,pre,"a, b",raw/3.mp4,,,,right,b,,
"""
STUDY = """[participant.P1]
mass = 70
height = "170 cm"
group = "a"
[[trial]]
participant = "P1"
file = "x/cmj.c3d"
task = "countermovement_jump"
[[trial]]
file = "P2/day1/y.trc"
forces = "P2/day1/y.mot"
side = "left"
"""
TRANSLATION = """msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "page.skip"
msgid "Skip to the report"
msgstr "Zum Bericht springen"

#, python-brace-format
msgctxt "page.care"
msgid "Take care: {what}"
msgstr "Bitte beachten: {what}"
"""
PAIN = """[[session]]
date = 2026-03-02
pain_during = 2
pain_side = "left"
spreading = false
[[session.rows]]
exercise = "E7"
sets = 3
reps = 15
rir = 3
[[test]]
date = "2026-03-02"
test = "calf_raise"
value = 21
side = "right"
"""


def without_none(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: without_none(x) for key, x in tree.items() if x is not None}
    return [without_none(x) for x in tree] if isinstance(tree, list) else tree


def settings(_folder: Path) -> list[Members]:
    from ilium.core.provenance import plain
    from ilium.settings import Settings

    whole = toml(without_none(plain(Settings())))
    some = '[stability]\n[smoothing]\n[variability]\nsurface = "floor"\n'
    return [*texts(all__toml=whole), *texts(some__toml=some)]


def read_all_settings(folder: Path) -> None:
    from ilium.settings import read_settings

    read_settings(the_file(folder))


def people(_folder: Path) -> list[Members]:
    return texts(person__toml=PERSON)


def read_person(folder: Path) -> None:
    from ilium.core.from_toml import read_toml
    from ilium.core.participant_table import participant_of

    participant_of(read_toml(the_file(folder)))


def norms(_folder: Path) -> list[Members]:
    return texts(norms__toml=NORMS)


def read_own_norms(folder: Path) -> None:
    from ilium.findings.norm_files import read_norms

    read_norms(the_file(folder))


def marker_sets(_folder: Path) -> list[Members]:
    from importlib.resources import files

    shipped = files("ilium.model").joinpath("sets", "ior.toml").read_text("utf-8")
    return [*texts(own__toml=MARKER_SET), *texts(ior__toml=shipped)]


def read_markers(folder: Path) -> None:
    from ilium.model.marker_sets import read_marker_set

    read_marker_set(the_file(folder))


def translations(_folder: Path) -> list[Members]:
    return texts(de__po=TRANSLATION)


def read_translation(folder: Path) -> None:
    from ilium.findings.language import speaking
    from ilium.findings.words import say

    with speaking("de", folder):
        assert say("page.skip")
        say("page.care", what="the knee")


def studies(_folder: Path) -> list[Members]:
    raw = {"A/d/x.c3d": b"x", "B/d/x.c3d": b"x"}
    about = b"mass = 62\nheight = '170 cm'\ngroup = 'runners'\n"
    return [
        {"manifest.csv": MANIFEST.encode()},
        {"manifest.toml": STUDY.encode()},
        {**raw, "A/participant.toml": about, "A/d/participant.toml": b"mass = 63\n"},
    ]


def read_study(folder: Path) -> None:
    from ilium.cohort.finding import find_study

    for each in find_study(str(folder)).failures:
        assert each.problem
        assert each.remedy
        each.problem.encode()


def histories(_folder: Path) -> list[Members]:
    from ilium.programme.documents import history_table
    from programme_clients import follow, newcomer

    _, history = follow(newcomer(), 2)
    every = history.adding(*everything())
    return texts(history__json=json.dumps(history_table(every)))


def everything() -> list[Any]:
    """What a programme seldom holds."""
    from ilium.programme import history as h

    value = h.CheckValue(
        measure="pelvic_drop_peak", side="left", value=0.21, unit="rad", tier="video_b"
    )
    return [
        h.CheckResult(date=DAY, task="single_leg_squat", values=(value,)),
        h.Judgement(date=DAY, criterion="quiet_landing", met=True, judge="coach"),
        h.Override(date=DAY, who="IB", reason="no band", action="swap", target="E14"),
        h.Attendance(date=DAY, group="spring", present=False),
    ]


def read_history(folder: Path) -> None:
    """Read a programme's file and write it again, as every command on it does."""
    from ilium.cli.programme_place import FilePlace
    from ilium.programme.history import Attendance

    place = FilePlace(the_file(folder))
    place.history()
    place.add(Attendance(date=DAY, group="spring", present=True))


def items(_folder: Path) -> list[Members]:
    return texts(log__toml=PAIN)


def read_items(folder: Path) -> None:
    from ilium.cli.programme_log import _from_file

    _from_file(Namespace(items=the_file(folder)))


def answers(_folder: Path) -> list[Members]:
    return texts(answers__toml=ANSWERS)


def read_answers(folder: Path) -> None:
    from ilium.cli.programme_questions import Begun
    from ilium.core.from_toml import from_table, read_toml

    from_table(Begun, read_toml(the_file(folder)), "answers")


READERS = (
    Reader("settings", settings, read_all_settings, share=2),
    Reader("participant", people, read_person),
    Reader("norms", norms, read_own_norms),
    Reader("marker_set", marker_sets, read_markers),
    Reader("translation", translations, read_translation),
    Reader("study", studies, read_study, share=2),
    Reader("history", histories, read_history, share=2),
    Reader("log_items", items, read_items),
    Reader("answers", answers, read_answers),
)
