"""
Where along the movement do left and right differ?
==================================================

Statistical parametric mapping tests the whole curve at once, with the error kept for
the curve and not for each of its 101 points.
"""

import matplotlib.pyplot as plt
import numpy as np

from ilium.report.tokens import LIGHT
from ilium.symmetry.curves import compare_paired_curves

rng = np.random.default_rng(1)
percent = np.linspace(0.0, 100.0, 101)
level = 6.0 * np.exp(-(((percent - 50.0) / 18.0) ** 2))
smooth = np.exp(-(((percent[:, None] - percent) / 8.0) ** 2))
noise = rng.normal(0.0, 1.0, (2, 8, 101)) @ smooth / 4.0
left = level + noise[0]
right = level + 2.5 * np.exp(-(((percent - 65.0) / 7.0) ** 2)) + noise[1]
found = compare_paired_curves(left, right)
print(f"threshold of t: {found.threshold:.2f}")
for stretch in found.stretches:
    print(stretch)

# %%
figure, axes = plt.subplots(figsize=(6.0, 3.2), layout="constrained")
axes.plot(percent, left.mean(axis=0), color=LIGHT["left"], marker="o", markevery=20)
axes.plot(percent, right.mean(axis=0), "--^", color=LIGHT["right"], markevery=20)
axes.set_xlabel("% of the repetition")
axes.set_title("Pelvic drop, °: left solid, right dashed", loc="left")
for stretch in found.stretches:
    axes.axvspan(stretch.start, stretch.end, color=LIGHT["band-near"], zorder=0)
