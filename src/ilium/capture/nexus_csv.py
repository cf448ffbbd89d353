"""CSV export of Vicon Nexus: trajectories, devices and model outputs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import xarray as xr

from ilium.capture.c3d_points import known_outputs, split_subject
from ilium.capture.emg import Channel, find_emg, label_emg
from ilium.capture.plates import force_scale, length_scale, moment_scale
from ilium.capture.recording import Recording, length_factor, not_seen_at_zero
from ilium.capture.tables import parse_numbers, read_text
from ilium.core.dictionary import PLATE_FORCE, PLATE_MOMENT
from ilium.core.participant import Participant
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray
from ilium.core.trial import Source
from ilium.errors import FileFormatError
from ilium.maths.force_plates import pressure_arm
from ilium.maths.present import present_median

SECTIONS = {"trajectories", "devices", "model outputs", "joints", "segments"}
_AXES = ["x", "y", "z"]
_KIND_OF_UNIT = {"deg": "angle", "N": "force", "N.mm": "moment", "W": "power"}
_UNLABELLED = re.compile(r"^\*\d*$")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Section:
    """One table of an export.

    Parameters
    ----------
    rate
        Rows a second [Hz].
    names
        Name above each column, carried to the right; the first columns have none.
    parts
        Component of each column: X, Fx, v ….
    units
        Unit of each column; empty where the export states none.
    numbers
        Shape (row, column).
    """

    rate: float
    names: tuple[str, ...]
    parts: tuple[str, ...]
    units: tuple[str, ...]
    numbers: FloatArray

    @property
    def groups(self) -> dict[str, list[int]]:
        """Name to its columns."""
        found: dict[str, list[int]] = {}
        for at, name in enumerate(self.names):
            if name:
                found.setdefault(name, []).append(at)
        return found

    def time(self) -> FloatArray:
        """Clock of the rows, from the laboratory's frame 1 [s]."""
        first = self.numbers[0, 0] if len(self.numbers) else 1.0
        frames_rate = self.rate / max(1, self._subframes())
        start = (first - 1.0) / frames_rate if np.isfinite(first) else 0.0
        return start + np.arange(len(self.numbers)) / self.rate

    def _subframes(self) -> int:
        if self.parts[1:2] != ("Sub Frame",) or not len(self.numbers):
            return 1
        return int(np.nan_to_num(self.numbers[:, 1]).max()) + 1


def read_nexus_csv(path: Path, *, participant: Participant) -> Recording:
    """Read a CSV export of Nexus.

    Parameters
    ----------
    path
        The file, gzipped or not.
    participant
        Body measures that the caller knows.

    Returns
    -------
    Recording
        In SI units and the laboratory's own axes.

    Raises
    ------
    FileFormatError
        Where it does not follow the format.
    """
    text = read_text(path)
    sections = read_sections(text.lines)
    main = sections.get("trajectories") or sections.get("devices")
    if main is None or not len(main.numbers):
        msg = "The CSV file holds no table of trajectories or devices."
        raise FileFormatError(msg, "Export trajectories (and devices) from Nexus.")
    trajectories, devices = sections.get("trajectories"), sections.get("devices")
    names, positions = _points(main, sections)
    metres, issues = length_factor(_unit(trajectories), positions)
    positions, zero_issues = not_seen_at_zero(positions * metres)
    return Recording(
        name=path.name.split(".")[0],
        names=names,
        positions=positions,
        time=main.time(),
        plates=_plates(devices) if devices else (),
        emg=_emg(devices) if devices else None,
        vendor=_outputs(sections, names),
        participant=participant,
        source=Source(format="csv", sha256=text.sha256),
        issues=(*issues, *zero_issues),
    )


def read_sections(lines: Sequence[str]) -> dict[str, Section]:
    """Split an export into its tables.

    Parameters
    ----------
    lines
        Lines of the file.

    Returns
    -------
    dict[str, Section]
        By title in small letters.
    """
    titles = [
        at for at, line in enumerate(lines) if line.strip(" ,\r").lower() in SECTIONS
    ]
    found: dict[str, Section] = {}
    for at, following in pairwise([*titles, len(lines)]):
        title = lines[at].strip(" ,\r").lower()
        section = _section(lines[at + 1 : following])
        if section:
            found.setdefault(title, section)
    return found


def _section(lines: Sequence[str]) -> Section | None:
    if len(lines) < 4:
        return None
    rate = _number(lines[0].split(",")[0])
    if not 0.5 <= rate <= 1e5:
        msg = f"The CSV file states a rate of {lines[0].strip(', ')!r} Hz."
        raise FileFormatError(msg, "Export it again from Nexus.")
    parts = tuple(cell.strip() for cell in lines[2].split(","))
    names = [cell.strip() for cell in lines[1].split(",")]
    names = (names + [""] * len(parts))[: len(parts)]
    for at in range(1, len(names)):
        names[at] = names[at] or names[at - 1]
    has_units = not np.isfinite(_number(lines[3].split(",")[0]))
    units = lines[3].split(",") if has_units else []
    units = (*map(str.strip, units), *[""] * len(parts))[: len(parts)]
    rows: list[str] = []
    for line in lines[4 if has_units else 3 :]:
        if not line.strip(" ,\r"):
            break
        rows.append(line)
    numbers = parse_numbers(rows, len(parts), ",")
    return Section(
        rate=rate, names=tuple(names), parts=parts, units=units, numbers=numbers
    )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _unit(section: Section | None) -> str:
    units = [unit for unit in section.units if unit] if section else []
    return units[0] if units else ""


