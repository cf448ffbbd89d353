"""
Does the model lie on its side?
===============================

Laboratories call up +z or +y, and walk along +x, -y or anything else. ilium detects the
axes from the markers and plates, says from what, and turns everything to x forwards, y
up, z to the right: OpenSim's axes too.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib.pyplot as plt
import numpy as np

import ilium
from ilium.capture.c3d_write import write_c3d
from ilium.core.trial import LabFrame
from ilium.samples import simulate

made = simulate("walk", repetitions=2, seed=1)
z_up = LabFrame(
    rotation=np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]]),
    forwards="+x",
    up="+z",
    how="given",
)
y_forwards = LabFrame(
    rotation=np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),
    forwards="+y",
    up="+z",
    how="given",
)
figure, (stored, read) = plt.subplots(1, 2, figsize=(7, 4), layout="constrained")
with TemporaryDirectory() as folder:
    for number, lab in enumerate((z_up, y_forwards)):
        file = Path(folder) / f"walk{number}.c3d"
        trial = ilium.read_trial(write_c3d(replace(made.trial, lab=lab), file))
        print(f"{trial.lab.forwards} forwards, {trial.lab.up} up: {trial.lab.how}")
        apart = np.nanmax(np.abs(trial.markers - made.trial.markers.to_numpy()))
        points = np.asarray(trial.markers)[len(trial.markers) // 2]
        there = points @ lab.rotation  # the laboratory's own axes
        mark = "ox"[number]
        stored.plot(there[:, 0], there[:, 2], mark, label=f"{lab.forwards} forwards")
        read.plot(points[:, 0], points[:, 1], mark)
        print(f"    markers come back to {1000.0 * float(apart):.4f} mm")
for axes, title in ((stored, "x and z of two files"), (read, "x and y as read")):
    axes.set(title=title, xlabel="m", aspect="equal")
figure.legend(loc="outside lower center")

# %%
# Where the detection is wrong, say it: ``ilium.read_trial(file, axes=("+y", "+z"))`` or
# ``--axes=+y,+z`` at the terminal.
