"""What was read of rows that never change: kept in memory, so much and no more."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar
from weakref import WeakSet

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_ALL: Final[WeakSet[Remembered[object, object]]] = WeakSet()


class Remembered(Generic[Key, Value]):
    """Values by their key; the one that was wanted least lately goes first.

    Parameters
    ----------
    most
        How many are kept [1].
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[Key, Value] = OrderedDict()
        self._forgotten = 0
        self._lock = Lock()
        _ALL.add(self)  # pyright: ignore[reportArgumentType]

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Value of a key, made where it is not known.

        Parameters
        ----------
        key
            What says all that the value depends on.
        make
            Makes it.

        Returns
        -------
        Value
            The same one as long as it is remembered.
        """
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
            before = self._forgotten
        value = make()
        with self._lock:
            if self._forgotten == before:  # else it may be of somebody who is erased
                self._known[key] = value
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return value

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._known.clear()
            self._forgotten += 1


def forget_everything() -> None:
    """Let go of everything that is remembered: somebody is erased."""
    for each in tuple(_ALL):
        each.forget()
