"""The command line: one file a command, each importing its own needs."""

from __future__ import annotations

import importlib
import logging
import sys
from argparse import SUPPRESS, ArgumentParser, _SubParsersAction
from collections.abc import Sequence
from typing import NoReturn

from ilium import __version__
from ilium.cli import bar, signals
from ilium.cli.options import in_language
from ilium.cli.streams import refuse_unreadable, silence, speak_plainly
from ilium.core.system_errors import refusal
from ilium.errors import ComputationError, IliumError, InputError

COMMANDS = (
    "analyse",
    "video",
    "variability",
    "inspect",
    "convert",
    "demo",
    "samples",
    "model",
    "programme",
    "progress",
    "weights",
    "client",
    "group",
    "questionnaire",
    "cohort",
    "norms",
    "store",
    "start",
    "serve",
    "account",
    "doctor",
)
EXIT_OK, EXIT_METHOD, EXIT_INPUT, EXIT_INTERRUPTED = 0, 1, 2, 130


class Parser(ArgumentParser):
    """An argument parser whose errors say problem and remedy."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command and leave with 2."""
        problem = f"This command cannot be read: {message}."
        tell(InputError(problem, f"See '{self.prog} --help'."))
        raise SystemExit(EXIT_INPUT)


def build_parser() -> Parser:
    """Every command and its options."""
    parser = Parser(
        prog="ilium",
        description="Measure pelvic stability from motion-capture recordings.",
        epilog="Not a medical device: movement feedback for training and research.",
    )
    parser.add_argument("--version", action="version", version=f"ilium {__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, parser_class=Parser
    )
    for name in COMMANDS:
        module = importlib.import_module(f"ilium.cli.{name}")
        command = commands.add_parser(
            name, help=module.SUMMARY, description=module.DESCRIPTION
        )
        module.add_options(command)
        _loudness(command, default=False)
        for each in _actions(command):
            _loudness(each, default=SUPPRESS)
        command.set_defaults(run=module.run)
    return parser


def _loudness(parser: ArgumentParser, *, default: object) -> None:
    for short, name, words in (
        ("-v", "--verbose", "say more, line by line"),
        ("-q", "--quiet", "say only what goes wrong"),
    ):
        parser.add_argument(
            short, name, action="store_true", default=default, help=words
        )


def _actions(command: ArgumentParser) -> list[ArgumentParser]:
    """Parsers of what a command can do: ``list`` of ``ilium client list``."""
    return [
        each
        for group in command._actions  # noqa: SLF001 - argparse has no other way
        if isinstance(group, _SubParsersAction)
        for each in dict.fromkeys(group.choices.values())
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        What follows ``ilium`` on the command line; the process's own by default.

    Returns
    -------
    int
        0; 2 where what was given cannot be used; 1 where a method could not finish.
    """
    speak_plainly()
    options = build_parser().parse_args(arguments)
    try:
        signals.end_in_order()
        refuse_unreadable(sys.argv[1:] if arguments is None else arguments)
        shown = bar.shown(verbose=options.verbose, quiet=options.quiet)
        with shown, in_language(options):
            options.run(options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except IliumError as error:
        tell(error)
        return EXIT_INPUT if isinstance(error, InputError) else EXIT_METHOD
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        silence()
        return EXIT_OK
    except OSError as error:
        silence()
        tell(refusal(error))
        return EXIT_INPUT
    except Exception as error:
        logging.getLogger(__name__).debug("unexpected", exc_info=True)
        problem = f"ilium met something unforeseen: {type(error).__name__}: {error}."
        tell(ComputationError(problem, "Run it with -v and report what it prints."))
        return EXIT_METHOD
    return EXIT_OK


def tell(error: IliumError) -> None:
    """Print problem and remedy where people look for errors."""
    print(f"Problem: {error.problem}\nRemedy:  {error.remedy}", file=sys.stderr)
