"""Words of the viewer in the visitor's language, for what a package names by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ilium.catalogue import kind_of
from ilium.findings.language import spoken_language, translated
from ilium.findings.naming import (
    event_words,
    muscle_words,
    name_words,
    positive_words,
    title_of,
)
from ilium.findings.one_language import ENGLISH
from ilium.findings.words import say
from ilium.muscles.groups import muscle_groups
from ilium.programme.edited import Said
from ilium.report.escape import plain
from ilium.stability.definitions import BY_NAME

GROUPS: Final = (
    "pelvis", "angles", "muscles", "moments", "powers", "loads", "forces",
)  # fmt: skip
"""Groups of curves in the order in which they are offered."""

Header = Mapping[str, Any]


def words_of(header: Header, said: Sequence[Said] = ()) -> dict[str, Any]:
    """Everything that the viewer's scripts say about a package.

    Parameters
    ----------
    header
        Of the package.
    said
        What a coach made of the result's findings.

    Returns
    -------
    dict
        Titles of curves and groups, events, sides, findings, and sentences with their
        ``{names}`` left open.
    """
    events = {each["name"] for each in header["events"]}
    for repetition in header["repetitions"]:
        events |= set(repetition["events"])
    ranges = header["ranges"]
    return {
        **{key: _open(key) for key in _OPEN},
        "side": {each: say(f"side.{each}") for each in ("left", "right", "both")},
        "letter": {
            "left": say("letter.left"),
            "right": say("letter.right"),
            "both": "",
        },
        "event": {each: plain(event_words(each)) for each in sorted(events)},
        "mode": {
            each: say(f"app_look.mode.{each}") for each in ("film", "figure", "body")
        },
        "groups": [[each, say(f"app_look.group.{each}")] for each in GROUPS],
        "curves": {
            each["key"]: _curve(each["key"], ranges.get(each["key"]))
            for each in header["curves"]
        },
        "findings": findings_of(header, said),
        "kind": {each: say(f"app_look.kind.{each}") for each in KINDS},
        "draw": {each: say(f"app_look.draw.{each}") for each in KINDS[:3]},
    }


KINDS: Final = ("line", "angle", "pencil", "text", "voice")
"""Kinds of marks."""
_OPEN: Final = (
    "play", "pause", "table", "seconds", "percent", "mean", "sd", "span", "positive",
    "repetition", "repetition_both", "failed", "kept", "not_kept", "no_microphone",
    "voice", "voice_stop", "go", "remove", "remove_at", "clip_length", "clip_too_long",
    "no_error", "within_error", "beyond_error", "difference_of", "clip_making",
    "clip_kept", "clip_saved", "clip_name", "clip_of",
)  # fmt: skip
_NAMES: Final = ("side", "number", "words", "low", "high", "error", "when", "percent")


def _open(key: str) -> str:
    """Text of the viewer whose places a script fills in."""
    return say(f"app_look.{key}", **{name: f"{{{name}}}" for name in _NAMES})


def findings_of(header: Header, said: Sequence[Said] = ()) -> list[dict[str, Any]]:
    """Findings of a package in the visitor's language.

    Parameters
    ----------
    header
        Of the package.
    said
        What a coach made of them: hidden ones are left out, added ones come last.

    Returns
    -------
    list of dict
        ``sentence``, ``role``, ``time``, ``repetition`` and ``curve``.
    """
    code = spoken_language().code
    by_hand = {each.measure or each.role: each for each in said if each.by is not None}
    told: list[dict[str, Any]] = []
    for each in header["findings"]:
        words = each["sentence"].get(code) or each["sentence"][ENGLISH]
        changed = by_hand.get(each["measure"])
        if changed is None or not changed.hidden:
            words = words if changed is None else changed.sentence
            told.append({**each, "sentence": words})
    added = [each.sentence for each in said if each.role == "added"]
    return told + [{"role": "added", "sentence": each} for each in added]


def repetition_words(repetition: Mapping[str, Any]) -> str:
    """Name of a repetition: its side and number."""
    side, number = repetition["side"], repetition["number"]
    key = "repetition_both" if side == "both" else "repetition"
    return say(f"app_look.{key}", side=say(f"side.{side}"), number=number)


def _curve(key: str, limits: Mapping[str, Any] | None) -> dict[str, Any]:
    title, positive = _names(key)
    told: dict[str, Any] = {"title": title, "positive": positive}
    if limits is not None:
        kind = "target" if limits["kind"] == "target" else "usual"
        told["range"] = {
            "low": limits["low"],
            "high": limits["high"],
            "words": say(
                f"app_look.range_{kind}",
                measure=title_of(kind_of(limits["measure"])),
                people=translated("people", limits["people"]),
                title=limits["title"],
            ),
        }
    return told


def _names(key: str) -> tuple[str, str]:
    """Title of a curve and what its positive values mean."""
    group, _, name = key.partition("-")
    if group in _PAIRS:
        title, positive = _PAIRS[group]
        return say(title.format(name)), say(positive.format(name)) if positive else ""
    if group == "angle":
        base = f"angle.{name.replace('-', '.')}"
        return say(f"{base}.title"), say(f"{base}.positive")
    if group == "muscle":
        titles = {each.name: each.title for each in muscle_groups()}
        return muscle_words(titles.get(name, name)), ""
    kind = BY_NAME[key]
    return name_words(kind.title), positive_words(kind.positive)


_PAIRS: Final = {
    "moment": ("moments.title_{}", "moments.positive_{}"),
    "power": ("app_look.power.{}", "app_look.power.positive"),
    "reaction": ("moments.reaction_{}", ""),
    "force": ("app_look.force_{}", ""),
}
"""Group of curves to the texts of its title and of what is positive."""
