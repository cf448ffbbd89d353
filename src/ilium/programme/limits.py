"""Numbers that a history can hold: scales of 0 to 10, amounts from 0."""

from __future__ import annotations

from ilium.errors import InputError


def within_ten(owner: str, name: str, value: float | None) -> None:
    """Refuse what is no point of a scale of 0 to 10."""
    if value is not None and not 0 <= value <= 10:
        raise InputError(
            f"{owner}: {name} is {value:g}, outside 0 to 10.", "Give 0 to 10."
        )


def not_below_zero(owner: str, **values: float | None) -> None:
    """Refuse amounts below zero, and what is no number."""
    for name, value in values.items():
        if value is not None and not 0 <= value < 1e6:
            raise InputError(f"{owner}: {name} is {value:g}.", "Give 0 or more.")
