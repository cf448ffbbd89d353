"""Options of a run: command line before environment before settings file."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ilium.conventions import SIDES, Side
from ilium.core.movement import TASKS
from ilium.core.participant import Participant
from ilium.errors import InputError, UnknownNameError

OPTIONS = (
    "task",
    "side",
    "mass",
    "height",
    "participant",
    "settings",
    "axes",
    "marker_set",
    "model",
    "language",
    "words",
    "norms",
)
"""Options that the environment may give too, as ``ILIUM_TASK`` and so on."""
OPTIONAL = ("task", "side", "axes", "marker_set", "model", "language", "words", "norms")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What a person may say about one run.

    Parameters
    ----------
    task
        A key of `ilium.core.movement.TASKS`, or ``auto``.
    side
        Working side of a single-leg task; ``None`` to recognise it.
    axes
        The laboratory's axes that point forwards and up, as ``+x,+z``; empty to detect
        them.
    marker_set
        TOML file of the laboratory's own marker set; empty without.
    model
        OSIM file of the user's own musculoskeletal model; empty without.
    language
        What reports are written in.
    words
        Folder of further translations; empty without.
    norms
        TOML file of the laboratory's own ranges and errors; empty without.
    participant
        The body's measures.
    """

    task: str = "auto"
    side: Side | None = None
    axes: str = ""
    marker_set: str = ""
    model: str = ""
    language: str = "en"
    words: str = ""
    norms: str = ""
    participant: Participant = field(default_factory=Participant)


def add_run_options(parser: ArgumentParser, *, laboratory: bool = True) -> None:
    """Declare the options that say how to analyse a recording.

    Parameters
    ----------
    parser
        Where to.
    laboratory
        Whether it may be a laboratory's, with markers and plates.
    """
    say = parser.add_argument
    say("--task", metavar="NAME", help="the movement, or auto (default)")
    say("--side", choices=SIDES, help="working side of a single-leg movement")
    say("--mass", metavar="KG", help="body mass")
    say("--height", metavar="M", help="body height")
    say("--participant", type=Path, metavar="FILE", help="body measures, TOML")
    say("--settings", type=Path, metavar="FILE", help="settings, TOML")
    if laboratory:
        say(
            "--axes", metavar="F,U", help="the laboratory's axes forwards and up: +x,+z"
        )
        say(
            "--marker-set",
            metavar="FILE",
            help="your laboratory's own marker set, TOML",
        )
        say("--model", metavar="FILE", help="your own model of this person, OSIM")
        say("--scale-model", action="store_true", help="scale that model to the person")
        say("--no-muscles", action="store_true", help="stop at the joint moments")
    say("--norms", metavar="FILE", help="your own ranges and errors, TOML")
    add_language_option(parser)


def add_language_option(*parsers: ArgumentParser) -> None:
    """Declare the option that says which language people read."""
    for each in parsers:
        each.add_argument(
            "--language", metavar="CODE", help="what people read: en (default), de"
        )


@contextmanager
def in_language(options: Namespace) -> Generator[None]:
    """Speak the language that option, environment or settings file ask for.

    Parameters
    ----------
    options
        The command line.

    Yields
    ------
    None
        Inside, every sentence is in that language.
    """
    from ilium.core.from_toml import read_toml
    from ilium.findings.language import speaking
    from ilium.findings.one_language import ENGLISH

    path = _given(options, "settings")
    table = read_toml(Path(path)) if path else {}
    code, folder = (
        _given(options, name) or table.get(name) for name in ("language", "words")
    )
    with speaking(str(code or ENGLISH), Path(folder) if folder else None):
        yield


def effective(options: Namespace) -> tuple[RunOptions, dict[str, Any]]:
    """Settle what is in effect: option, environment, settings file, default.

    Parameters
    ----------
    options
        The command line.

    Returns
    -------
    RunOptions
        What is in effect for this run.
    dict
        The stages' tables of the settings file.

    Raises
    ------
    InputError
        Where a value cannot be used.
    """
    from ilium.core.from_toml import from_table, read_toml
    from ilium.settings import RUN_OPTIONS

    path = _given(options, "settings")
    table = read_toml(Path(path)) if path else {}
    top = {key: table.pop(key) for key in RUN_OPTIONS if key in table}
    body = top.pop("participant", {})
    if not isinstance(body, dict):
        problem = f"settings.participant is {body!r}, not a table."
        raise InputError(problem, "Write its measures under [participant].")
    for name in OPTIONAL:
        chosen = _given(options, name)
        if chosen:
            top[name] = chosen
    run = from_table(RunOptions, top, "settings")
    participant = _participant(options, body)
    if run.task not in (*TASKS, "auto"):
        raise UnknownNameError.among("task", run.task, [*TASKS, "auto"])
    _switch(options, table)
    return replace(run, participant=participant), table


def body_measures(options: Namespace) -> Participant:
    """Body measures that the command line or the environment names.

    Parameters
    ----------
    options
        The command line, with ``participant``, ``mass`` and ``height``.

    Returns
    -------
    Participant
        What is not given is not known.
    """
    return _participant(options, {})


def _switch(options: Namespace, table: dict[str, Any]) -> None:
    """Put the switches of the command line into the stages' tables."""
    if getattr(options, "scale_model", False):
        table["scaling"] = {**table.get("scaling", {}), "given_model_is_scaled": False}
    if getattr(options, "no_muscles", False):
        engine = table.get("musculoskeletal", {})
        depth = engine.get("depth", "muscles")
        table["musculoskeletal"] = {
            **engine,
            "depth": "moments" if depth == "muscles" else depth,
        }


def axes_of(text: str) -> tuple[str, str] | None:
    """Split ``+x,+z`` into the axes forwards and up.

    Parameters
    ----------
    text
        As given; empty to detect the axes.

    Returns
    -------
    tuple or None
        Forwards and up.

    Raises
    ------
    InputError
        Where these are not two different axes with a sign.
    """
    if not text:
        return None
    parts = [each.strip().lower() for each in text.split(",")]
    axes = [f"+{each}" if len(each) == 1 else each for each in parts]
    known = {sign + axis for sign in "+-" for axis in "xyz"}
    if len(axes) != 2 or not known.issuperset(axes) or axes[0][1] == axes[1][1]:
        raise InputError(
            f"{text!r} does not name two axes.",
            "Name the laboratory's axes forwards and up, for example --axes=+x,+z.",
        )
    return axes[0], axes[1]


def _participant(options: Namespace, body: Mapping[str, Any]) -> Participant:
    from ilium.core.from_toml import read_toml
    from ilium.core.participant_table import participant_of

    table: dict[str, Any] = dict(body)
    for source in (dict(_environment()), vars(options)):
        path = source.get("participant")
        if path:
            table |= read_toml(Path(path))
        for name in ("mass", "height"):
            if source.get(name) is not None:
                table[name] = str(source[name])
    return participant_of(table)


def _given(options: Namespace, name: str) -> Any:  # noqa: ANN401
    return getattr(options, name, None) or dict(_environment()).get(name)


def _environment() -> Iterator[tuple[str, str]]:
    for name in OPTIONS:
        value = os.environ.get(f"ILIUM_{name.upper()}")
        if value:
            yield name, value
