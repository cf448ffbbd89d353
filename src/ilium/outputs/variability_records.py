"""Every value of the variability stage with the record that repeats it."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from ilium.conventions import SideOrBoth
from ilium.core.provenance import Plain, plain
from ilium.pipeline import Analysis
from ilium.symmetry.consistency import consistency
from ilium.symmetry.side_curves import SideCurves
from ilium.variability.result import Coupled, Variability
from ilium.variability.value import Value


def value_record(value: Value, *, curves: bool = False) -> dict[str, Plain]:
    """One value as a program reads it.

    Parameters
    ----------
    value
        With its record.
    curves
        Whether the curves behind it come too.

    Returns
    -------
    dict
        Numbers with every digit, so that `ilium.variability.repeat` finds the same one
        to the last bit; NaN and infinity are null.
    """
    made: dict[str, Plain] = {
        "measure": value.measure,
        "value": exact(value.value),
        "units": value.units,
        "ci_low": exact(value.ci_low),
        "ci_high": exact(value.ci_high),
        "interval": value.interval,
        "n": value.n,
        "flags": list(value.flags),
        "record": exact(value.record),
    }
    if curves:
        made["curves"] = plain(value.curves)
    return made


def exact(content: object) -> Plain:
    """Turn a record into what JSON can say, without rounding a number."""
    if isinstance(content, Mapping):
        return {str(key): exact(each) for key, each in content.items()}
    if isinstance(content, np.ndarray):
        content = content.tolist()
    if isinstance(content, list | tuple):
        return [exact(each) for each in content]
    if isinstance(content, np.generic):
        content = content.item()
    if isinstance(content, float):
        return content if math.isfinite(content) else None
    return plain(content)


def variability_records(analysis: Analysis) -> dict[str, Plain]:
    """Records of the variability stage.

    Parameters
    ----------
    analysis
        The analysis.

    Returns
    -------
    dict
        Values by kind, each with its side; what was refused; empty without repetitions.
    """
    found = analysis.variability
    if not (found.coupled or found.spreads or found.refused):
        return {}
    return {
        "coordination": [_coupled(each) for each in found.coupled],
        "spread": _spreads(found),
        "end_points": _named(found.end_points),
        "structure": _named(found.structure, curves=True),
        "pelvis_manifold": _manifolds(found),
        "left_against_right": [_side_curves(each) for each in analysis.side_curves],
        "refused": [plain(each) for each in found.refused],
    }


def asymmetry_records(analysis: Analysis) -> list[Plain]:
    """Which side is larger over the repetitions, how consistently, beyond what.

    Parameters
    ----------
    analysis
        The analysis.

    Returns
    -------
    list
        One row for each measure with three repetitions or more on each side.
    """
    return [plain(each) for each in consistency(analysis.measures)]


def _manifolds(found: Variability) -> Plain:
    return [
        {
            "side": side,
            "joints": list(each.joints),
            "level_per_joint": exact(each.jacobian),
            "keep_level": plain(each.manifold.directions),
            **{
                name: value_record(getattr(each.manifold, name))
                for name in ("keeping", "moving", "total", "synergy", "synergy_z")
            },
        }
        for side, each in found.manifolds.items()
    ]


def _side_curves(each: SideCurves) -> Plain:
    test = each.test
    return {
        "signal": each.name,
        "n_left": each.n_left,
        "n_right": each.n_right,
        "can_tell": each.can_tell,
        "method": test.method,
        "permutations": test.permutations,
        "seed": test.seed,
        "alpha": test.alpha,
        "threshold": plain(test.threshold),
        "t": plain(test.values),
        "stretches": [
            {
                "from_percent": plain(each.percent(part)[0]),
                "to_percent": plain(each.percent(part)[1]),
                "peak": plain(part.peak),
                "p": plain(part.p),
            }
            for part in test.stretches
        ],
    }


def _coupled(each: Coupled) -> Plain:
    coding = each.coding
    return {
        "proximal": each.couple.proximal,
        "distal": each.couple.distal,
        "side": each.side,
        "variability": value_record(coding.variability, curves=True),
        "raw_variability": value_record(coding.raw_variability),
        "patterns_chang": plain(coding.chang_share),
        "patterns_needham": plain(coding.needham_share),
    }


def _spreads(found: Variability) -> Plain:
    return [
        {
            "signal": name,
            "side": side,
            **{
                each.measure: value_record(each)
                for each in (spread.mean_sd, spread.robust_mean_sd, spread.winter_cv)
            },
        }
        for (name, side), spread in found.spreads.items()
    ]


def _named(
    values: Mapping[tuple[str, SideOrBoth], Value], *, curves: bool = False
) -> Plain:
    return [
        {"name": name, "side": side, **value_record(each, curves=curves)}
        for (name, side), each in values.items()
    ]
