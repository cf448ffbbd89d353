"""What the variability stage leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilium.conventions import Side, SideOrBoth
from ilium.core.arrays import FloatArray
from ilium.core.issue import Issue
from ilium.core.measure import Measure
from ilium.variability.axes import Placed
from ilium.variability.couples import Couple
from ilium.variability.coupling import VectorCoding
from ilium.variability.dispersion import Spread
from ilium.variability.pelvis_manifold import PelvisManifold
from ilium.variability.value import Value


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coupled:
    """One couple on one side over its repetitions.

    Parameters
    ----------
    couple, side
        What and where.
    proximal, distal
        Curves, shapes (repetition, point) [rad].
    coding
        Vector coding of them.
    """

    couple: Couple
    side: SideOrBoth
    proximal: FloatArray
    distal: FloatArray
    coding: VectorCoding


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Refused:
    """What these repetitions do not allow.

    Parameters
    ----------
    what
        Name of the measure.
    why, enough
        Why not, and what would be enough: sentences.
    """

    what: str
    why: str
    enough: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Variability:
    """How the repetitions of a recording vary.

    Parameters
    ----------
    coupled
        Couples by side, the most telling first: coordination variability.
    spreads
        (Signal, side) to its spread over repetitions: magnitude.
    end_points
        (Name, side) to the spread of what the movement arrives at (pelvis level, foot
        place): end-point variability, which is another thing than coordination.
    structure
        (Name, side) to entropy, long-range correlation or divergence, where the
        recording is long enough.
    manifolds
        Stance side to how its joints keep the pelvis level, or do not.
    refused
        What is not given, with the reason.
    measures
        Everything as measures.
    placed
        Each of them on its axis, beside the own baseline, a reference set of the same
        task and surface, or the other limb.
    issues
        What is doubtful.
    """

    coupled: tuple[Coupled, ...] = ()
    spreads: Mapping[tuple[str, SideOrBoth], Spread] = field(
        default_factory=dict[tuple[str, SideOrBoth], Spread]
    )
    end_points: Mapping[tuple[str, SideOrBoth], Value] = field(
        default_factory=dict[tuple[str, SideOrBoth], Value]
    )
    structure: Mapping[tuple[str, SideOrBoth], Value] = field(
        default_factory=dict[tuple[str, SideOrBoth], Value]
    )
    manifolds: Mapping[Side, PelvisManifold] = field(
        default_factory=dict[Side, PelvisManifold]
    )
    refused: tuple[Refused, ...] = ()
    measures: tuple[Measure, ...] = ()
    placed: tuple[Placed, ...] = ()
    issues: tuple[Issue, ...] = ()

    def curves(self, most: int = 2) -> dict[str, dict[SideOrBoth, FloatArray]]:
        """Curves of the signals of the first couples by side.

        Parameters
        ----------
        most
            Couples that count, the most telling first [1].

        Returns
        -------
        dict
            Signal to side to its curves, shape (repetition, point) [rad].
        """
        chosen = list(dict.fromkeys(each.couple for each in self.coupled))[:most]
        found: dict[str, dict[SideOrBoth, FloatArray]] = {}
        for each in self.coupled:
            if each.couple in chosen:
                found.setdefault(each.couple.proximal, {})[each.side] = each.proximal
                found.setdefault(each.couple.distal, {})[each.side] = each.distal
        return found

    def couple(self, couple: Couple) -> dict[SideOrBoth, Coupled]:
        """One couple by side."""
        return {each.side: each for each in self.coupled if each.couple == couple}
