"""Segments, couplers, wrapping cylinders and markers of a model kept in tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ilium.model.body_model import Coupler, ModelMarker, Segment, WrapSurface
from ilium.model.functions import Linear
from ilium.model.mirror import (
    POINT,
    both_sides,
    left_name,
    mirrored_placement,
    mirrored_point,
)
from ilium.model.table_rows import PLACE, Row, placement, read_rows, vector


def sided_rows(model: str, table: str) -> Iterator[Row]:
    """Rows of a table, each run of right ones followed by the same with left names."""
    rows: list[Row] = list(read_rows(model, table))
    return both_sides(rows, lambda row: next(iter(row.values())), _renamed)


def _renamed(row: Row) -> Row:
    return {key: left_name(value) for key, value in row.items()}


def table_segments(model: str) -> tuple[Segment, ...]:
    """Segments of a model's tables; the left ones are mirrored."""
    moments = ("inertia_xx_kgm2", "inertia_yy_kgm2", "inertia_zz_kgm2")
    right = (
        Segment(
            name=row["segment"],
            mass=float(row["mass_kg"]),
            mass_centre=vector(row, PLACE, "centre_"),
            inertia=np.diag(vector(row, moments)),
        )
        for row in read_rows(model, "segments")
    )
    return tuple(both_sides(right, lambda each: each.name, _mirrored_segment))


def _mirrored_segment(segment: Segment) -> Segment:
    return replace(
        segment,
        name=left_name(segment.name),
        mass_centre=mirrored_point(segment.mass_centre),
        inertia=segment.inertia * np.outer(POINT, POINT) + 0.0,
    )


def table_couplers(model: str) -> tuple[Coupler, ...]:
    """Coordinates of a model's tables that follow others."""
    return tuple(
        Coupler(
            dependent=row["dependent"],
            independent=row["independent"],
            function=Linear(float(row["factor"]), 0.0),
        )
        for row in sided_rows(model, "couplers")
    )


def table_cylinders(model: str) -> tuple[WrapSurface, ...]:
    """Wrapping cylinders of a model's tables; the left ones are mirrored."""
    right = (
        WrapSurface(
            name=row["cylinder"],
            segment=row["segment"],
            kind="cylinder",
            placement=placement(row),
            dimensions=(float(row["radius_m"]), float(row["length_m"])),
            quadrant=row["quadrant"],
        )
        for row in read_rows(model, "cylinders")
    )
    return tuple(both_sides(right, lambda each: each.name, _mirrored_surface))


def _mirrored_surface(surface: WrapSurface) -> WrapSurface:
    return replace(
        surface,
        name=left_name(surface.name),
        segment=left_name(surface.segment),
        placement=mirrored_placement(surface.placement),
    )


def table_markers(model: str) -> tuple[ModelMarker, ...]:
    """Markers of a model's tables, both sides as they stand there."""
    return tuple(
        ModelMarker(
            name=row["marker"], segment=row["segment"], location=vector(row, PLACE)
        )
        for row in read_rows(model, "markers")
    )
