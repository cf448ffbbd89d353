"""Results that can be looked at: a squat, and a clip that counts its frames."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from functools import partial

import numpy as np

from clips import write_clip
from ilium.app.look.film import film_of
from ilium.app.look.package import look_package
from ilium.conventions import SIDES, SIGN
from ilium.filming import analyse_video
from ilium.outputs.findings_json import findings_rows
from ilium.store import Store
from ilium.store.curves import curves_of, film_curves_of
from ilium.store.documents import FILM, LOOK
from ilium.units import DEGREE
from ilium.vision.clip import open_clip
from people import a_squatter
from stick_people import ASIDE, HEIGHTS, filmed
from stored import someone

DAY = dt.date(2026, 1, 22)
BEGIN = (3.0, 6.0)
DROP = 8.0 * DEGREE
DOWN = {"hip": 1.0, "shoulder": 1.0, "wrist": 1.0, "knee": 0.5}
"""How far each point goes down with the hips [1]."""
RATE = 50
"""Frames a second of the clip [Hz]."""


def a_client(store: Store) -> str:
    """Somebody who agrees to everything."""
    return someone(store, "Ada Beispiel")


def keep_squat(store: Store, client: str, *, day: dt.date = DAY, **more) -> int:
    """Keep single-leg squats of a laboratory with what the viewer needs."""
    analysis = a_squatter(**more)
    result = store.results.add(
        client,
        analysis,
        curves=curves_of(analysis),
        findings=findings_rows(analysis),
        day=day,
    )
    store.documents.add(client, LOOK, look_package(analysis), result=result)
    return result


def a_filmed_squat(folder):
    """Left squats seen from behind; each frame of the film shows its number as bars."""
    time = np.arange(0.0, 11.0, 1 / RATE)
    shares = [np.clip((time - start) / 2, 0, 1) for start in BEGIN]
    depth = sum(np.sin(np.pi * each) ** 2 for each in shares)
    points = {}
    for part, height in HEIGHTS.items():
        for side in SIDES:
            tilt = SIGN[side] * ASIDE[part] * math.tan(DROP) if part == "hip" else 0.0
            up = height - 0.25 * DOWN.get(part, 0.0) * depth - tilt * depth
            across = np.full_like(time, SIGN[side] * ASIDE[part])
            points[f"{part}_{side}"] = np.stack([across, up], axis=1)
    seen = filmed(points, time, view="rear")
    task = "single_leg_squat"
    found = analyse_video(keypoints=seen, task=task, side="left", view="rear")
    file = write_clip(folder / "rear.mp4", time.size, rate=RATE, size=(270, 480))
    footage = replace(found.footage[0], clip=open_clip(file))
    return replace(found, footage=(footage,))


def keep_film(store: Store, client: str, analysis, *, day: dt.date = DAY) -> int:
    """Keep a clip with its film, in which nobody's face is."""
    result = store.results.add(
        client,
        analysis,
        curves=film_curves_of(analysis),
        findings=findings_rows(analysis),
        day=day,
    )
    keep = partial(store.documents.add, client, result=result)
    keep(LOOK, look_package(analysis))
    keep(FILM, film_of(analysis, show_face=True))
    return result
