"""
My marker names do not match
============================

Names are checked before anything is computed. A laboratory's own names need one small
file, and the error says which labels it found.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import ilium
import ilium.plot
from ilium.errors import InputError
from ilium.model.marker_sets import recognise
from ilium.samples import simulate

made = simulate("single_leg_squat", repetitions=1, seed=1)
OWN = {
    "LASI": "L.ASIS",
    "RASI": "R.ASIS",
    "LPSI": "L.PSIS",
    "RPSI": "R.PSIS",
    "LKNE": "L.Knee",
    "RKNE": "R.Knee",
    "LANK": "L.Ankle",
    "RANK": "R.Ankle",
}
kept = [name for name in made.trial.marker_names if name in OWN]
chosen = made.trial.markers.sel(marker=kept)
renamed = chosen.assign_coords(marker=[OWN[name] for name in kept])
trial = replace(made.trial, markers=renamed)
try:
    recognise(trial.marker_names)
except InputError as error:
    print(f"Problem: {error.problem}\nRemedy:  {error.remedy}")

# %%
# One file names the landmarks, ``{S}`` standing for L and R.
OUR_SET = """
title = "Our laboratory's set"
identified_by = [["L.ASIS"], ["R.ASIS"], ["L.PSIS"]]
[paired]
asis = ["{S}.ASIS"]
psis = ["{S}.PSIS"]
knee = ["{S}.Knee"]
ankle = ["{S}.Ankle"]
"""
with TemporaryDirectory() as folder:
    file = Path(folder) / "our-lab.toml"
    file.write_text(OUR_SET, encoding="utf-8")
    analysis = ilium.analyse(trial, marker_set=file, task="single_leg_squat")
print(analysis.first_screen.headline)

# %%
# The kinematics name what these few markers cannot show.
analysis.kinematics

# %%
# Eight markers are enough for how the pelvis was held.
ilium.plot.curves(analysis, "pelvis")
