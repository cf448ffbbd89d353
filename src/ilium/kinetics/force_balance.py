"""The plates' force against the acceleration of the centre of mass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import FORWARDS, GRAVITY, RIGHT, UP
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, values
from ilium.kinematics.result import Kinematics
from ilium.kinetics.foot_plates import BoolArray
from ilium.kinetics.result import FootLoads
from ilium.maths.derivatives import derivative
from ilium.maths.filters import low_pass
from ilium.maths.runs import long_runs

SMOOTH: Final = 6.0
"""Cut-off under which the two are compared [Hz]."""
STANDING: Final = 0.7
"""Share of gravity that the acceleration leaves, from which on something carries the
person [1]."""
LONG: Final = 0.15
"""Shortest stretch that is told [s]."""
ENOUGH: Final = 0.3
"""Shortest time of known force that is compared [s]; twice that with the pelvis
alone."""
ROUGHLY: Final = 0.2
"""Least difference that is told where only the pelvis is followed [1]: its acceleration
is not the body's."""
TURNED: Final = 0.5
"""Share of its size that the horizontal misfit must lose by turning the plates for
them to count as turned [1]."""
WHOLE_BODY: Final = ("14 segments", "legs and trunk")
"""How the methods begin that follow the body and not its pelvis alone."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ForceBalance:
    """Felt against expected force, both smoothed, per body mass.

    Parameters
    ----------
    felt
        Sum under the feet, shape (time, 3) [m/s²]; NaN where a foot's is not known.
    expected
        Acceleration of the centre of mass less gravity's, shape (time, 3) [m/s²].
    compared
        Frames that are compared, shape (time,).
    """

    felt: FloatArray
    expected: FloatArray
    compared: BoolArray

    @property
    def ratio(self) -> float:
        """Mean vertical force that is felt over that which is expected [1]."""
        if not self.compared.any():
            return float("nan")
        part = self.compared
        return float(self.felt[part, UP].mean() / self.expected[part, UP].mean())

    def misfit(self, quarters: int) -> float:
        """Horizontal misfit with the felt force turned by quarter turns [m/s²]."""
        ahead, right = (self.felt[self.compared, each] for each in (FORWARDS, RIGHT))
        turned = (ahead + 1j * right) * 1j**quarters
        wanted = self.expected[self.compared]
        apart = turned - (wanted[:, FORWARDS] + 1j * wanted[:, RIGHT])
        return float(np.sqrt((np.abs(apart) ** 2).mean())) if apart.size else 0.0


def carried(kinematics: Kinematics) -> BoolArray:
    """Frames in which something carries the person, whatever the plates feel.

    Parameters
    ----------
    kinematics
        With the centre of mass.

    Returns
    -------
    BoolArray
        Shape (time,); False where the centre of mass falls or is not known.
    """
    return _needed(kinematics)[:, UP] > STANDING * GRAVITY


def force_balance(
    kinematics: Kinematics, loads: FootLoads, mass: float
) -> ForceBalance:
    """Compare the force under the feet with the centre of mass's acceleration.

    Parameters
    ----------
    kinematics
        With the centre of mass.
    loads
        Forces under the feet.
    mass
        Body mass [kg].

    Returns
    -------
    ForceBalance
        Compared while a foot is loaded and both feet's forces are known.
    """
    total = values(loads.force).sum(axis=1) / mass
    felt = low_pass(total, SMOOTH, _rate(kinematics))
    expected = _needed(kinematics)
    known = np.isfinite(felt).all(axis=1) & np.isfinite(expected).all(axis=1)
    compared = known & (total[:, UP] > 0.3 * GRAVITY)
    return ForceBalance(felt=felt, expected=expected, compared=compared)


def balance_issues(
    kinematics: Kinematics, loads: FootLoads, mass: float | None, limit: float
) -> tuple[Issue, ...]:
    """Tell where the plates contradict the body's mass or its movement.

    Parameters
    ----------
    kinematics
        With the centre of mass.
    loads
        Forces under the feet.
    mass
        Body mass [kg]; ``None`` where not known.
    limit
        Relative difference from which on it is told [1].

    Returns
    -------
    tuple of Issue
        Nothing where there is too little to compare; of the plates' direction nothing
        where only the pelvis is followed.
    """
    if mass is None:
        return ()
    whole = kinematics.com_method.startswith(WHOLE_BODY)
    found = force_balance(kinematics, loads, mass)
    if found.compared.sum() < (1.0 if whole else 2.0) * ENOUGH * _rate(kinematics):
        return ()
    if not whole:
        return _mass_issue(found, mass, max(limit, ROUGHLY))
    return (*_mass_issue(found, mass, limit), *_turned_issue(found))


def _mass_issue(found: ForceBalance, mass: float, limit: float) -> tuple[Issue, ...]:
    ratio = found.ratio
    if abs(ratio - 1.0) <= limit:
        return ()
    what = (
        f"The plates feel {ratio:.0%} of what {mass:.1f} kg need to move like this:"
        " check the mass, the plates' scale and whether a foot was beside them."
    )
    return (_caution("force-contradicts-mass", what, ratio - 1.0),)


def _turned_issue(found: ForceBalance) -> tuple[Issue, ...]:
    misfits = [found.misfit(quarters) for quarters in range(4)]
    best = int(np.argmin(misfits))
    if misfits[best] >= (1.0 - TURNED) * misfits[0]:
        return ()
    what = (
        f"Horizontal forces fit the movement once they are turned by {90 * best}°:"
        " check how the plates lie in the laboratory."
    )
    return (_caution("plates-turned", what, misfits[0] - misfits[best]),)


def unfelt_stretches(
    kinematics: Kinematics, loaded: BoolArray
) -> list[tuple[int, int]]:
    """Stretches in which the person is carried though no plate is loaded.

    Parameters
    ----------
    kinematics
        With the centre of mass.
    loaded
        Frames in which a plate is loaded or a foot is known to stand beside them,
        shape (time,).

    Returns
    -------
    list of tuple
        First frame and the frame after the last of each.
    """
    least = max(round(LONG * _rate(kinematics)), 1)
    return long_runs(carried(kinematics) & ~loaded, least)


def _needed(kinematics: Kinematics) -> FloatArray:
    rate = _rate(kinematics)
    place = values(kinematics.com)
    calm = low_pass(place, SMOOTH, rate) if rate > 2.0 * SMOOTH else place
    return derivative(calm, rate, 2) + np.eye(3)[UP] * GRAVITY


def _rate(kinematics: Kinematics) -> float:
    time = kinematics.time
    return (time.size - 1) / float(time[-1] - time[0])


def _caution(kind: str, what: str, value: float) -> Issue:
    return Issue(
        kind=kind,
        where="plates",
        what=what,
        severity="caution",
        value=round(value, 2),
        unit="1" if kind != "plates-turned" else "m/s^2",
    )
