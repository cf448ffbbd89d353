"""A settings file through the library: the stages' settings, nothing unknown."""

from __future__ import annotations

import pytest

from ilium import read_settings
from ilium.errors import InputError


def test_what_it_says_about_a_run_is_left_aside(tmp_path):
    path = tmp_path / "lab.toml"
    path.write_text(
        'task = "walk"\n[participant]\nmass = 60\n[smoothing]\ncutoff = "6 Hz"\n',
        encoding="utf-8",
    )
    assert read_settings(str(path)) == read_settings(path)
    assert read_settings(path).smoothing.cutoff == 6.0


@pytest.mark.parametrize("text", ["cutof = 6\n", "smoothing = 6\n", "[smoth]\n"])
def test_what_ilium_does_not_know_is_refused(text, tmp_path):
    path = tmp_path / "lab.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_settings(path)
