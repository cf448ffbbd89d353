"""Where ilium keeps what it fetches and finds recordings."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def home() -> Path:
    """Folder of everything that ilium keeps: ``$ILIUM_HOME``, or the system's own."""
    given = os.environ.get("ILIUM_HOME")
    return Path(given) if given else Path(platformdirs.user_data_dir("ilium", False))


def cache() -> Path:
    """Folder of what can be made again: ``$ILIUM_CACHE``, or the system's own."""
    given = os.environ.get("ILIUM_CACHE")
    return Path(given) if given else Path(platformdirs.user_cache_dir("ilium", False))


def recordings() -> Path | None:
    """Folder of public recordings that ``$ILIUM_SAMPLES`` names, where it exists."""
    given = os.environ.get("ILIUM_SAMPLES")
    return Path(given) if given and Path(given).is_dir() else None
