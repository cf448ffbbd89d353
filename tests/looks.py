"""Results that can be looked at: a squat, and a clip that counts its frames."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from cameras import looking
from clips import write_clip
from filmed import body_points, filmed
from ilium.app.look.package import ENDINGS, FILM, LOOK, film_of, look_package
from ilium.filming import analyse_video
from ilium.outputs.findings_json import findings_rows
from ilium.store import Store
from ilium.store.curves import curves_of, film_curves_of
from ilium.vision.clip import open_clip
from people import a_squatter
from stored import someone

DAY = dt.date(2026, 1, 22)
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
        findings=findings_rows(analysis.first_screen),
        day=day,
    )
    _keep(store, client, result, LOOK, look_package(analysis))
    return result


def a_filmed_squat(folder):
    """Single-leg squats seen from behind; each frame shows its number as bars."""
    time, points = body_points("single_leg_squat")
    camera = looking((-3.0, 1.0, 0.0), (0.0, 0.9, 0.0), name="rear")
    seen = filmed(camera, time - time[0], points, noise=0.5, seed=3)
    found = analyse_video(keypoints=seen, task="single_leg_squat", view="rear")
    file = write_clip(folder / "rear.mp4", time.size, rate=RATE, size=(270, 480))
    footage = replace(found.footage[0], clip=open_clip(file))
    return replace(found, footage=(footage,))


def keep_film(store: Store, client: str, analysis, *, day: dt.date = DAY) -> int:
    """Keep a clip with its film, in which nobody's face is."""
    result = store.results.add(
        client,
        analysis,
        curves=film_curves_of(analysis),
        findings=findings_rows(analysis.first_screen),
        day=day,
    )
    _keep(store, client, result, LOOK, look_package(analysis))
    _keep(store, client, result, FILM, film_of(analysis, show_face=True))
    return result


def _keep(store: Store, client: str, result: int, kind: str, data: bytes) -> None:
    store.documents.add(client, kind, data, result=result, ending=ENDINGS[kind])
