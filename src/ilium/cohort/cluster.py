"""Who does the work: the workers of a Dask scheduler, on other machines too.

Dask runs what it is sent: who can speak to a scheduler can run programs on its workers,
and the other way round. So only this machine or an encrypted connection with
certificates is spoken to, unless somebody insists.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlsplit

from ilium import __version__
from ilium.capture.child import Child
from ilium.cohort.crew import WORKER, Outcome, answered, lost
from ilium.cohort.work import Order
from ilium.errors import ComputationError, InputError

if TYPE_CHECKING:
    from distributed import Client, Future

logger = logging.getLogger(__name__)

PATIENCE: Final = 300.0
"""Time without any worker after which a run gives up [s]."""
PULSE: Final = 15.0
"""Time between two looks at the workers [s]."""
AHEAD: Final = 2
"""Orders for each thread that wait at the workers [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """Files for an encrypted connection, PEM.

    Parameters
    ----------
    ca
        Who signs the certificates of scheduler and workers.
    cert, key
        Our own certificate and its private key.
    """

    ca: str = ""
    cert: str = ""
    key: str = ""

    @property
    def given(self) -> bool:
        """Whether all three are there."""
        return bool(self.ca and self.cert and self.key)


def check_address(address: str, certificates: Certificates, *, insecure: bool) -> str:
    """Refuse a scheduler that anybody could pretend to be.

    Parameters
    ----------
    address
        ``tcp://127.0.0.1:8786``, or without ``tcp://``; ``tls://host:8786``.
    certificates
        For ``tls://``.
    insecure
        Whether an open connection to another machine is allowed.

    Returns
    -------
    str
        The address with its kind.

    Raises
    ------
    InputError
        Where it is not this machine's and not encrypted.
    """
    full = address if "://" in address else f"tcp://{address}"
    parts = urlsplit(full)
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or not port or parts.scheme not in ("tcp", "tls"):
        raise InputError(
            f"{address!r} is not the address of a scheduler.",
            "Give tcp://127.0.0.1:8786 or tls://host:8786, as the scheduler prints it.",
        )
    if parts.scheme == "tls":
        _check_files(certificates)
    elif not insecure and not _is_own(host):
        raise InputError(
            f"The connection to {host!r} is open: whoever listens can run programs"
            " there and here.",
            "Give tls://… with --tls-ca, --tls-cert and --tls-key, or --insecure in a"
            " network that is yours alone.",
        )
    return full


def _check_files(certificates: Certificates) -> None:
    if not certificates.given:
        problem = "An address with tls:// needs certificates."
        raise InputError(problem, "Give --tls-ca, --tls-cert and --tls-key.")
    for each in (certificates.ca, certificates.cert, certificates.key):
        if not Path(each).is_file():
            problem = f"There is no certificate {Path(each).name!r}."
            raise InputError(problem, "Check its name and folder.")


def _is_own(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class Cluster:
    """Workers of a scheduler; each thread of theirs has a process of ours.

    Parameters
    ----------
    address
        The scheduler's.
    certificates
        For ``tls://``.
    insecure
        Whether an open connection to another machine is allowed.
    patience
        Time without any worker after which it gives up [s].
    """

    def __init__(
        self,
        address: str,
        certificates: Certificates | None = None,
        *,
        insecure: bool = False,
        patience: float = PATIENCE,
    ) -> None:
        given = certificates or Certificates()
        full = check_address(address, given, insecure=insecure)
        self._client = _connected(full, given)
        self._patience = patience

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def each(self, orders: Iterable[Order]) -> Iterator[Outcome]:
        """Do every order, in whatever order they end.

        Parameters
        ----------
        orders
            What `ilium.cohort.orders.order_of` wrote; taken as workers are free.

        Yields
        ------
        Outcome
            One for each order.

        Raises
        ------
        ComputationError
            Where no worker has been there for a while; what is done is kept.
        """
        self._await_workers()
        numbered = enumerate(orders)
        ended: SimpleQueue[Future] = SimpleQueue()
        under_way: dict[Future, tuple[int, Order]] = {}
        more = True
        while more or under_way:
            while more and len(under_way) < AHEAD * max(1, self._threads()):
                number, order = next(numbered, (-1, {}))
                if number < 0:
                    more = False
                    break
                future = self._client.submit(labour, dict(order), pure=False)
                under_way[future] = (number, order)
                future.add_done_callback(ended.put)
            if under_way:
                future = self._next(ended)
                yield _outcome(future, *under_way.pop(future))

    def _threads(self) -> int:
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        return sum(each["nthreads"] for each in workers.values())

    def _await_workers(self) -> None:
        from distributed import TimeoutError as Late  # noqa: PLC0415 - an extra

        if not self._threads():
            logger.info("waiting for workers of the scheduler")
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except Late as error:
            raise InputError(
                "The scheduler has no workers.",
                "Start some: dask worker ADDRESS --nthreads 1 --nworkers auto.",
            ) from error
        found: Any = self._client.run(_version)
        others = {each for each in found.values() if each != __version__}
        if others:
            raise InputError(
                f"Workers have ilium {', '.join(sorted(others))}, here is"
                f" {__version__}.",
                "Install the same version everywhere.",
            )

    def _next(self, ended: SimpleQueue[Future]) -> Future:
        alone = 0.0
        while True:
            try:
                return ended.get(timeout=PULSE)
            except Empty:
                alone = 0.0 if self._threads() else alone + PULSE
                if alone >= self._patience:
                    raise ComputationError(
                        "The scheduler has lost all its workers.",
                        "Start workers again and add --resume: what is done is kept.",
                    ) from None


def _connected(address: str, certificates: Certificates) -> Client:
    try:
        from distributed import Client, Security  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise InputError(
            "A cluster needs Dask distributed, which is not installed.",
            "Install it: pip install 'ilium[cluster]'.",
        ) from error
    security = None
    if certificates.given:
        security = Security(
            tls_ca_file=certificates.ca,
            tls_client_cert=certificates.cert,
            tls_client_key=certificates.key,
            require_encryption=True,
        )
    try:
        return Client(address, security=security, timeout="20s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(
            f"No scheduler answers at {address}.",
            "Check the address, and that the certificates are those of its authority.",
        ) from error


def _outcome(future: Future, number: int, order: Order) -> Outcome:
    try:
        return Outcome(number=number, **future.result())
    except Exception as error:  # noqa: BLE001 - Dask raises what became of a worker
        reason = str(error).partition("\n")[0]
        return lost(number, order, f"{type(error).__name__}: {reason}")


_own: Final = threading.local()


def labour(order: dict[str, Any]) -> dict[str, Any]:
    """Do one order on a worker, in a process of its own.

    Parameters
    ----------
    order
        What `ilium.cohort.orders.order_of` wrote.

    Returns
    -------
    dict
        ``state``, ``part`` and ``facts`` of the outcome.
    """
    if not hasattr(_own, "child"):
        _own.child = Child(WORKER)
    outcome = answered(_own.child, 0, order)
    return {"state": outcome.state, "part": outcome.part, "facts": outcome.facts}


def _version() -> str:
    return __version__
