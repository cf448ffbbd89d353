"""What a run over clips leaves: measures, findings and the pictures behind them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.keypoints import Keypoints
from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.core.provenance import Provenance
from ilium.core.shown import Shown
from ilium.findings.filmed import filmed_screen
from ilium.findings.finding import Finding
from ilium.findings.first_screen import FirstScreen, first_screen
from ilium.findings.norm_files import own_norms
from ilium.findings.norms import Norms
from ilium.pipeline import Analysis
from ilium.planar.result import PlanarKinematics
from ilium.vision.footage import Footage
from ilium.vision.stills import still
from ilium.vision.synchronise import Offset


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VideoAnalysis(Shown):
    """Everything that one run computed from clips.

    Parameters
    ----------
    footage
        Every clip, in the order given.
    movement
        Task, events and repetitions, on the first clip's clock.
    measures
        Every measure, under the laboratory's names.
    planar
        What one camera shows; ``None`` where several cameras were triangulated.
    spatial
        What several cameras show together; ``None`` for one.
    offsets
        What was added to each clip's times; empty for one clip.
    picture_issues
        What is doubtful about the pictures.
    norms
        Ranges and errors that the measures were held against.
    provenance
        What made it.
    """

    footage: tuple[Footage, ...]
    movement: Movement
    measures: tuple[Measure, ...]
    planar: PlanarKinematics | None = None
    spatial: Analysis | None = None
    offsets: tuple[Offset, ...] = ()
    picture_issues: tuple[Issue, ...] = ()
    norms: Norms = field(default_factory=own_norms)
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def name(self) -> str:
        """Label of the first clip."""
        return self.keypoints.name

    @property
    def keypoints(self) -> Keypoints:
        """The person in the first clip."""
        return self.footage[0].keypoints

    @property
    def first_screen(self) -> FirstScreen:
        """Headline, findings and next step, in the language that is spoken."""
        if self.spatial is not None:
            return self.spatial.first_screen
        if self.planar is None:
            return first_screen((), self.movement, name=self.name, tier="video_b")
        planar = self.planar.with_issues(*self.picture_issues)
        return filmed_screen(
            planar, self.movement, self.measures, name=self.name, norms=self.norms
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """At most three findings, what works first, in the language that is spoken."""
        return self.first_screen.findings

    @property
    def events(self) -> tuple[Event, ...]:
        """What was found, in order of time."""
        return self.movement.events

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What is doubtful, from every stage in order."""
        stages = (
            self.picture_issues,
            *(each.keypoints.issues for each in self.footage),
            self.planar.issues if self.planar else (),
            self.spatial.issues if self.spatial else (),
            self.movement.issues,
        )
        return tuple(dict.fromkeys(issue for stage in stages for issue in stage))

    def still(self, time: float, *, show_face: bool = False) -> bytes:
        """Return the picture of the first clip at a time, as JPEG, the face hidden.

        Parameters
        ----------
        time
            On the clip's clock [s].
        show_face
            Whether to leave the face as it is.

        Returns
        -------
        bytes
            Empty where there is no film.
        """
        first = self.footage[0]
        if first.clip is None:
            return b""
        return still(first.clip, time, None if show_face else first.covers())