def _triples(section: Section) -> dict[str, list[int]]:
    """Label without a person's name to its (first) three columns."""
    found: dict[str, list[int]] = {}
    for name, columns in section.groups.items():
        label = split_subject(name)[1]
        if not len(columns) % 3 and label and not _UNLABELLED.match(label):
            found.setdefault(label, columns[:3])
    return found


def _points(
    main: Section, sections: Mapping[str, Section]
) -> tuple[tuple[str, ...], FloatArray]:
    """Trajectories, and the places that the laboratory's own model computed.

    As in C3D files, a modelled place counts as the vendor's output only beside the
    vendor's own bones.
    """
    places: dict[str, FloatArray] = {}
    for title in ("trajectories", "model outputs"):
        section = sections.get(title)
        if section is None or len(section.numbers) != len(main.numbers):
            continue
        triples = _triples(section)
        known = known_outputs(triples)
        if title != "trajectories" and "bone" in known.values():
            continue
        for name, columns in triples.items():
            length = title == "trajectories" or section.units[columns[0]] == "mm"
            unseen = name not in places or np.isnan(places[name]).all()
            if length and unseen and name not in known:
                places[name] = section.numbers[:, columns]
    empty = np.empty((len(main.numbers), 0, 3))
    positions = np.stack(list(places.values()), axis=1) if places else empty
    return tuple(places), positions


def _plates(section: Section) -> tuple[Plate, ...]:
    groups = section.groups
    devices = [
        name.removesuffix(" - Force") for name in groups if name.endswith(" - Force")
    ]
    plates: list[Plate] = []
    for device in devices:
        columns = [
            groups.get(f"{device} - {x}", []) for x in ("Force", "Moment", "CoP")
        ]
        if all(len(each) == 3 for each in columns):
            plates.append(_plate(section, columns, f"plate {len(plates) + 1}"))
    return tuple(plates)


def _plate(section: Section, columns: list[list[int]], name: str) -> Plate:
    """Nexus exports the force on the plate and moments about its surface's middle.

    Both are in the laboratory's axes. That middle is where the exported centre of
    pressure minus the one that force and moment give lies: the same point in every
    loaded sample.
    """
    force, moment, pressure = (
        section.numbers[:, each] * scale(section.units[each[0]])
        for each, scale in zip(
            columns, (force_scale, moment_scale, length_scale), strict=True
        )
    )
    up = np.array([0.0, 0.0, 1.0])
    load = np.abs(force[:, 2])
    firm = load >= max(60.0, 0.5 * float(np.nan_to_num(load).max(initial=0.0)))
    middle = pressure
    if firm.any():
        with np.errstate(over="ignore", invalid="ignore"):
            middle = pressure[firm] - pressure_arm(force[firm], moment[firm], up)
    middle = np.where(np.isfinite(middle), middle, np.nan)
    time = section.time()
    return Plate(
        name=name,
        kind=2,
        corners=np.full((4, 3), np.nan),
        force=PLATE_FORCE.label(-force, time=time, axis=_AXES),
        moment=PLATE_MOMENT.label(-moment, time=time, axis=_AXES),
        origin=np.array([present_median(each) for each in middle.T]),
        normal=up,
        convention="Stored as the force on the plate and turned round.",
    )


def _emg(section: Section) -> xr.DataArray | None:
    columns = [at for at, part in enumerate(section.parts) if section.names[at]]
    channels = [
        Channel(
            label=section.names[at].rpartition(" - ")[2],
            description=section.names[at],
            unit=section.units[at] or "none",
        )
        for at in columns
    ]
    chosen = find_emg(channels, ())
    return label_emg(section.numbers[:, columns], section.time(), channels, chosen)


def _outputs(
    sections: Mapping[str, Section], markers: Sequence[str]
) -> xr.DataArray | None:
    """Model outputs: their own section, or among the trajectories of old exports."""
    section = sections.get("model outputs") or sections.get("trajectories")
    if section is None:
        return None
    groups = {
        name: columns
        for name, columns in _triples(section).items()
        if name not in markers
    }
    if not groups:
        return None
    known = known_outputs(groups)
    columns = [at for group in groups.values() for at in group]
    units = [section.units[group[0]] for group in groups.values()]
    kinds = [
        known.get(name) or _KIND_OF_UNIT.get(unit, "output")
        for name, unit in zip(groups, units, strict=True)
    ]
    return xr.DataArray(
        section.numbers[:, columns].reshape(len(section.numbers), len(groups), 3),
        dims=("time", "output", "axis"),
        coords={
            "time": section.time(),
            "output": np.array(list(groups), dtype=object),
            "axis": np.array(_AXES, dtype=object),
            "kind": ("output", np.array(kinds, dtype=object)),
            "unit": ("output", np.array(units, dtype=object)),
        },
        name="vendor_output",
    )
