"""Points of a C3D file: real markers, and the vendor's own model outputs apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ilium.capture.c3d_parameters import ParameterGroups
from ilium.capture.labels import told_apart
from ilium.core.issue import Issue

_GROUPS = {
    "ANGLES": ("angle", "ANGLE_UNITS"),
    "FORCES": ("force", "FORCE_UNITS"),
    "MOMENTS": ("moment", "MOMENT_UNITS"),
    "POWERS": ("power", "POWER_UNITS"),
    "SCALARS": ("scalar", "SCALAR_UNITS"),
    "REACTIONS": ("reaction", "REACTION_UNITS"),
    "BONES": ("bone", "BONE_UNITS"),
    "MODELED_MARKERS": ("modelled_marker", "MODELED_MARKER_UNITS"),
}
_SUFFIXES = (
    (re.compile(r"(Angles?|AnglesV|AbsAnkleAngleV?|AngularVelocity)V?$"), "angle"),
    (re.compile(r"(GroundReaction)?Force$|NormalisedGRF$|GRF$"), "force"),
    (re.compile(r"(Moment|Torque)$"), "moment"),
    (re.compile(r"Power$"), "power"),
    (re.compile(r"^CentreOfMass(Floor)?$"), "centre_of_mass"),
)
_UNITS = {"angle": "deg", "force": "N", "moment": "Nmm", "power": "W"}
_SEGMENTS = (
    "HED",
    "TRX",
    "PEL",
    *(
        side + name
        for side in "LR"
        for name in ("CL", "FE", "FO", "HN", "HU", "RA", "TI", "TO")
    ),
)
_JOINT_CENTRE = re.compile(r"^[LR][HKA]JC(Harrington)?$")
_OXFORD = re.compile(
    r"^[LR]((FOF|HDF|HLX)[0-3]|TIB[123]|D1M0|HE1|ANK1|KAX|PROXFF|HFplantar|ArchHeight|"
    r"ViconLegLength)$|^(JUG|PEL0|proj[LR](KAX|TIB))$"
)
_UNLABELLED = re.compile(r"^(\*\d*|U_?\d+|uname\*?\d*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PointNames:
    """Which point of a C3D file is what.

    Parameters
    ----------
    markers
        Label to index of the real markers, in the file's order.
    outputs
        Label to index of the vendor's own model outputs.
    kinds, units
        Label of an output to its kind and unit.
    issues
        What was dropped or renamed.
    """

    markers: Mapping[str, int]
    outputs: Mapping[str, int] = field(default_factory=dict[str, int])
    kinds: Mapping[str, str] = field(default_factory=dict[str, str])
    units: Mapping[str, str] = field(default_factory=dict[str, str])
    issues: tuple[Issue, ...] = ()


def sort_points(parameters: ParameterGroups, count: int) -> PointNames:
    """Name every point and tell markers from model outputs.

    Names of persons before a colon are dropped; with several persons the one with the
    most markers stays. Trajectories that the laboratory did not label are dropped.

    Parameters
    ----------
    parameters
        The file's parameters.
    count
        Number of points in a frame.

    Returns
    -------
    PointNames
        Indices of markers and outputs.
    """
    stored = parameters.texts("POINT", "LABELS")[:count]
    stored += ("",) * (count - len(stored))
    subject, issues = _subject(stored)
    labelled: list[tuple[str, int]] = []
    dropped = 0
    for index, label in enumerate(stored):
        prefix, name = split_subject(label)
        if (prefix and prefix != subject) or not name or _UNLABELLED.match(name):
            dropped += prefix in {"", subject}
            continue
        labelled.append((name, index))
    names, doubles = told_apart([name for name, _ in labelled])
    named = dict(zip(names, (index for _, index in labelled), strict=True))
    kinds = _kinds(parameters, named)
    if dropped:
        what = f"{dropped} trajectories without a label are left out."
        issues.append(Issue(kind="unlabelled-points", where="markers", what=what))
    return PointNames(
        markers={name: at for name, at in named.items() if name not in kinds},
        outputs={name: at for name, at in named.items() if name in kinds},
        kinds={name: kind for name, (kind, _) in kinds.items()},
        units={name: unit for name, (_, unit) in kinds.items()},
        issues=(*issues, *doubles),
    )


def split_subject(label: str) -> tuple[str, str]:
    """Person's name before the colon, and the label proper.

    >>> split_subject("Ann:LASI")
    ('Ann', 'LASI')
    >>> split_subject("LASI")
    ('', 'LASI')
    """
    prefix, colon, name = label.rpartition(":")
    return (prefix.strip(), name.strip()) if colon else ("", label.strip())


def _subject(stored: Sequence[str]) -> tuple[str, list[Issue]]:
    counts = Counter(split_subject(label)[0] for label in stored)
    counts.pop("", None)
    if not counts:
        return "", []
    subject = max(counts, key=lambda name: counts[name])
    if len(counts) == 1:
        return subject, []
    what = (
        f"{len(counts)} subjects are in the file; the one with the most markers "
        f"({counts[subject]}) was kept."
    )
    issue = Issue(
        kind="several-subjects", where="markers", what=what, severity="caution"
    )
    return subject, [issue]


def _kinds(
    parameters: ParameterGroups, named: Mapping[str, int]
) -> dict[str, tuple[str, str]]:
    """Label to (kind, unit) of every model output.

    Modelled markers and joint centres count as outputs only beside the vendor's own
    bones: without them they are places that the laboratory itself pointed at or
    computed.
    """
    length = parameters.text("POINT", "UNITS") or "mm"
    known = known_outputs(named)
    bones = "bone" in known.values()
    found: dict[str, tuple[str, str]] = {}
    for group, (kind, unit_name) in _typed_groups(parameters).items():
        if kind == "modelled_marker" and not bones:
            continue
        unit = parameters.text("POINT", unit_name) or _UNITS.get(kind, length)
        for label in parameters.texts("POINT", group):
            name = split_subject(label)[1]
            if name in named:
                found.setdefault(name, (kind, unit))
    modelled = dict.fromkeys(_modelled(named) if bones else (), "modelled_marker")
    for name, kind in (known | modelled).items():
        found.setdefault(name, (kind, _UNITS.get(kind, length)))
    return found


def _modelled(names: Collection[str]) -> tuple[str, ...]:
    """Joint centres, and the Oxford foot model's points beside its forefoot's axes.

    Files list only some of them as modelled markers, some none.
    """
    feet = [f"{side}FOF{number}" for side in "LR" for number in range(4)]
    oxford = any(all(each in names for each in feet[at : at + 4]) for at in (0, 4))
    return tuple(
        name
        for name in names
        if _JOINT_CENTRE.match(name) or (oxford and _OXFORD.match(name))
    )


def known_outputs(names: Collection[str]) -> dict[str, str]:
    """Tell the outputs of Vicon's models by their names alone.

    Parameters
    ----------
    names
        Labels without a person's name.

    Returns
    -------
    dict[str, str]
        Label to kind: ``bone``, ``angle``, ``force`` …; a bone's four points only
        together.
    """
    found: dict[str, str] = {}
    for segment in _SEGMENTS:
        labels = [segment + letter for letter in "OALP"]
        if all(label in names for label in labels):
            found.update(dict.fromkeys(labels, "bone"))
    for name in names:
        for pattern, kind in _SUFFIXES:
            if name not in found and pattern.search(name):
                found[name] = kind
    return found


def _typed_groups(parameters: ParameterGroups) -> dict[str, tuple[str, str]]:
    """Parameter that lists labels, to kind and the name of its unit."""
    groups = dict(_GROUPS)
    texts = parameters.texts("POINT", "TYPE_GROUPS")
    for name, kind in zip(texts[::2], texts[1::2], strict=False):
        key = name.upper()
        if key and key not in groups:
            groups[key] = (kind.lower(), f"{kind.upper()}_UNITS")
    return groups
