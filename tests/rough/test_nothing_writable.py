"""No home, no cache, no temporary folder: a program of its own, from its start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from conftest import lacking
from ilium.maths import compiled
from rough_commands import squats

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
RIGHTS = "-dac_override,-dac_read_search"


def anybody():
    """Words that give up root's right to write everywhere."""
    if os.geteuid() != 0:
        return []
    tool = shutil.which("setpriv")
    if tool is None:
        lacking("there is no setpriv to give up root's rights")
    return [str(tool), f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}"]


def test_without_any_folder_but_its_own_a_recording_is_converted(tmp_path):
    """Temporary files may lie where the command runs: Python's own last resort."""
    squats(tmp_path)
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    names = ("HOME", "USER", "XDG_CACHE_HOME", "NUMBA_CACHE_DIR")
    env = {key: value for key, value in os.environ.items() if key not in names}
    env |= dict.fromkeys(("TMPDIR", "ILIUM_HOME", "ILIUM_CACHE"), str(shut))
    env |= {"PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": "C"}
    done = subprocess.run(
        [
            *anybody(),
            *(sys.executable, "-m", "ilium", "convert", "static.c3d", "o.trc"),
        ],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "o.trc").stat().st_size > 1000
    assert list(shut.iterdir()) == []


def test_the_kernels_private_folder_is_ours_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = compiled._private_folder()
    assert folder is not None
    assert folder.stat().st_mode & 0o777 == 0o700
    assert compiled._private_folder() == folder


@pytest.mark.parametrize("how", ["open to all", "a link", "nowhere"])
def test_a_folder_that_others_could_have_filled_is_not_taken(
    tmp_path, monkeypatch, how
):
    """Negative control: numba would run what it finds there."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = compiled._private_folder()
    assert folder is not None
    if how == "open to all":
        folder.chmod(0o777)
    elif how == "a link":
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "not there"))
    assert compiled._private_folder() is None
