"""ilium: measures, explains and trains pelvic stability."""

from __future__ import annotations

__version__ = "0.1.0"
