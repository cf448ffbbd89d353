"""Small synthetic C3D files of any processor and storage, written byte by byte."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

CODES = {"intel": 84, "dec": 85, "mips": 86}


@dataclass
class C3DFile:
    """What goes into a file; positions in the file's unit, NaN for a gap.

    A gap is stored with a negative residual and `unseen` for its coordinates.
    """

    points: np.ndarray
    analog: np.ndarray = field(default_factory=lambda: np.empty((0, 0)))
    rate: float = 100.0
    samples: int = 10
    first_frame: int = 1
    processor: str = "intel"
    scale: float = -1.0
    unseen: float = 0.0
    parameters: dict[str, dict[str, object]] = field(default_factory=dict)
    header_events: tuple[tuple[float, str], ...] = ()

    def write(self, path: Path) -> Path:
        """Write the file and return its path."""
        path.write_bytes(self.bytes())
        return path

    def bytes(self) -> bytes:
        """The whole file."""
        parameters = self._parameters()
        blocks = len(parameters) // 512
        return self._header(2 + blocks) + parameters + self._frames()

    @property
    def order(self) -> str:
        return ">" if self.processor == "mips" else "<"

    def floats(self, numbers) -> bytes:
        if self.processor != "dec":
            return np.asarray(numbers, f"{self.order}f4").tobytes()
        raw = (4.0 * np.asarray(numbers, np.float32)).astype("<f4").view("<u2")
        return raw.reshape(-1, 2)[:, ::-1].astype("<u2").tobytes()

    def integers(self, numbers) -> bytes:
        whole = np.round(np.asarray(numbers)).astype(np.int64) & 0xFFFF
        return whole.astype(f"{self.order}u2").tobytes()

    def _header(self, data_block: int) -> bytes:
        frames, count = self.points.shape[:2]
        channels = self.analog.shape[1]
        samples = self.samples if channels else 0
        head = bytearray(512)
        head[0:2] = bytes([2, 0x50])
        words = (count, channels * samples, self.first_frame)
        last = min(self.first_frame + frames - 1, 65_535)
        struct.pack_into(f"{self.order}5H", head, 2, *words, last, 10)
        head[12:16] = self.floats([self.scale])
        struct.pack_into(f"{self.order}2H", head, 16, data_block, samples)
        head[20:24] = self.floats([self.rate])
        if self.header_events:
            events = len(self.header_events)
            struct.pack_into(f"{self.order}2H", head, 298, 12345, events)
            for at, (time, label) in enumerate(self.header_events):
                head[304 + 4 * at : 308 + 4 * at] = self.floats([time])
                head[396 + 4 * at : 400 + 4 * at] = label.ljust(4).encode()
        return bytes(head)

    def _parameters(self) -> bytes:
        body = bytearray()
        for number, (group, values) in enumerate(self.parameters.items(), 1):
            body += struct.pack("2b", len(group), -number) + group.encode()
            body += struct.pack(f"{self.order}H", 3) + b"\x00"
            for name, value in values.items():
                data = self._value(value) + b"\x00"
                body += struct.pack("2b", len(name), number) + name.encode()
                body += struct.pack(f"{self.order}H", len(data) + 2) + data
        body += b"\x00\x00"
        size = -(-(len(body) + 4) // 512)
        head = bytes([1, 0x50, size, CODES[self.processor]])
        return (head + bytes(body)).ljust(512 * size, b"\x00")

    def _value(self, value: object) -> bytes:
        if isinstance(value, str):
            value = [value]
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], str):
            width = max(map(len, value))
            text = "".join(each.ljust(width) for each in value)
            return struct.pack("bBBB", -1, 2, width, len(value)) + text.encode()
        numbers = np.asarray(value)
        kind = 2 if numbers.dtype.kind == "i" else 4
        head = struct.pack("bB", kind, numbers.ndim) + bytes(numbers.shape)
        flat = numbers.ravel(order="F")
        return head + (self.integers(flat) if kind == 2 else self.floats(flat))

    def _frames(self) -> bytes:
        frames, count = self.points.shape[:2]
        seen = np.isfinite(self.points).all(axis=2)
        words = np.zeros((frames, count, 4))
        words[:, :, :3] = np.where(seen[:, :, None], self.points, self.unseen)
        words[:, :, 3] = np.where(seen, 0.0, -1.0)
        analog = self.analog.reshape(frames, -1)
        if self.scale < 0:
            table = np.hstack([words.reshape(frames, -1), analog])
            return self.floats(table.ravel())
        words[:, :, :3] /= self.scale
        table = np.hstack([words.reshape(frames, -1), analog])
        return self.integers(table.ravel())


def described(labels, unit: str = "mm", **more: object) -> dict[str, object]:
    """The POINT group of a file."""
    return {"LABELS": list(labels), "UNITS": unit, **more}
