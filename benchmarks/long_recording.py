"""A long synthetic walk as C3D: 60 s, 200 Hz, 60 markers, two force plates."""

from __future__ import annotations

from pathlib import Path

import ezc3d
import numpy as np

RATE, ANALOG_RATE, SECONDS, MARKERS = 200, 1000, 60, 60
STRIDE = 1.1
"""Duration of a stride, on the spot [s]."""

PELVIS = {
    "LASI": (120, 100, 950),
    "RASI": (120, -100, 950),
    "LPSI": (-80, 45, 970),
    "RPSI": (-80, -45, 970),
}
LEG = {
    "THI": (40, 170, 650, 0.5),
    "KNE": (20, 150, 480, 0.8),
    "TIB": (10, 150, 280, 0.9),
    "ANK": (0, 140, 80, 1.0),
    "HEE": (-60, 110, 40, 1.0),
    "TOE": (130, 110, 40, 1.0),
}
TRUNK = {
    "C7": (-40, 0, 1450),
    "T10": (-80, 0, 1250),
    "CLAV": (80, 0, 1400),
    "STRN": (100, 0, 1250),
    "RBAK": (-60, -60, 1300),
}
"""Places in standing [mm]: x forwards, y left, z up; share of the leg's swing."""


def write_long_recording(path: Path, *, plates: bool = True) -> None:
    """Write the recording.

    Parameters
    ----------
    path
        Where to.
    plates
        Whether the plates are declared; their channels are there in any case.
    """
    names, points = markers()
    file = ezc3d.c3d()
    file["header"]["points"]["frame_rate"] = RATE
    file["parameters"]["POINT"]["RATE"]["value"] = [RATE]
    file["parameters"]["POINT"]["UNITS"]["value"] = ["mm"]
    file["parameters"]["POINT"]["LABELS"]["value"] = names
    file["parameters"]["ANALOG"]["RATE"]["value"] = [ANALOG_RATE]
    labels = [f"{kind}{plate}" for plate in "12" for kind in CHANNELS]
    file["parameters"]["ANALOG"]["LABELS"]["value"] = labels
    file["data"]["points"] = points
    file["data"]["analogs"] = np.concatenate([plate(0), plate(1)])[None]
    if plates:
        add_plates(file)
    file.write(str(path))


CHANNELS = ("Fx", "Fy", "Fz", "Mx", "My", "Mz")


def markers() -> tuple[list[str], np.ndarray]:
    """Labels and homogeneous points, shape (4, marker, frame) [mm]."""
    time = np.arange(SECONDS * RATE) / RATE
    phase = 2 * np.pi * time / STRIDE
    still = {**PELVIS, **TRUNK}
    tracks = {name: standing(place, phase) for name, place in still.items()}
    for letter, shift, sign in (("L", 0.0, 1), ("R", np.pi, -1)):
        for name, (x, y, z, share) in LEG.items():
            swing = share * np.array(
                [300 * np.sin(phase + shift), 0 * phase, lift(phase + shift)]
            )
            tracks[letter + name] = np.array([[x], [sign * y], [z]]) + swing
    for extra in range(MARKERS - len(tracks)):
        tracks[f"X{extra:02d}"] = standing((0, 10 * extra, 1000), phase)
    points = np.ones((4, MARKERS, time.size))
    points[:3] = np.stack(list(tracks.values()), axis=1)
    noise = np.random.default_rng(1).normal(0, 0.2, points[:3].shape)
    points[:3] += noise
    return list(tracks), points


def standing(place: tuple[float, ...], phase: np.ndarray) -> np.ndarray:
    """Sway of the trunk about a place, shape (axis, frame) [mm]."""
    sway = np.array(
        [10 * np.sin(2 * phase), 20 * np.sin(phase), 15 * np.cos(2 * phase)]
    )
    return np.array(place, dtype=float)[:, None] + sway


def lift(phase: np.ndarray) -> np.ndarray:
    """Height of the foot above its place in standing [mm]."""
    return 120 * np.clip(np.cos(phase), 0, None) ** 2


def plate(number: int) -> np.ndarray:
    """Forces of one foot on one plate, shape (channel, sample) [N, N mm]."""
    time = np.arange(SECONDS * ANALOG_RATE) / ANALOG_RATE
    load = np.clip(-np.cos(2 * np.pi * time / STRIDE + np.pi * number), 0, None)
    signals = np.zeros((6, time.size))
    signals[2] = -700 * np.sqrt(load)
    signals[3] = 5000 * load
    return signals + np.random.default_rng(number).normal(0, 0.5, signals.shape)


def add_plates(file: ezc3d.c3d) -> None:
    """Declare two plates of type 2 side by side."""
    corners = np.zeros((3, 4, 2))
    for number, middle in enumerate((150.0, -150.0)):
        corners[:, :, number] = [
            [300, 300, -300, -300],
            [middle - 140, middle + 140, middle + 140, middle - 140],
            [0, 0, 0, 0],
        ]
    file.add_parameter("FORCE_PLATFORM", "USED", [2])
    file.add_parameter("FORCE_PLATFORM", "TYPE", [2, 2])
    file.add_parameter("FORCE_PLATFORM", "ZERO", [0, 0])
    file.add_parameter("FORCE_PLATFORM", "CORNERS", corners)
    file.add_parameter(
        "FORCE_PLATFORM", "ORIGIN", np.array([[0.0, 0], [0, 0], [-40, -40]])
    )
    channels = np.arange(1.0, 13.0).reshape(2, 6).T
    file.add_parameter("FORCE_PLATFORM", "CHANNEL", channels)
