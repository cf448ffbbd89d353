"""No command that writes is forgotten: each is ended, or a reason says why not."""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

from ilium.cli import build_parser
from ilium.exchange.writing import writers
from rough_stores import ADD, BACKUP, CHANGES, COHORT, MIGRATE
from rough_tables import COMMANDS

READ = {
    "trial", "static", "forces", "participant", "settings", "earlier", "clips",
    "keypoints", "calibration", "file", "answers", "items", "source", "recording",
    "tls_ca", "tls_cert", "tls_key", "certificate", "key", "norms", "model",
}  # fmt: skip
"""Options and words that name what is only read."""
WRITE = {"client", "out", "osim", "sheet", "pdf", "keep_film", "warm"}
"""Options and words that make a command write, beside those that name a path."""
ELSEWHERE = {
    ("inspect",): "it only reads",
    ("samples", "list"): "it only reads",
    ("model", "list"): "it only reads",
    ("weights", "list"): "it only reads",
    ("client", "list"): "it only reads",
    ("client", "show"): "it only reads",
    ("group", "list"): "it only reads",
    ("group", "show"): "it only reads",
    ("questionnaire", "list"): "it only reads",
    ("questionnaire", "show"): "it only reads",
    ("account", "list"): "it only reads",
    ("store", "info"): "it only reads",
    ("doctor",): "Python and numba write their caches, which are made again",
    ("start",): "tests/unit/app/test_jobs.py kills it, and finds every job again",
    ("serve",): "the same app as `start`",
}
OPTIONS = {
    ("demo", "pdf"): "as in `analyse`, which is ended with it",
    ("video", "keep_film"): "one more file in the same transaction as the result",
    ("programme", "show", "client"): "it only reads the store",
    ("progress", "show", "client"): "it only reads the store",
}
"""Options of commands that are ended without them."""


def leaves(parser: ArgumentParser, words=()):
    """Words of every command, to its parser."""
    groups = [x for x in parser._actions if isinstance(x, _SubParsersAction)]
    if not groups:
        return {words: parser}
    found = {}
    for group in groups:
        for name, each in group.choices.items():
            found |= leaves(each, (*words, name))
    return found


def ended():
    """Words of every command that some test ends."""
    rows = [each.new for each in COMMANDS]
    return [
        *rows,
        *(each.words for each in CHANGES.values()),
        ADD,
        BACKUP,
        COHORT,
        MIGRATE,
    ]


def of(leaf, rows):
    """Words of the rows of one command."""
    return [words for words in rows if tuple(words[: len(leaf)]) == leaf]


def writing(parser):
    """What a command may be told that makes it write."""
    return {
        each.dest: {*each.option_strings}
        for each in parser._actions
        if each.dest in WRITE or (each.type is Path and each.dest not in READ)
    }


def forgotten(parser, rows, elsewhere=ELSEWHERE):
    """Commands that no test ends and no reason excuses."""
    return [x for x in leaves(parser) if not of(x, rows) and x not in elsewhere]


def options_forgotten(parser, rows):
    """Ways to write of the commands that are ended, but never in this way."""
    return [
        (*leaf, name)
        for leaf, command in leaves(parser).items()
        for name, strings in writing(command).items()
        if of(leaf, rows)
        and strings
        and (*leaf, name) not in OPTIONS
        and not any(strings & {*words} for words in of(leaf, rows))
    ]


def test_every_command_that_writes_is_ended():
    assert forgotten(build_parser(), ended()) == []


def test_every_way_in_which_a_command_writes_is_ended():
    assert options_forgotten(build_parser(), ended()) == []


def test_every_format_that_is_written_is_ended():
    words = {each for row in of(("convert",), ended()) for each in row}
    endings = {each.rpartition(".")[2] for each in words if each.startswith("o.")}
    known = {"json": "fhir"}
    assert set(writers()) <= {known.get(each, each) for each in endings | words}


def test_no_reason_outlives_its_command():
    known = leaves(build_parser())
    assert set(ELSEWHERE) <= set(known)
    assert {each[:-1] for each in OPTIONS} <= set(known)
    assert not [each for each in ELSEWHERE if of(each, ended())]


def test_a_command_or_an_option_that_nobody_ends_is_noticed():
    """Negative control: a new command, a new way to write, and a row that goes."""
    parser = build_parser()
    (group,) = (x for x in parser._actions if isinstance(x, _SubParsersAction))
    group.add_parser("spoil").add_argument("--out")
    assert forgotten(parser, ended()) == [("spoil",)]
    group.choices["variability"].add_argument("--plot", type=Path)
    assert options_forgotten(parser, ended()) == [("variability", "plot")]
    fewer = [each for each in ended() if each[:2] != ("model", "export")]
    assert ("model", "export") in forgotten(parser, fewer)
    without = [each for each in ended() if "--client" not in each]
    assert ("analyse", "client") in options_forgotten(parser, without)
