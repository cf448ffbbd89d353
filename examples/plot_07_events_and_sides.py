"""
My events lose their side
=========================

C3D files keep the side of an event in its context. ilium reads it, keeps it, and
writes it back beside joint angles and moments in Vicon's groups, where ezc3d and other
readers look for them.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import ezc3d

import ilium
import ilium.plot
from ilium import exchange
from ilium.samples import simulate

made = simulate("walk", repetitions=2, seed=1)
analysis = ilium.analyse(made.trial, static=made.static)
with TemporaryDirectory() as folder:
    file = Path(folder) / "walk.c3d"
    exchange.write(analysis, file)
    held = ezc3d.c3d(str(file))["parameters"]
events = held["EVENT"]
rows = zip(
    events["LABELS"]["value"],
    events["CONTEXTS"]["value"],
    events["TIMES"]["value"][1],
    strict=True,
)
for label, context, time in rows:
    print(f"{time:.3f} s  {context:8} {label}")
print("angles:", ", ".join(held["POINT"]["ANGLES"]["value"][:4]), "…")
print("unit:", held["POINT"]["ANGLE_UNITS"]["value"][0])

# %%
# The same events as upright lines, each with its side.
ilium.plot.curves(analysis, "knee")

# %%
# With the original beside it, nothing of the original is lost:
# ``ilium convert walk-ilium walk_with_angles.c3d --recording walk.c3d``.
