"""Files appear whole, together, and past a program that was killed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from ilium.core.atomic import (
    NOTE,
    PREFIX,
    replace_file,
    replace_text,
    settle,
    together,
)
from ilium.core.claims import HELD, own_folder, take, turn
from ilium.core.scratch import PREFIX as SCRATCH
from ilium.core.scratch import scratch_folder
from ilium.errors import InputError


def files(folder):
    return {
        each.relative_to(folder).as_posix(): each.read_text()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


@pytest.fixture
def old(tmp_path):
    for name in ("a", "b", "gone"):
        (tmp_path / name).write_text(f"old {name}")
    (tmp_path / "a coach's own.txt").write_text("mine")
    return tmp_path


def renew(folder, **writers):
    """Write the new files; some by a writer of their own."""
    with together(folder) as new:
        for name in ("a", "b", "c/d"):
            if name in writers:
                new.write(name, writers[name])
            else:
                new.text(name, f"new {name}")
        new.drop(["gone"])


OLD = {"a": "old a", "a coach's own.txt": "mine", "b": "old b", "gone": "old gone"}
NEW = {"a": "new a", "a coach's own.txt": "mine", "b": "new b", "c/d": "new c/d"}


def left(folder, *, moved, noted=True):
    """What a killed program leaves that had put so many of its files in place."""
    stage = folder / f"{PREFIX}killed"
    (stage / "c").mkdir(parents=True)
    (folder / "c").mkdir()
    (stage / HELD).touch()
    names = ["a", "b", "c/d"]
    for at, name in enumerate(names):
        place = (folder if at < moved else stage) / name
        place.write_text(f"new {name}")
    if noted:
        (stage / NOTE).write_text(json.dumps({"files": names, "gone": ["gone"]}))


def test_several_files_appear_and_go_together(old):
    with together(old) as new:
        new.text("a", "new a")
        new.text("b", "new b")
        new.text("c/d", "new c/d")
        new.drop(["gone"])
        visible = {n: t for n, t in files(old).items() if not n.startswith(".")}
        assert visible == OLD
    assert files(old) == NEW


def inner(names, error=None):
    """Writes a folder of its own, whole for itself, and may break off after that."""

    def write(place):
        with together(place) as new:
            for name in names:
                new.text(name, f"new {name}")
        if error is not None:
            raise error

    return write


def test_folders_within_a_folder_appear_with_all_the_others(old):
    (old / "c").mkdir()
    (old / "c" / "former").write_text("old")
    with together(old) as new:
        new.folder("c", inner(["d", "e/f"]), known=["d", "former"])
        new.text("a", "new a")
        assert files(old)["c/former"] == "old"
        assert "c/d" not in files(old)
    found = files(old)
    assert found["c/d"] == "new d"
    assert found["c/e/f"] == "new e/f"
    assert "c/former" not in found
    assert not [each for each in old.rglob(".*") if each.name.startswith(PREFIX)]


def test_a_folder_within_that_breaks_off_leaves_everything_as_it_was(old):
    def both():
        with together(old) as new:
            new.folder("first", inner(["d"]))
            new.folder("second", inner(["d"], OSError(28, "full")))

    with pytest.raises(OSError, match="full"):
        both()
    assert files(old) == OLD


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, SystemExit])
def test_what_breaks_off_leaves_everything_as_it_was(old, error):
    def breaks(place):
        place.write_text("half")
        raise error

    with pytest.raises(error):
        renew(old, b=breaks)
    assert files(old) == OLD
    with pytest.raises(error):
        replace_file(old / "a", breaks)
    assert files(old) == OLD


@pytest.mark.parametrize("moved", [0, 1, 2, 3])
def test_a_kill_among_the_names_is_made_good_by_the_next_look(old, moved):
    left(old, moved=moved)
    settle(old)
    assert files(old) == NEW


def test_a_kill_before_the_names_leaves_the_old_files(old):
    left(old, moved=0, noted=False)
    settle(old)
    assert files(old) == OLD


@pytest.mark.skipif(sys.platform == "win32", reason="folders of others: POSIX")
def test_a_kill_while_a_program_clears_up_leaves_what_can_be_cleared(old, monkeypatch):
    """Whatever goes first, the claim goes last: the next program can finish it."""
    true, left_over = os.rmdir, []

    def killed(path, *more, **how):
        left_over.append({each.name for each in stage.iterdir()})
        return true(path, *more, **how)

    with own_folder(old, PREFIX) as stage:
        for name in ("a", "z/y"):
            (stage / name).mkdir(parents=True)
            (stage / name / "file").write_text("x")
        monkeypatch.setattr(os, "rmdir", killed)
    assert len(left_over) == 4
    assert all(HELD in each for each in left_over[:-1])
    assert left_over[-1] == set()


@pytest.mark.skipif(sys.platform == "win32", reason="folders of others: POSIX")
def test_a_folder_of_a_program_that_still_runs_is_left_alone(old):
    left(old, moved=1)
    number = os.open(old / f"{PREFIX}killed" / HELD, os.O_RDWR)
    assert take(number)
    settle(old)
    assert files(old)["b"] == "old b"
    os.close(number)
    settle(old)
    assert files(old) == NEW


def test_a_note_that_leads_out_of_the_folder_is_not_followed(old):
    """Negative control: what somebody else laid there moves nothing elsewhere."""
    stage = old / f"{PREFIX}evil"
    stage.mkdir()
    (stage / HELD).touch()
    (old.parent / "elsewhere").write_text("safe")
    note = {"files": [], "gone": ["../elsewhere"]}
    (stage / NOTE).write_text(json.dumps(note))
    settle(old)
    assert (old.parent / "elsewhere").read_text() == "safe"


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_an_interruption_among_the_names_waits_for_the_last(old, monkeypatch, error):
    count = []
    true = Path.replace

    def interrupted(self, target):
        done = true(self, target)
        count.append(target)
        if len(count) == 2:  # the note, and the first file
            raise error
        return done

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(error):
        renew(old)
    assert files(old) == NEW


def test_a_folder_in_the_place_of_a_file_stops_all_of_them(old):
    (old / "b").unlink()
    (old / "b").mkdir()
    before = files(old)
    with pytest.raises(IsADirectoryError):
        renew(old)
    assert files(old) == before


def test_a_new_folder_goes_where_it_cannot_be_filled(tmp_path):
    with pytest.raises(OSError, match="full"), together(tmp_path / "x" / "y"):
        raise OSError(28, "full")
    assert list(tmp_path.iterdir()) == []


def test_a_hidden_folder_goes_where_it_cannot_be_claimed(old, monkeypatch):
    true = os.open

    def full(path, *more, **how):
        if str(path).endswith(HELD):
            raise OSError(28, "No space left on device")
        return true(path, *more, **how)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(OSError, match="No space"):
        replace_text(old / "a", "new a")
    monkeypatch.undo()
    assert files(old) == OLD
    assert not list(old.glob(f"{PREFIX}*"))


@pytest.mark.parametrize("name", ["a" * 255, "é" * 127, " x", "-x", ".x", "a\nb"])
def test_any_name_that_the_disk_can_hold_can_be_written(tmp_path, name):
    replace_text(tmp_path / name, "whole")
    assert files(tmp_path) == {name: "whole"}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes: POSIX")
def test_a_link_is_followed_and_a_pipe_is_written_to(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    replace_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    replace_text(tmp_path / "pipe", "said")
    assert os.read(reading, 9) == b"said"
    assert (tmp_path / "pipe").is_fifo()
    os.close(reading)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is locked: POSIX")
def test_a_turn_is_one_programs_and_not_lost_within_it(tmp_path, monkeypatch):
    monkeypatch.setattr("ilium.core.claims.WAIT", 0.05)
    with turn(tmp_path), turn(tmp_path):
        pass
    other = os.open(tmp_path, os.O_RDONLY)
    assert take(other)
    with pytest.raises(InputError, match="Another run"), turn(tmp_path):
        pass
    os.close(other)


def test_scratch_goes_and_so_does_that_of_the_killed(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    killed = tmp_path / f"{SCRATCH}killed"
    killed.mkdir()
    (killed / HELD).touch()
    (killed / "film.mp4").write_text("film")
    (tmp_path / "somebody's").mkdir()
    with own_folder(tmp_path, SCRATCH) as running, scratch_folder() as mine:
        assert not killed.exists()
        assert running.exists()
        (mine / "x").write_text("x")
    assert [each.name for each in tmp_path.iterdir()] == ["somebody's"]


def test_no_place_for_temporary_files_is_said(monkeypatch):
    def nowhere():
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.gettempdir", nowhere)
    with pytest.raises(InputError, match="TMPDIR"), scratch_folder():
        pass
