"""
Can I trust my static optimisation?
===================================

Static optimisation always returns something. Look at the reserves: what the muscles
could not produce of each joint's moment. ilium keeps them beside the forces and flags
the frames in which they count.
"""

import numpy as np

import ilium
import ilium.plot
from ilium.core.quantity import labels, values
from ilium.samples import simulate

made = simulate("single_leg_squat", repetitions=2, seed=1)
analysis = ilium.analyse(made.trial, static=made.static)
muscles = analysis.muscles
reserves = np.nanmax(np.abs(values(muscles.reserves)), axis=0)
moments = np.nanmax(np.abs(values(analysis.kinetics.moments)), axis=0)
names = labels(analysis.kinetics.moments, "coordinate")
for name, reserve in zip(labels(muscles.reserves, "coordinate"), reserves, strict=True):
    moment = moments[names.index(name)]
    print(f"{name:20} {reserve:6.1f} of {moment:6.1f} N m")

# %%
# What the audit says in words:
for issue in muscles.issues:
    print(f"{issue.severity}: {issue.what}")

# %%
# Forces of groups of muscles, each side, over the repetition.
ilium.plot.curves(analysis, "muscles")
