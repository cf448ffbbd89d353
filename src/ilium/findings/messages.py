"""Everything that a translator is given: contexts, English texts, plurals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ilium.findings.naming import names
from ilium.findings.references import errors, references
from ilium.findings.words import ONE, OTHER, catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text to be translated.

    Parameters
    ----------
    context
        Key of a sentence, or the kind of a name: ``measure``, ``task`` …
    text
        In English, with ``{names}`` of what is filled in.
    plural
        For more than one; empty where no number chooses.
    """

    context: str
    text: str
    plural: str = ""


def messages() -> tuple[Message, ...]:
    """Every text that people read, in the order of its sources."""
    return tuple(dict.fromkeys(_messages()))


def _messages() -> Iterator[Message]:
    english = catalogue()
    for key, text in english.items():
        base, _, last = key.rpartition(".")
        plural = english.get(f"{base}.{OTHER}", "") if last == ONE else ""
        second = last == OTHER and f"{base}.{ONE}" in english
        if second or last == "towards" or not text:
            continue
        if plural:
            yield Message(context=base, text=text, plural=plural)
        else:
            yield Message(context=key, text=text)
    rows = (
        *names(),
        *(("people", each.people) for each in references()),
        *(("range", each.title) for each in references()),
        *(("error", each.title) for each in errors()),
    )
    for context, text in rows:
        yield Message(context=context, text=text)
