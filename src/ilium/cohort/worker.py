"""The process that analyses a cohort's trials: one a request, one thread."""

from __future__ import annotations

from ilium.capture.serving import serve_standard_streams
from ilium.cohort.work import work


def main() -> None:
    """Serve until the requests end."""
    serve_standard_streams(lambda order, _tell: work(order))
