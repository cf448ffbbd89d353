"""Circumstances that a process brings upon itself before it runs a command."""

from __future__ import annotations

import ctypes
import datetime as dt
import os
import shutil
import subprocess
import sys
import time
from functools import cache
from io import TextIOWrapper

NEW_NETWORK = 0x40000000
"""CLONE_NEWNET of Linux."""
OVERRIDE = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: root's right to write everywhere."""
VERSION = 0x20080522
_TRUE_DATE, _TRUE_TIME = dt.date, dt.datetime


@cache
def may_leave_the_network() -> bool:
    """Whether this user may run a program without any network."""
    tool = shutil.which("unshare")
    return (
        bool(tool) and not subprocess.run([tool, "-n", "true"], check=False).returncode
    )


def no_network() -> None:
    """Leave every network, the computer's own included; needs root on Linux."""
    code = ctypes.CDLL(None, use_errno=True).unshare(NEW_NETWORK)
    if code:
        raise OSError(ctypes.get_errno(), "no network of its own")


def as_anybody() -> None:
    """Give up root's right to write where nobody may."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(VERSION, 0)
    rights = (ctypes.c_uint32 * 6)()
    if libc.capget(header, rights):
        raise OSError(ctypes.get_errno(), "capget")
    rights[0] &= ~OVERRIDE
    if libc.capset(header, rights):
        raise OSError(ctypes.get_errno(), "capset")


def no_home() -> None:
    """Have neither a home nor a language."""
    for name in ("HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "XDG_CACHE_HOME"):
        os.environ.pop(name, None)
    os.environ["LC_ALL"] = "C"


def ascii_only() -> None:
    """Speak to a terminal that knows no letters but the English ones."""
    for stream in (sys.stdout, sys.stderr):
        assert isinstance(stream, TextIOWrapper)
        stream.reconfigure(encoding="ascii", errors="strict")


def nobody_listens() -> None:
    """Write into a pipe whose reader has gone."""
    reading, writing = os.pipe()
    os.close(reading)
    os.dup2(writing, 1)


def full_output() -> None:
    """Write to where there is no room."""
    os.dup2(os.open("/dev/full", os.O_WRONLY), 1)


def no_streams() -> None:
    """Begin without standard input and output, as some services do."""
    os.close(0)
    os.close(1)
    sys.stdin = sys.stdout = None


def year_1970() -> None:
    """Have a clock that begins."""
    _clock(86_400.0)


def year_2040() -> None:
    """Have a clock past 2038."""
    _clock(2_209_000_000.0)


def _clock(now: float) -> None:
    class Same(type):
        def __instancecheck__(cls, thing):
            return isinstance(thing, cls.__mro__[1])

    class Day(_TRUE_DATE, metaclass=Same):
        @classmethod
        def today(cls):
            return _TRUE_DATE.fromtimestamp(now)

    class Moment(_TRUE_TIME, metaclass=Same):
        @classmethod
        def now(cls, tz=None):
            return _TRUE_TIME.fromtimestamp(now, tz)

    time.time = lambda: now
    time.time_ns = lambda: int(now * 1e9)
    dt.date, dt.datetime = Day, Moment
