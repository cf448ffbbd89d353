"""``python -m ilium``."""

from __future__ import annotations

import sys

from ilium.cli import main

sys.exit(main())
