"""Clips whose file carries a track of the camera's own sensors, written here."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path

import numpy as np

from clips import bars

AXES = {"X": (0, -1.0), "Y": (2, -1.0), "Z": (1, -1.0)}
"""A GoPro sensor's left, backwards, up as components of right, down, ahead."""


def key(name, kind, size, content):
    """One key with its samples, padded to four bytes."""
    count = len(content) // size if size else len(content)
    head = name.encode() + struct.pack(">BBH", ord(kind) if kind else 0, size, count)
    return head + content + b"\0" * (-len(content) % 4)


def nest(name, content):
    """Keys within a key."""
    assert len(content) % 4 == 0
    return key(name, "", 4, content)


def shorts(vectors, scale):
    return np.round(np.asarray(vectors) * scale).astype(">i2").tobytes()


def gravity_stream(vectors):
    """GRAV: gravity along left, down, ahead, from right, down, ahead."""
    raw = np.asarray(vectors) * [-1.0, 1.0, 1.0]
    scale = key("SCAL", "s", 2, struct.pack(">h", 32767))
    return nest("STRM", scale + key("GRAV", "s", 6, shorts(raw, 32767)))


def acceleration_stream(readings, order=None):
    """ACCL in a stated or the first cameras' order, from right, down, ahead [m/s²]."""
    columns = []
    for letter in order or "ZXY":
        component, sign = AXES[letter.upper()]
        turned = 1.0 if letter.isupper() else -1.0
        columns.append(turned * sign * np.asarray(readings)[:, component])
    stated = key("ORIN", "c", 1, order.encode()) if order else b""
    scale = key("SCAL", "s", 2, struct.pack(">h", 418))
    samples = shorts(np.column_stack(columns), 418)
    return nest("STRM", scale + stated + key("ACCL", "s", 6, samples))


def orientation_stream(angle, count=30):
    """IORI: how far the camera turned its picture by itself."""
    one = [np.cos(angle / 2), 0.0, np.sin(angle / 2), 0.0]
    scale = key("SCAL", "s", 2, struct.pack(">h", 32767))
    samples = shorts(np.tile(one, (count, 1)), 32767)
    return nest("STRM", scale + key("IORI", "s", 8, samples))


def gopro_packet(*streams):
    name = key("DVNM", "c", 1, b"Camera")
    return nest("DEVC", name + b"".join(streams))


def camm_packet(kind, *numbers):
    return struct.pack(f"<HH{len(numbers)}f", 0, kind, *numbers)


def write_sensed(path: Path, packets, *, tag=b"gpmd", rotation=0, mirrored=False):
    """Write three seconds of film and packets [(time in s, bytes)] beside it."""
    import av

    tick = Fraction(1, 1000)
    with av.open(str(path), "w") as to:
        film = to.add_stream("libx264", rate=30)
        film.width, film.height, film.pix_fmt = 160, 120, "yuv420p"
        film.codec_context.options = {"bf": "0"}
        if rotation or mirrored:
            film.set_display_rotation(rotation, hflip=mirrored)
        data = to.add_data_stream("bin_data")
        data.time_base = tick
        for number in range(90):
            frame = av.VideoFrame.from_ndarray(bars(number, (160, 120)), "rgb24")
            frame.pts = number
            to.mux(film.encode(frame))
        to.mux(film.encode())
        for time, content in packets:
            packet = av.Packet(content)
            packet.stream, packet.time_base = data, tick
            packet.pts = packet.dts = round(time * 1000)
            packet.duration = 10
            to.mux(packet)
    path.write_bytes(path.read_bytes().replace(b"gpmd", tag))
    return path
