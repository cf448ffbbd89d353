"""From the points that a pose model found to angles, against Sports2D.

One person who marches on the spot, seen from the side: 22 points with noise and gaps,
60 frames a second. Sports2D runs in ``.venv-oracles`` (``make oracles``), each side in
a process of its own, one thread, turn about. ``--quick`` ends within 50 s.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from measuring import HERE, tell
from racing import Race, Side, is_quick, oracles_python, run_race

RATE = 60.0
SIZE = (1920, 1080)
PEER_NAMES = {
    "nose": "Nose",
    "shoulder": "Shoulder",
    "elbow": "Elbow",
    "wrist": "Wrist",
    "hip": "Hip",
    "knee": "Knee",
    "ankle": "Ankle",
    "heel": "Heel",
    "toe": "BigToe",
}


def main() -> int:
    """Race, print the table, then the JSON object."""
    quick = is_quick(__doc__, {"angles": angles}, loaded)
    seconds = 10 if quick else 30
    race = Race(
        name="angles_vs_sports2d",
        what=f"a clip of {seconds} s, one person, points to angles",
        peer="Sports2D",
        ours="angles",
        theirs="sports2d_angles",
        aim=10.0,
        runs=(1, 3),
        tolerance=0.1,
    )
    with (
        tempfile.TemporaryDirectory() as scratch,
        Side(sys.executable, Path(__file__), "--serve") as mine,
        Side(oracles_python(), HERE / "planar_peers.py") as peer,
    ):
        path = Path(scratch) / "points.npz"
        write_points(path, seconds)
        figure = run_race(race, mine, peer, str(path), quick=quick)
    tell("planar", [figure])
    return 0


def write_points(path: Path, seconds: int) -> None:
    """Write what a camera beside a marching person sees, for both programs [px]."""
    time = np.arange(seconds * RATE) / RATE
    tracks = marched(time)
    generator = np.random.default_rng(5)
    points = np.stack([tracks[each] for each in tracks], axis=1)
    points += generator.normal(0.0, 1.0, points.shape)
    for row, column in zip(
        generator.integers(0, time.size - 8, 4 * seconds),
        generator.integers(0, len(tracks), 4 * seconds),
        strict=True,
    ):
        points[row : row + 6, column] = np.nan
    names, theirs = list(tracks), [theirs_of(each) for each in tracks]
    hips = points[:, [names.index(f"hip_{side}") for side in ("left", "right")]]
    neck = points[:, [names.index(f"shoulder_{side}") for side in ("left", "right")]]
    middles = [each.mean(axis=1, keepdims=True) for each in (hips, neck)]
    np.savez(
        path,
        rate=RATE,
        time=time,
        names=names,
        points=points,
        peer_names=[*theirs, "Hip", "Neck"],
        peer_points=np.concatenate([points, *middles], axis=1),
    )


def marched(time: np.ndarray) -> dict[str, np.ndarray]:
    """Paths of the points of a body 900 px tall that faces right [px]."""
    found = {"nose": np.array([990.0, 180.0]) + np.zeros((time.size, 2))}
    for side, phase, depth in (("left", 0.0, 6.0), ("right", np.pi, -6.0)):
        lift = np.clip(np.sin(2.0 * np.pi * time + phase), 0.0, None) ** 2
        thigh, shank = 0.9 * lift, 0.9 * lift - 1.2 * lift
        hip = np.array([960.0 + depth, 520.0]) + np.zeros((time.size, 2))
        shoulder = hip + np.array([0.0, -260.0])
        knee = hip + 220.0 * along(thigh)
        ankle = knee + 220.0 * along(shank)
        foot = {
            "shoulder": shoulder,
            "elbow": shoulder + 150.0 * along(-0.4 * lift),
            "wrist": shoulder + 290.0 * along(-0.5 * lift),
            "hip": hip,
            "knee": knee,
            "ankle": ankle,
            "heel": ankle + np.array([-25.0, 35.0]),
            "toe": ankle + np.array([95.0, 40.0]),
        }
        found |= {f"{part}_{side}": place for part, place in foot.items()}
    return found


def along(angle: np.ndarray) -> np.ndarray:
    """Directions so far ahead of straight down, shape (time, 2) [1]."""
    return np.stack([np.sin(angle), np.cos(angle)], axis=1)


def theirs_of(name: str) -> str:
    """Sports2D's name of a point."""
    part, _, side = name.partition("_")
    return {"": "", "left": "L", "right": "R"}[side] + PEER_NAMES[part]


def loaded(path: str) -> Any:  # noqa: ANN401 - ilium is imported where it serves
    """The points as ilium holds them."""
    from ilium.core.dictionary import (  # noqa: PLC0415 - as above
        KEYPOINT_CONFIDENCE,
        KEYPOINT_NOISE,
        KEYPOINT_POSITION,
    )
    from ilium.core.keypoints import Keypoints  # noqa: PLC0415 - as above
    from ilium.core.trial import Source  # noqa: PLC0415 - as above

    with np.load(path) as kept:
        points, time, names = kept["points"], kept["time"], kept["names"].tolist()
    named = {"time": time, "keypoint": names}
    seen = np.isfinite(points).all(axis=2)
    return Keypoints(
        name="march",
        points=KEYPOINT_POSITION.label(points, **named, image_axis=["x", "y"]),
        confidence=KEYPOINT_CONFIDENCE.label(seen.astype(float), **named),
        noise=KEYPOINT_NOISE.label(np.ones(seen.shape), **named),
        width=SIZE[0],
        height=SIZE[1],
        source=Source(format="points", sha256="0" * 64),
        estimator="made up",
    )


def angles(keypoints: Any) -> float:  # noqa: ANN401 - as above
    """Angles of the clip; middle half of the right knee's [rad]."""
    from ilium.core.quantity import values  # noqa: PLC0415 - as above
    from ilium.planar.solve import solve_planar  # noqa: PLC0415 - as above

    solved = solve_planar(keypoints, view="side")
    knee = values(solved.angles.sel(signal="knee_flexion_right"))
    low, high = np.nanquantile(knee, (0.25, 0.75))
    return float(high - low)


if __name__ == "__main__":
    sys.exit(main())
