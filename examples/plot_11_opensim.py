"""
How do I go on in OpenSim?
==========================

Markers, forces, the scaled model and its motion leave as the files that OpenSim's own
programs open; whatever a format cannot carry is said.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import ilium
import ilium.plot
from ilium import exchange
from ilium.samples import simulate

made = simulate("single_leg_squat", repetitions=1, seed=1)
analysis = ilium.analyse(made.trial, static=made.static)
with TemporaryDirectory() as folder:
    here = Path(folder)
    for name, table in (
        ("squat.trc", ""),
        ("squat_grf.mot", "forces"),
        ("squat_ik.mot", "angles"),
        ("squat_id.sto", "moments"),
        ("subject.osim", ""),
    ):
        issues = exchange.write(analysis, here / name, exchange.Wish(table=table))
        size = (here / name).stat().st_size // 1000
        print(f"{name:14} {size:5} kB; left out: {len(issues)} parts")

# %%
# Other libraries take one line each: pyomeca's layout, xarray, and, where Kinetics
# Toolkit is installed, ``exchange.to_ktk(analysis)``.
print(exchange.to_pyomeca(analysis.trial).sizes)
print(exchange.to_xarray(analysis).sizes)

# %%
# The moments that go into ``squat_id.sto``:
ilium.plot.curves(analysis, "moments")
