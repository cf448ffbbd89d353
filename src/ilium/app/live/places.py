"""How many cameras are followed at once: no more than this computer keeps up with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from ilium.app.live.following import Following
from ilium.errors import ComputationError


class Places:
    """Places for cameras.

    Parameters
    ----------
    estimator
        Pose model that follows them.
    places
        How many; ``None`` for one a core, at least two.
    """

    def __init__(self, estimator: str, places: int | None = None) -> None:
        self.estimator = estimator
        self.count = max(2, os.cpu_count() or 1) if places is None else places
        self._free = BoundedSemaphore(self.count)

    @contextmanager
    def take(self) -> Iterator[Following]:
        """Take a place for a camera, and give it back.

        Yields
        ------
        Following
            Not started yet; ended afterwards.

        Raises
        ------
        ComputationError
            Where all are taken.
        """
        if not self._free.acquire(blocking=False):
            raise ComputationError(
                f"{self.count} cameras are followed already, and this computer keeps"
                " up with no more.",
                "Close another live page, or choose to follow in the browser.",
            )
        following = Following(self.estimator)
        try:
            yield following
        finally:
            following.end()
            self._free.release()
