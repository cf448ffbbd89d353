"""Memory grows with the length of a signal, not with its square."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import pathlib
import numpy as np
from ilium import variability as v
def peak():  # of this program alone: ru_maxrss would be its parent's, if larger
    status = pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1]
    return int(status.split()[0]) / 1024
t = np.arange(50_000)
x = np.sin(t / 9.0) + 0.2 * np.random.default_rng(0).standard_normal(t.size)
for short in (x[:2000], x):
    v.sample_entropy(short)
    v.lyapunov_exponent(short, dimension=4, delay=10)
    v.propose_dimension(short, delay=10, largest=4)
    v.multiscale_entropy(short)
    v.permutation_entropy(short)
    v.dfa(short)
    v.recurrence_quantification(short, dimension=1)
    print(peak())
"""


def test_fifty_thousand_samples_need_less_than_300_mb():
    command = [sys.executable, "-c", CODE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    before, after = (float(each) for each in done.stdout.split())
    assert after - before < 150.0
    assert after < 300.0
