"""How often somebody may try to sign in: a delay that grows with every miss.

Kept in memory: a restart forgets it, which costs whoever guesses more than it gives.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

FORGOTTEN: Final = 3600.0
"""After how long without a miss the count begins anew [s]."""
MOST: Final = 10_000
"""How many logins and addresses are remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many misses are free, and how long the delay after them may grow.

    Parameters
    ----------
    free
        Misses without any delay.
    longest
        Longest delay [s].
    """

    free: int
    longest: float

    def delay(self, misses: int) -> float:
        """How long to wait after so many misses [s]: 1, 2, 4 …, the longest."""
        if misses < self.free:
            return 0.0
        return min(self.longest, 2.0 ** min(misses - self.free, 30))


LOGIN: Final = Patience(free=5, longest=60.0)
"""A stranger can keep the owner of a login out for no longer than a minute."""
ADDRESS: Final = Patience(free=20, longest=900.0)
"""A practice shares an address; whoever tries many logins waits a quarter hour."""


@dataclass(slots=True)
class Attempts:
    """Misses by login and by address.

    Parameters
    ----------
    clock
        Seconds that only grow.
    """

    clock: Callable[[], float] = time.monotonic
    _misses: dict[tuple[str, str], tuple[int, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, login: str, address: str) -> int:
        """How long to wait before another try [s]; 0 for not at all.

        Parameters
        ----------
        login
            As it is kept.
        address
            Where the try comes from.

        Returns
        -------
        int
            Whole seconds, rounded up.
        """
        with self._lock:
            left = (
                self._left(patience, key) for patience, key in _keys(login, address)
            )
            return math.ceil(max(left))

    def missed(self, login: str, address: str) -> None:
        """Count a try, until it is known to have succeeded.

        Parameters
        ----------
        login, address
            As in `wait`.
        """
        with self._lock:
            for _, key in _keys(login, address):
                count = self._count(key) + 1
                self._misses.pop(key, None)  # the newest stand last
                self._misses[key] = (count, self.clock())
            while len(self._misses) > MOST:
                del self._misses[next(iter(self._misses))]

    def succeeded(self, login: str, address: str) -> None:
        """Forget the misses of a login; of its address only the last one.

        Parameters
        ----------
        login, address
            As in `wait`.
        """
        with self._lock:
            self._misses.pop(("login", login), None)
            key = ("address", network(address))
            count, last = self._misses.get(key, (0, 0.0))
            self._misses[key] = (max(0, count - 1), last)

    def _left(self, patience: Patience, key: tuple[str, str]) -> float:
        _, last = self._misses.get(key, (0, 0.0))
        return max(0.0, last + patience.delay(self._count(key)) - self.clock())

    def _count(self, key: tuple[str, str]) -> int:
        count, last = self._misses.get(key, (0, 0.0))
        return count if self.clock() < last + FORGOTTEN else 0


def _keys(login: str, address: str) -> tuple[tuple[Patience, tuple[str, str]], ...]:
    return (LOGIN, ("login", login)), (ADDRESS, ("address", network(address)))


def network(address: str) -> str:
    """Network that one household has: of IPv6 the first 64 bits.

    Parameters
    ----------
    address
        Where a request comes from.

    Returns
    -------
    str
        IPv4 as it is.
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False))
