"""The documentation's front page: three doors whose links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "docs" / "_static" / "ilium.css").read_text(encoding="utf-8")
FRONT = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")


def test_the_front_page_has_three_doors_whose_links_lead_somewhere():
    doors = FRONT.split(":::{container} door\n")[1:]
    assert len(doors) == 3
    for door in doors:
        links = re.findall(r"\]\(([^)]+)\)", door.split(":::")[0])
        assert 5 <= len(links) <= 8
        for link in links:
            made = link.startswith(("reference/generated", "gallery"))
            assert made or (ROOT / "docs" / link).exists(), link


def test_the_style_asks_nobody_for_anything():
    assert not re.search(r"https?:|@import|url\(", CSS)
