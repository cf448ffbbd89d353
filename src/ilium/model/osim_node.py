"""One element of a model's file, and its properties as numbers, names and flags."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NoReturn
from xml.etree.ElementTree import Element

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.errors import FileFormatError, InputError

LARGEST: Final = 1e12
"""Beyond this, no property of a body's model is meant."""

_SHOWN: Final = 40
_MEND: Final = "Mend it in OpenSim, or in the file, and try again."


@dataclass(frozen=True, slots=True)
class Node:
    """An element with the file's name and its ``<defaults>``.

    A property that an element lacks is looked for in the file's default of the same
    class, as OpenSim does.

    Parameters
    ----------
    element
        The element.
    file
        Name of the file, for errors.
    defaults
        Class to the element that holds the file's defaults for it.
    """

    element: Element
    file: str
    defaults: Mapping[str, Element] = field(default_factory=dict[str, Element])

    @property
    def kind(self) -> str:
        """OpenSim's class."""
        return self.element.tag

    @property
    def name(self) -> str:
        """Its name; empty where it has none."""
        return self.element.get("name", "").strip()

    def of(self, element: Element) -> Node:
        """Another element of the same file."""
        return Node(element, self.file, self.defaults)

    def child(self, tag: str) -> Node | None:
        """Return the property of this name, or the file's default of it."""
        for where in (self.element, self.defaults.get(self.kind)):
            found = where.find(tag) if where is not None else None
            if found is not None:
                return self.of(found)
        return None

    def children(self) -> Iterator[Node]:
        """Elements directly inside."""
        return (self.of(each) for each in self.element)

    def only(self, tag: str) -> Node | None:
        """Return the single element inside a property, such as its function."""
        holder = self.child(tag)
        return next(holder.children(), None) if holder is not None else None

    def members(self, *tags: str) -> list[Node]:
        """Elements of a set, such as ``BodySet``, whose objects may be wrapped."""
        holder: Node | None = self
        for tag in tags:
            holder = holder.child(tag) if holder is not None else None
        if holder is None:
            return []
        inside = holder.element.find("objects")
        return list(
            holder.of(inside if inside is not None else holder.element).children()
        )

    def text(self, *tags: str, default: str = "") -> str:
        """Text of the first of these properties that is there."""
        for tag in tags:
            found = self.child(tag)
            if found is not None:
                return (found.element.text or "").strip()
        return default

    def flag(self, tag: str, *, default: bool) -> bool:
        """Whether a property says so."""
        text = self.text(tag).lower()
        if text in ("true", "1"):
            return True
        if text in ("false", "0"):
            return False
        if text:
            self.refuse(f"{tag} is {_short(text)!r}, neither true nor false")
        return default

    def number(self, tag: str, default: float | None = None) -> float:
        """A finite number of a property."""
        words = self.text(tag).split()
        if not words and default is not None:
            return default
        if len(words) != 1:
            self.refuse(f"{tag} has {len(words)} numbers instead of one")
        return self._number(tag, words[0])

    def numbers(
        self, tag: str, count: int | None = None, default: FloatArray | None = None
    ) -> FloatArray:
        """Finite numbers of a property, `count` of them where it is given."""
        words = self.text(tag).split()
        if not words and default is not None:
            return default
        if count is not None and len(words) != count:
            self.refuse(f"{tag} has {len(words)} numbers instead of {count}")
        return np.array([self._number(tag, each) for each in words], dtype=np.float64)

    def vector(self, tag: str) -> FloatArray:
        """Three numbers; zero where the property is missing."""
        return self.numbers(tag, 3, default=np.zeros(3))

    def interval(self, tag: str, default: tuple[float, float]) -> tuple[float, float]:
        """Return two numbers, the lower one first; they may be infinite."""
        words = self.text(tag).split()
        if not words:
            return default
        if len(words) != 2:
            self.refuse(f"{tag} has {len(words)} numbers instead of 2")
        low, high = sorted(self._number(tag, each, infinite=True) for each in words)
        return low, high

    def names(self, tag: str) -> list[str]:
        """Return the words of a property."""
        return self.text(tag).split()

    def _number(self, tag: str, word: str, *, infinite: bool = False) -> float:
        try:
            value = float(word)
        except ValueError:
            self.refuse(f"{tag} holds {_short(word)!r}, which is no number")
        if math.isinf(value) and infinite:
            return value
        if not abs(value) < LARGEST:
            self.refuse(f"{tag} holds {_short(word)!r}, which no body has")
        return value

    def label(self) -> str:
        """Class and name, for people."""
        return f"{self.kind} {_short(self.name)!r}" if self.name else self.kind

    def refuse(self, found: str, remedy: str = _MEND) -> NoReturn:
        """Say that the file does not follow its format here."""
        raise FileFormatError(f"{self.file}: {self.label()}: {found}.", remedy)

    def unknown(self, what: str, remedy: str) -> NoReturn:
        """Say that ilium does not know something that changes the model."""
        problem = f"{self.file}: {self.label()} is {what} that ilium does not know."
        raise InputError(problem, remedy)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
