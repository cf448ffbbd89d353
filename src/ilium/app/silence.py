"""No telemetry: what the packages beneath could report, they are told not to."""

from __future__ import annotations

from typing import Final

from fastapi.telemetry import TelemetryConfig

NO_TELEMETRY: Final[TelemetryConfig] = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""Nothing is reported anywhere, whatever the environment asks for."""
