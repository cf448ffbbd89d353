"""Phase of an oscillation: from its analytic signal, or from its phase plane."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def hilbert_transform(signal: FloatArray) -> FloatArray:
    """Signal turned back by a quarter of each of its frequencies' periods.

    Parameters
    ----------
    signal
        Shape (time,) [any]; finite.

    Returns
    -------
    FloatArray
        Shape (time,) [any], by the discrete Fourier transform.
    """
    n = signal.size
    spectrum = np.fft.rfft(signal)
    spectrum[1:] *= -1j
    spectrum[0] = 0.0
    if n % 2 == 0:
        spectrum[-1] = 0.0
    return np.fft.irfft(spectrum, n)


def hilbert_phase(signal: FloatArray) -> FloatArray:
    """Phase of the analytic signal, centred between its extremes.

    Parameters
    ----------
    signal
        A whole recording, shape (time,) [any]; finite.

    Returns
    -------
    FloatArray
        Shape (time,) [rad], (−π, π]; 0 at a maximum of a sinusoid, rising with time.

    References
    ----------
    Lamb PF, Stöckl M (2014). On the use of continuous relative phase. Clin Biomech 29,
    484-493. doi:10.1016/j.clinbiomech.2014.03.008
    """
    centred = signal - 0.5 * (signal.max() + signal.min())
    return np.arctan2(hilbert_transform(centred), centred)


def phase_plane_angle(signal: FloatArray, rate: float) -> FloatArray:
    """Angle in the plane of position and velocity, each scaled to its extremes.

    Frequencies that change within a cycle distort it (Peters 2003): it is there for
    comparison with older work.

    Parameters
    ----------
    signal
        A whole recording, shape (time,) [any]; finite.
    rate
        Samples a second [Hz].

    Returns
    -------
    FloatArray
        Shape (time,) [rad], (−π, π]; rising with time.

    References
    ----------
    Peters BT, Haddad JM, Heiderscheit BC, Van Emmerik REA, Hamill J (2003).
    Limitations in the use and interpretation of continuous relative phase. J Biomech
    36, 271-274. doi:10.1016/S0021-9290(02)00341-X
    """
    low, high = signal.min(), signal.max()
    position = 2.0 * (signal - low) / (high - low) - 1.0
    velocity = np.gradient(signal) * rate
    return np.arctan2(-velocity / np.abs(velocity).max(), position)
