"""
May I use my own norms?
=======================

A laboratory's own ranges and errors stand in one small file; they go before those of
the literature, and every finding names the people that it is held against.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import ilium
import ilium.plot
from ilium.samples import simulate

OURS = """
[[reference]]
name = "our-club"
measure = "pelvic_drop_peak"
tasks = ["single_leg_squat"]
kind = "published"
protocol = "single-leg squat to 60 degrees, barefoot"
people = "32 members of our running club"
title = "our club, 2026"
source = "doi:10.0000/our-club"
unit = "deg"
mean = 4.0
sd = 2.0
low = 0.0
high = 6.0
n = 32
"""
made = simulate("single_leg_squat", repetitions=3, seed=1, pelvic_drop=0.14)
with TemporaryDirectory() as folder:
    file = Path(folder) / "ours.toml"
    file.write_text(OURS, encoding="utf-8")
    analysis = ilium.analyse(made.trial, static=made.static, norms=file)
for finding in analysis.findings:
    people = finding.reference.people if finding.reference else "nobody else"
    print(f"{finding.sentence} ({people})")

# %%
ilium.plot.curves(analysis, "pelvic_drop")
