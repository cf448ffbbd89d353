"""
How far can one phone be trusted?
=================================

A phone sees a picture, not a body. Here the truth is known: a simulated person squats
on the left leg and the pelvis drops by 10°. A camera in front sees the joints, with the
tremble that a pose network has; ilium says what it makes of them, and how sure it is.
With a clip of your own, everything up to ``analysis`` becomes one line:
``analysis = analyse_video(["squat.mp4"])``.
"""

import matplotlib.pyplot as plt
import numpy as np

from ilium.conventions import SIDES
from ilium.core.camera import Levelling
from ilium.core.dictionary import (
    KEYPOINT_CONFIDENCE,
    KEYPOINT_NOISE,
    KEYPOINT_POSITION,
)
from ilium.core.keypoints import Keypoints
from ilium.core.trial import Source
from ilium.filming import analyse_video
from ilium.kinematics import solve_kinematics
from ilium.report.tokens import LIGHT
from ilium.samples import simulate
from ilium.units import DEGREE, degrees

HEIGHT, AWAY, FOCAL, TREMBLE = 0.95, 2.6, 1500.0, 2.0
made = simulate("single_leg_squat", side="left", repetitions=3, rate=50.0,
                pelvic_drop=10.0 * DEGREE)  # fmt: skip
body = solve_kinematics(made.trial, static=made.static)
names = [f"{part}_{side}" for part in ("hip", "knee", "ankle") for side in SIDES]
places = [body.joint(name) for name in names]
for part in ("shoulder", "elbow", "heel", "toe"):
    for side in SIDES:
        names.append(f"{part}_{side}")
        places.append(body.landmark(names[-1]))

# %%
# What the camera in front of the person sees: a point further away is nearer to the
# middle of the picture.
points = np.stack(places, axis=1)
depth = AWAY - (points[..., 0] - points[0, 0, 0])
across, up = points[0, 0, 2] - points[..., 2], points[..., 1] - HEIGHT
pixels = np.stack([540.0 + FOCAL * across / depth, 960.0 - FOCAL * up / depth], axis=-1)
pixels += np.random.default_rng(1).normal(0.0, TREMBLE, pixels.shape)
clock = {"time": body.time, "keypoint": names}
shape = pixels.shape[:2]
seen = Keypoints(
    name="squat",
    points=KEYPOINT_POSITION.label(pixels, **clock, image_axis=("u", "v")),
    confidence=KEYPOINT_CONFIDENCE.label(np.full(shape, 0.9), **clock),
    noise=KEYPOINT_NOISE.label(np.full(shape, TREMBLE), **clock),
    width=1080,
    height=1920,
    source=Source(format="simulated", sha256=""),
    estimator="simulated",
    levelling=Levelling(roll=0.0, pitch=0.0, roll_error=0.5 * DEGREE,
                        pitch_error=0.5 * DEGREE, how="given"),
)  # fmt: skip
analysis = analyse_video(keypoints=seen, task="single_leg_squat", view="front")
print(analysis.first_screen.headline)
for each in analysis.measures:
    if each.name == "pelvic_drop_peak_from_standing" and each.repetition is None:
        low, high = degrees(each.ci_low), degrees(each.ci_high)
        print(f"Phone: {degrees(each.value):.0f}°, between {low:.0f}° and {high:.0f}°.")
        print(f"True: 10°. Within what the phone says: {low < 10.0 < high}.")

# %%
# The drop through time, as the phone saw it, beside the truth.
planar = analysis.planar
drop = planar.angles.sel(signal="pelvic_obliquity")
figure, axes = plt.subplots(figsize=(6.0, 3.0), layout="constrained")
axes.plot(planar.time, -degrees(drop), color=LIGHT["left"])
axes.plot(body.time, -degrees(made.truth.obliquity), color=LIGHT["ink"], linewidth=1)
axes.set_xlabel("s")
axes.set_title("Pelvic drop on the left leg, °: phone (blue), truth (dark)", loc="left")
