"""
Which convention do my force plates have?
=========================================

Some systems store the force of the person on the plate, others that of the plate on the
person, and files do not say which. ilium finds out and says what it found.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib.pyplot as plt

import ilium
from ilium.capture.c3d_write import write_c3d
from ilium.core.dictionary import (
    PLATE_FORCE,
    PLATE_MOMENT,
)
from ilium.core.plate import Plate
from ilium.samples import simulate


def turned_round(plate: Plate) -> Plate:
    """The same plate as a system stores it that counts the other way."""
    there = {"time": plate.force.get_index("time").to_numpy(), "axis": ["x", "y", "z"]}
    return replace(
        plate,
        force=PLATE_FORCE.label(-plate.force.to_numpy(), **there),
        moment=PLATE_MOMENT.label(-plate.moment.to_numpy(), **there),
    )


made = simulate("drop_vertical_jump", seed=1)
opposite = replace(made.trial, plates=tuple(map(turned_round, made.trial.plates)))

figure, axes = plt.subplots(figsize=(7, 3), layout="constrained")
with TemporaryDirectory() as folder:
    for name, trial in (("usual", made.trial), ("opposite", opposite)):
        file = write_c3d(trial, Path(folder) / f"{name}.c3d")
        for plate in ilium.read_trial(file).plates:
            largest = float(plate.normal_force.max())
            dashed = "--" if name == "opposite" else "-"
            axes.plot(plate.force["time"], plate.normal_force, dashed, lw=2)
            print(f"{name}: {plate.name}: {largest:.0f} N up. {plate.convention}")
axes.set(xlabel="s", ylabel="N", title="upward force: as stored, and turned round")

# %%
# Both files give the same upward force on the person. At the terminal:
# ``ilium inspect trial.c3d``.
