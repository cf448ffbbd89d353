"""
Is everything installed?
========================

One call simulates a person, one call analyses the recording. If this prints a headline,
ilium works on this computer; ``ilium doctor`` says what is missing otherwise.
"""

import ilium
import ilium.plot
from ilium.samples import simulate

made = simulate("single_leg_squat", repetitions=2, seed=1)
analysis = ilium.analyse(made.trial, static=made.static)
print(analysis.first_screen.headline)

# %%
# In a notebook an analysis shows itself.
analysis

# %%
# A plot is one call: left solid, right dashed, the usual range in grey.
ilium.plot.curves(analysis, "pelvic_drop")
