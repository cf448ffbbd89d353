"""Draw the README's picture: the first lines of the story's page, simulated."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from ilium.story.pages import make_story, write_story

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "before-after.png"
WIDTH, LEAST, MARGIN = 1200, 8, 24
COLOURS = 64


def draw(chromium: str, path: Path) -> None:
    """Write the story, open its page and keep what stands above the charts."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        page_file = write_story(make_story(), Path(folder))
        browser = player.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        page.goto(page_file.resolve().as_uri())
        box = page.locator(".stances").bounding_box()
        assert box is not None
        below = box["y"] + box["height"] + MARGIN
        page.screenshot(
            path=path,
            clip={"x": 0, "y": LEAST, "width": WIDTH, "height": below - LEAST},
            full_page=True,
        )
        browser.close()
    with Image.open(path) as shot:
        shot.convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    draw(sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium", PICTURE)
