"""Does a signal differ from its surrogates? A test by rank."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.arrays import FloatArray
from ilium.errors import InputError, UnknownNameError
from ilium.variability.record import valued
from ilium.variability.series import one_series, whole_number
from ilium.variability.surrogate_series import Method, mixing_distance, surrogates
from ilium.variability.value import Recorded, Value

Side = Literal["both", "smaller", "larger"]
STATISTICS = (
    "sample_entropy",
    "approximate_entropy",
    "fuzzy_entropy",
    "permutation_entropy",
    "lyapunov_exponent",
    "wolf_exponent",
    "correlation_dimension",
    "dfa",
)
WITH_INTERVAL = ("sample_entropy", "approximate_entropy", "lyapunov_exponent")
"""Those whose interval takes time and can be left out."""


def surrogate_test(
    x: ArrayLike,
    statistic: str = "sample_entropy",
    method: Method = "pseudoperiodic",
    *,
    count: int | None = None,
    side: Side = "both",
    dimension: int = 3,
    delay: int = 1,
    noise: float | None = None,
    seed: int = 0,
    options: dict[str, Any] | list[Any] | None = None,
) -> Value:
    """Share of signals as extreme as this one, if it were one of its surrogates.

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    statistic
        Name of the measure that is compared.
    method
        Kind of surrogates: what they share with the signal is the hypothesis.
    count
        How many [1]; 39 for both sides and 19 for one where not given: the smallest p
        is then 0.05.
    side
        Whether the signal's value may be ``smaller``, ``larger``, or ``both``.
    dimension, delay, noise
        Of the pseudoperiodic surrogates, as in `surrogates` [1], [1], [as the signal].
    seed
        Of the random numbers.
    options
        Arguments of the measure by name; also as a list of names and values in turn.

    Returns
    -------
    Value
        p [1]; ``curves`` holds ``surrogates``, the record ``statistic_value``.

    Raises
    ------
    UnknownNameError
        For another measure or side.
    """
    signal = one_series(x, "lyapunov")
    if statistic not in STATISTICS:
        raise UnknownNameError.among("statistic", statistic, STATISTICS)
    if side not in ("both", "smaller", "larger"):
        raise UnknownNameError.among("side", side, ("both", "smaller", "larger"))
    number = whole_number(
        (39 if side == "both" else 19) if count is None else count, "count"
    )
    if method == "pseudoperiodic" and noise is None:
        noise = mixing_distance(signal, dimension, delay, seed=seed)
    made = surrogates(
        signal,
        method,
        count=number,
        dimension=dimension,
        delay=delay,
        noise=noise,
        seed=seed,
    )
    given = _options(options)
    own = _statistic(statistic, signal, given)
    others = np.array([_statistic(statistic, each, given) for each in made])
    arguments: dict[str, Recorded] = {
        "statistic": statistic,
        "method": method,
        "count": number,
        "side": side,
        "dimension": dimension,
        "delay": delay,
        "noise": noise,
        "seed": seed,
        "options": [item for pair in given.items() for item in pair],
    }
    return valued(
        "surrogate_test",
        _share(own, others, side),
        arguments,
        n=signal.size,
        found={"statistic_value": own},
        curves={"surrogates": others},
    )


def _statistic(name: str, signal: FloatArray, given: dict[str, Any]) -> float:
    from ilium import variability  # noqa: PLC0415 - it resolves its names lazily

    alone = {"interval": False} if name in WITH_INTERVAL else {}
    return float(getattr(variability, name)(signal, **{**alone, **given}))


def _share(own: float, others: FloatArray, side: Side) -> float:
    """Rank of the value among all, as a share; equal ones count against it."""
    smaller = (1 + int((others <= own).sum())) / (others.size + 1)
    larger = (1 + int((others >= own).sum())) / (others.size + 1)
    if side == "smaller":
        return smaller
    return larger if side == "larger" else min(1.0, 2.0 * min(smaller, larger))


def _options(options: dict[str, Any] | list[Any] | None) -> dict[str, Any]:
    if options is None:
        return {}
    if isinstance(options, dict):
        return dict(options)
    if len(options) % 2:
        raise InputError("options has a name without a value.", "Give both in turn.")
    return {str(k): v for k, v in zip(options[::2], options[1::2], strict=True)}
