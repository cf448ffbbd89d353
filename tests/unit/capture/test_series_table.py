"""A series beyond any table is refused, at once."""

from __future__ import annotations

import pytest

from ilium.capture.series_table import read_series_table
from ilium.errors import FileFormatError


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('time,hip\n0,1\n1,"' + "1" * 200_000, "no table: field larger"),
        ("," * 400_000 + "\n" + "," * 400_000, "at most 5000"),
    ],
    ids=["cell", "columns"],
)
def test_a_cell_or_a_heading_without_end_is_refused(tmp_path, text, reason):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(FileFormatError, match=reason) as refusal:
        read_series_table(tmp_path / "a.csv")
    assert refusal.value.remedy.endswith(".")
