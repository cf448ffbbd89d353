"""What can be chosen about inverse dynamics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilium.conventions import Side


def _feet() -> Mapping[Side, str]:
    return {"left": "calcn_l", "right": "calcn_r"}


@dataclass(frozen=True, slots=True, kw_only=True)
class InverseDynamicsSettings:
    """Choices of inverse dynamics.

    Parameters
    ----------
    feet
        Segment that takes the ground's action on each foot.
    residual_force
        Largest residual force at the root, as a share of the peak ground force [1].
    residual_moment
        Largest residual moment there, as a share of the peak ground force times the
        height of the centre of mass [1].

    References
    ----------
    Hicks JL, Uchida TK, Seth A et al. (2015). Is my model good enough? J Biomech Eng
    137(2), 020905. doi:10.1115/1.4029304
    """

    feet: Mapping[Side, str] = field(default_factory=_feet)
    residual_force: float = 0.05
    residual_moment: float = 0.01
