"""Keeping a result for a person: body measures in, recordings and findings out."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ilium.core.participant import Participant
from ilium.outputs.findings_json import findings_rows
from ilium.store.curves import curves_of, film_curves_of, pack
from ilium.store.recordings import VIDEOS, original
from ilium.variability.visits import Visit

if TYPE_CHECKING:
    import xarray as xr

    from ilium.filmed import VideoAnalysis
    from ilium.pipeline import Analysis
    from ilium.store import Store
    from ilium.store.recordings import Original

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Keeps one person's results.

    Parameters
    ----------
    store
        Where to.
    client
        Id.
    day
        Day of the recording; ``None`` for today.
    job
        Analysis asked for in the app that the result answers; ``None`` for none.
    """

    store: Store
    client: str
    day: dt.date | None
    job: str | None = None

    def body(self, given: Participant) -> Participant:
        """Body measures of this run: those given, else those that are known.

        Parameters
        ----------
        given
            From the command line and the settings.

        Returns
        -------
        Participant
            No name.
        """
        known = self.store.clients.get(self.client).body
        missing = {
            each.name: getattr(known, each.name)
            for each in fields(Participant)
            if getattr(given, each.name) is None
        }
        return replace(given, **missing)

    def visits(self) -> tuple[Visit, ...]:
        """Earlier visits of this person, oldest first: of one day the last analysis."""
        until = self.day or self.store.database.today
        newest = {
            (each.day, each.task): each
            for each in self.store.results.of(self.client)
            if each.day < until
        }
        return tuple(
            Visit(
                task=each.task,
                measures=each.measures,
                surface=each.surface,
                sha256=each.source,
            )
            for each in newest.values()
        )

    def keep(self, analysis: Analysis, files: Mapping[str, Path | None]) -> int:
        """Keep a laboratory's result with its recordings and curves.

        Parameters
        ----------
        analysis
            What was computed.
        files
            Role to the file that it was computed from.

        Returns
        -------
        int
            Number of the result.
        """
        originals = [
            original(path, role) for role, path in files.items() if path is not None
        ]
        return self._kept(analysis, originals, curves_of(analysis))

    def keep_film(
        self,
        analysis: VideoAnalysis,
        files: Sequence[Path | None],
        *,
        whole: bool = False,
    ) -> int:
        """Keep a clip's result with its line figure, and the film where asked.

        Parameters
        ----------
        analysis
            What was computed.
        files
            Clips or keypoints that it was computed from.
        whole
            Whether the film itself is kept: only with the person's consent to that.

        Returns
        -------
        int
            Number of the result.
        """
        read = [original(each, "video") for each in files if each is not None]
        figure = pack({"keypoints": analysis.keypoints.points})
        originals = [
            replace(each, kept="keep" if whole else "figure", figure=figure)
            if each.format in VIDEOS
            else each
            for each in read
        ]
        return self._kept(analysis, originals, film_curves_of(analysis))

    def _kept(
        self,
        analysis: Analysis | VideoAnalysis,
        originals: Sequence[Original],
        curves: Mapping[str, xr.DataArray],
    ) -> int:
        number = self.store.results.add(
            self.client,
            analysis,
            originals=originals,
            curves=curves,
            findings=findings_rows(analysis),
            day=self.day,
            job=self.job,
        )
        logger.info("Kept for %s as result %d", self.client, number)
        return number
