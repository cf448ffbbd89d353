"""
Where does a drop jump begin and end?
=====================================

Ground contact, take-off and landing come from the plates, the deepest point from the
pelvis; each event names its source. The simulator knows the truth.
"""

import ilium
import ilium.plot
from ilium.samples import simulate

made = simulate("drop_vertical_jump", seed=1)
analysis = ilium.analyse(made.trial, static=made.static)
truth = {each.name: each.time for each in made.truth.events}
for event in analysis.events:
    error = 1000.0 * (event.time - truth[event.name]) if event.name in truth else None
    beside = "" if error is None else f" ({error:+.1f} ms from the truth)"
    print(f"{event.time:.3f} s {event.name} {event.side}, {event.source}{beside}")

# %%
# Phases of the jump:
for phase in analysis.movement.repetitions[0].phases:
    print(f"{phase.name:12} {phase.start:.3f} to {phase.end:.3f} s")

# %%
ilium.plot.curves(analysis, "forces")
