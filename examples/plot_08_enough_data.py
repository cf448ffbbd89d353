"""
How many repetitions does variability need?
===========================================

With too few cycles every measure of variability is a number without a meaning. ilium
refuses those that the recording cannot carry, and says how many would.
"""

import ilium
from ilium.plot import curves, table
from ilium.samples import simulate

made = simulate("single_leg_squat", repetitions=3, seed=1, variability="rigid")
analysis = ilium.analyse(made.trial, static=made.static)
for each in analysis.variability.refused[:6]:
    print(f"{each.what}: {each.why} Enough: {each.enough}")

# %%
# What three repetitions do carry, each with its interval:
table([each for each in analysis.variability.measures if each.repetition is None][:12])

# %%
# The three repetitions themselves, thin, with their mean:
curves(analysis, "trunk_pelvis_separation")
