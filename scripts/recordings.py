"""Write docs/reference/recordings.md: what ilium makes of every public recording.

Needs ``$ILIUM_SAMPLES``. Statics and forces are paired as the folders lay them out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import ilium

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "recordings.md"
ENDINGS = (".c3d", ".trc", ".csv", ".mot", ".trc.gz", ".csv.gz")
INTRODUCTION = """# What ilium makes of public recordings

Every recording in the project's sample folder, analysed by `ilium analyse` as it is
(with the static and the forces that lie beside it), or refused with the reason. The
confidence is that of the recognition of the movement. This page is generated:
`scripts/recordings.py`.

| recording | marker set | movement (confidence) | repetitions | measures | take care |
| --- | --- | --- | --: | --: | --- |
"""
REFUSED = """
## Refused

| recording | problem | remedy |
| --- | --- | --- |
"""
STATICS = {
    "PiG_Motion-FlatFoot-Full": "PiG_Calibration-FlatFoot-Full.c3d",
    "PiG_Motion3_FF": "PiG_Calibration3_FF.c3d",
    "PiG_Motion3_noFF": "PiG_Calibration3_noFF.c3d",
    "RBDS001runT35": "RBDS001static.c3d",
    "walking2": "aStaticTrial.c3d",
    "walking5": "aStaticTrial.c3d",
}


def main() -> int:
    """Analyse every recording and write the page."""
    folder = os.environ.get("ILIUM_SAMPLES")
    if not folder:
        print("$ILIUM_SAMPLES does not name a folder of recordings", file=sys.stderr)
        return 2
    analysed, refused = [], []
    for path in recordings(Path(folder)):
        name = path.relative_to(folder).as_posix()
        try:
            analysed.append(row(name, *result(path)))
        except ilium.IliumError as error:
            refused.append(row(name, error.problem, error.remedy))
    lines = [*analysed, REFUSED.rstrip("\n"), *refused]
    PAGE.write_text(INTRODUCTION + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(analysed)} analysed, {len(refused)} refused")
    return 0


def recordings(folder: Path) -> Iterator[Path]:
    """Every file that could be a recording of markers or forces."""
    for path in sorted(folder.rglob("*")):
        if path.name.lower().endswith(ENDINGS) and path.is_file():
            yield path


def result(path: Path) -> tuple[str, ...]:
    """Cells of one recording."""
    analysis = ilium.analyse(path, static=static_of(path), forces=forces_of(path))
    movement = analysis.movement
    seen = [each for each in analysis.measures if each.value == each.value]
    serious = [each.what for each in analysis.issues if each.severity == "serious"]
    return (
        analysis.kinematics.marker_set or "–",
        f"{movement.task.replace('_', ' ')} ({movement.confidence:.2f})",
        str(len(movement.repetitions)),
        str(len(seen)),
        " ".join(dict.fromkeys(serious[:2])),
    )


def static_of(path: Path) -> Path | None:
    """The static that lies beside a recording."""
    if path.stem in STATICS:
        return path.with_name(STATICS[path.stem])
    beside = path.parent.parent / "Static"
    if path.suffix == ".c3d" and path.parent.name != "Static" and beside.is_dir():
        return next(beside.glob("*.c3d"), None)
    standing = path.with_name("static1.trc.gz")
    return standing if standing.is_file() and standing != path else None


def forces_of(path: Path) -> Path | None:
    """The forces that belong to a TRC file."""
    stem = path.name.split(".")[0]
    if ".trc" not in path.name:
        return None
    for folder in (path.parent, path.parent.parent / "GRF"):
        if (folder / f"{stem}_grf.mot").is_file():
            return folder / f"{stem}_grf.mot"
    return None


def row(*cells: str) -> str:
    """One line of the table."""
    return "| " + " | ".join(each.replace("|", "\\|") for each in cells) + " |"


if __name__ == "__main__":
    sys.exit(main())
