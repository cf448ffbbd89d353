"""Quantiles and tails of Student's t and Fisher's F, without importing scipy.stats."""

from __future__ import annotations


def t_quantile(chance: float, freedom: float) -> float:
    """Value below which t stays with a given chance.

    Parameters
    ----------
    chance
        Between 0 and 1 [1].
    freedom
        Degrees of freedom [1].

    Returns
    -------
    float
        Quantile [1].
    """
    from scipy import special  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    return float(special.stdtrit(freedom, chance))


def t_tail(value: float, freedom: float) -> float:
    """Chance that t exceeds a value.

    Parameters
    ----------
    value
        The value [1].
    freedom
        Degrees of freedom [1].

    Returns
    -------
    float
        One-sided chance [1].
    """
    from scipy import special  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    return float(special.stdtr(freedom, -value))


def f_quantile(chance: float, above: float, below: float) -> float:
    """Value below which F stays with a given chance.

    Parameters
    ----------
    chance
        Between 0 and 1 [1].
    above, below
        Degrees of freedom of numerator and denominator [1].

    Returns
    -------
    float
        Quantile [1].
    """
    from scipy import special  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    return float(special.fdtri(above, below, chance))


def f_tail(value: float, above: float, below: float) -> float:
    """Chance that F exceeds a value.

    Parameters
    ----------
    value
        The value [1]; below 0 the chance is 1.
    above, below
        Degrees of freedom of numerator and denominator [1].

    Returns
    -------
    float
        Chance [1].
    """
    from scipy import special  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    return float(special.fdtrc(above, below, max(value, 0.0)))
