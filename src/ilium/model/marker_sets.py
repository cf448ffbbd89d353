"""Marker sets: which of a laboratory's labels sits on which place of the body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from ilium.conventions import SIDES, initial
from ilium.core.parsing import toml_of
from ilium.errors import FileFormatError, InputError, UnknownNameError
from ilium.model.landmarks import LANDMARKS
from ilium.model.unrecognised import unrecognised

MARKER_RADIUS = 0.007
"""Radius of a marker where a set does not say [m]."""

Labels = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerSet:
    """A laboratory's way of naming its markers.

    Parameters
    ----------
    name
        Name in results, for example ``plug_in_gait``.
    title
        Name for people.
    landmarks
        Landmark to the labels that mean it, the preferred one first.
    identified_by
        Groups of labels; a recording has this set where each group has one of its
        labels.
    optional
        Landmarks that a recording may lack without a remark.
    marker_radius
        Radius of its markers [m].
    followed
        Beginnings of landmarks that a model follows in this set although laboratories
        compute them: joint centres where nothing else was seen.
    source, notes
        Where it is described, and what to know about it.
    """

    name: str
    title: str
    landmarks: Labels
    identified_by: tuple[tuple[str, ...], ...]
    optional: frozenset[str] = frozenset()
    marker_radius: float = MARKER_RADIUS
    followed: tuple[str, ...] = ()
    source: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerSetMatch:
    """What a recording has of a marker set.

    Parameters
    ----------
    name, title
        The recognised set.
    landmarks
        Landmark to the recording's own label, only those present.
    missing
        Landmarks of the set that the recording lacks, without the optional ones.
    unused
        Labels of the recording that the set does not know.
    marker_radius
        Radius of its markers [m].
    followed
        As in the set.
    notes
        What to know about the set.
    """

    name: str
    title: str
    landmarks: Mapping[str, str]
    missing: tuple[str, ...]
    unused: tuple[str, ...]
    marker_radius: float = MARKER_RADIUS
    followed: tuple[str, ...] = ()
    notes: str = ""


def recognise(
    names: Iterable[str], *, own: Sequence[MarkerSet | Path] = ()
) -> MarkerSetMatch:
    """Recognise a recording's marker set by its labels.

    Upper and lower case count as the same where a label is not found as written. Of
    the sets that fit, the one that explains most labels wins, then the one that lacks
    fewest; a laboratory's own set goes before ilium's.

    Parameters
    ----------
    names
        Labels of the recording's markers, without prefixes.
    own
        A laboratory's own sets, or the TOML files that hold them.

    Returns
    -------
    MarkerSetMatch
        With `missing` filled for half bodies and single legs.

    Raises
    ------
    InputError
        Where no set fits: what was found, what is missing, the nearest names.
    """
    found = tuple(names)
    mine = tuple(
        each if isinstance(each, MarkerSet) else read_marker_set(each) for each in own
    )
    for candidates in (mine, known_sets()):
        fitting = [
            match_labels(each, found)
            for each in candidates
            if all(_find(group, found) for group in each.identified_by)
        ]
        if fitting:
            return max(fitting, key=lambda m: (len(m.landmarks), -len(m.missing)))
    every = (*mine, *known_sets())
    raise unrecognised(
        found,
        {each.title: each.identified_by for each in every},
        {each.title: len(match_labels(each, found).landmarks) for each in every},
    )


def match_labels(marker_set: MarkerSet, names: Sequence[str]) -> MarkerSetMatch:
    """Find a set's landmarks among labels, whether or not the set is the right one.

    Parameters
    ----------
    marker_set
        The set.
    names
        Labels of a recording.

    Returns
    -------
    MarkerSetMatch
        What was found and what is missing.
    """
    pairs = {
        landmark: label
        for landmark, labels in marker_set.landmarks.items()
        if (label := _find(labels, names))
    }
    used = set(pairs.values())
    return MarkerSetMatch(
        name=marker_set.name,
        title=marker_set.title,
        landmarks=MappingProxyType(pairs),
        missing=tuple(
            each
            for each in marker_set.landmarks
            if each not in pairs and each not in marker_set.optional
        ),
        unused=tuple(each for each in names if each not in used),
        marker_radius=marker_set.marker_radius,
        followed=marker_set.followed,
        notes=marker_set.notes,
    )


@cache
def known_sets() -> tuple[MarkerSet, ...]:
    """Every set that ilium ships, by name."""
    folder = files("ilium.model").joinpath("sets")
    texts = {
        each.name.removesuffix(".toml"): each.read_text(encoding="utf-8")
        for each in sorted(folder.iterdir(), key=lambda each: each.name)
        if each.name.endswith(".toml")
    }
    return tuple(_parse(name, text, texts) for name, text in texts.items())


def read_marker_set(path: Path) -> MarkerSet:
    """Read a laboratory's own marker set.

    Parameters
    ----------
    path
        A TOML file with ``title``, ``identified_by`` (lists of labels, one of each must
        be present), and tables ``[midline]`` and ``[paired]`` of landmark to labels, in
        which ``{S}`` stands for L or R and ``{Side}`` for Left or Right. ``extends``
        may name a set that ilium ships.

    Returns
    -------
    MarkerSet
        The set.

    Raises
    ------
    FileFormatError
        Where the file is missing or not such a TOML file.
    UnknownNameError
        Where it names a place of the body that ilium does not know.
    """
    folder = files("ilium.model").joinpath("sets")
    shipped = {
        each.name: folder.joinpath(f"{each.name}.toml").read_text(encoding="utf-8")
        for each in known_sets()
    }
    try:
        return _parse(path.stem, path.read_text(encoding="utf-8"), shipped)
    except OSError as error:
        problem = f"The marker set {path.name!r} cannot be read: {error.strerror}."
        raise FileFormatError(problem, "Check its name and folder.") from error
    except InputError:
        raise
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        problem = f"The marker set {path.name} cannot be read: {error}."
        raise FileFormatError(problem, "Write it like the sets in the docs.") from error


def _parse(name: str, text: str, others: Mapping[str, str]) -> MarkerSet:
    table = toml_of(text)
    if "title" not in table or "identified_by" not in table:
        problem = f"The marker set {name} has no title or no identified_by."
        raise FileFormatError(problem, "Give both.")
    landmarks: dict[str, tuple[str, ...]] = {}
    optional: frozenset[str] = frozenset()
    if "extends" in table:
        if table["extends"] not in others:
            raise UnknownNameError.among("marker set", table["extends"], others)
        parent = _parse(table["extends"], others[table["extends"]], others)
        landmarks, optional = dict(parent.landmarks), parent.optional
    own = _labels(table)
    inherited = optional - frozenset(own)
    return MarkerSet(
        name=name,
        title=table["title"],
        landmarks=MappingProxyType({**landmarks, **own}),
        identified_by=tuple(_texts(group) for group in table["identified_by"]),
        optional=inherited
        | _both_sides(table.get("optional", {}).get("landmarks", ())),
        marker_radius=float(table.get("marker_radius", MARKER_RADIUS)),
        followed=_texts(table.get("followed", [])),
        source=table.get("source", ""),
        notes=table.get("notes", ""),
    )


def _labels(table: Mapping[str, Mapping[str, list[str]]]) -> Labels:
    labels = {key: _texts(value) for key, value in table.get("midline", {}).items()}
    for key, templates in table.get("paired", {}).items():
        for side in SIDES:
            letter, word = initial(side), side.capitalize()
            labels[f"{key}_{side}"] = tuple(
                each.replace("{S}", letter).replace("{Side}", word)
                for each in _texts(templates)
            )
    for landmark in labels:
        if landmark not in LANDMARKS:
            raise UnknownNameError.among("landmark", landmark, LANDMARKS)
    return labels


def _texts(labels: object) -> tuple[str, ...]:
    if not isinstance(labels, list) or not all(isinstance(x, str) for x in labels):
        msg = f"{labels!r} is not a list of labels"
        raise TypeError(msg)
    return tuple(labels)


def _both_sides(names: Iterable[str]) -> frozenset[str]:
    given = tuple(names)
    both = {f"{name}_{side}" for name in given for side in SIDES} | set(given)
    return frozenset(both & set(LANDMARKS))


def _find(labels: Iterable[str], names: Sequence[str]) -> str:
    """First of the labels that is among the names, as the recording writes it."""
    wanted = tuple(labels)
    for label in wanted:
        if label in names:
            return label
    folded = {name.strip().casefold(): name for name in reversed(names)}
    for label in wanted:
        if label.casefold() in folded:
            return folded[label.casefold()]
    return ""
