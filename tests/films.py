"""Films of simulated people, with a picture that is drawn, not recorded."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.core.quantity import values
from ilium.findings.norm_files import own_norms
from ilium.findings.norms import Norms
from ilium.findings.references import attach
from ilium.planar.measure import measure_planar
from ilium.planar.movement import find_planar_movement
from ilium.planar.result import PlanarKinematics
from ilium.planar.solve import solve_planar
from ilium.report.filmed import Still
from ilium.symmetry.compare import compare_sides


@dataclass(frozen=True, kw_only=True)
class Film:
    """A film for the report, its pictures painted from the points."""

    planar: PlanarKinematics
    movement: Movement
    measures: tuple[Measure, ...]
    norms: Norms = field(default_factory=own_norms)
    overlay: str = ""
    pictures: bool = True

    def still(self, time):
        if not self.pictures:
            return None
        keypoints = self.planar.keypoints
        frame = int(np.argmin(np.abs(keypoints.time - time)))
        picture = Image.new("RGB", (keypoints.width // 2, keypoints.height // 2))
        drawing = ImageDraw.Draw(picture)
        drawing.rectangle((0, 0, *picture.size), fill=(196, 204, 210))
        points = values(keypoints.points)[frame] / 2.0
        for name in ("knee", "ankle", "hip", "shoulder", "heel", "toe"):
            for side in ("left", "right"):
                x, y = points[keypoints.names.index(f"{name}_{side}")]
                drawing.ellipse((x - 9, y - 9, x + 9, y + 9), fill=(90, 80, 74))
        held = io.BytesIO()
        picture.save(held, "JPEG", quality=80)
        return Still(jpeg=held.getvalue())


def film_of(keypoints, task="auto", *, participant=None, view=None, **more) -> Film:
    """Measure keypoints as the video pipeline does."""
    planar = solve_planar(keypoints, participant=participant, view=view)
    movement = find_planar_movement(planar, task=task)
    single = attach(measure_planar(planar, movement), movement)
    apart = attach(compare_sides(single, task=movement.task), movement)
    return Film(planar=planar, movement=movement, measures=(*single, *apart), **more)
