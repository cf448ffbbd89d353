"""docs/reference/benchmarks.md, from what the benchmarks kept."""

from __future__ import annotations

from typing import Any

INTRODUCTION = """# Benchmarks

How fast ilium is beside what people take instead, and how much memory it needs. Both
sides of a ratio are measured in the same run on the same machine, turn about where they
can be: **12 ×** means that the peer takes twelve times as long. Memory is the largest
of each side's process during the call, with its libraries. `✓` means that both found
the same value (or as near as their definitions are), `–` that a figure was not
measured, *missed* that it is not where we want it.

This page is generated from `benchmarks/results/*.json`: `make bench` measures anew,
`make bench ARGS=--compare` names every ratio that fell to less than two thirds of the
kept one (a share: five sixths), `make bench ARGS=--quick` takes at most twelve minutes.
"""
TITLES = {
    "engine": "Joint angles, moments and muscle forces",
    "laboratory": "Recordings and Plug-in Gait",
    "planar": "From points in a film to angles",
    "variability": "Structure of a signal",
    "report": "From a recording to its report",
    "video": "From a film to its measures",
    "live": "The live meter",
    "app_load": "The app under load",
    "cohort": "Many trials",
}
TEXTS = {
    "engine": (
        "A walk of a body with 35 coordinates and 80 muscles, one thread, "
        "processor time, against OpenSim's own tools with the same model "
        "and files."
    ),
    "laboratory": (
        "Reading a C3D file, smoothing its markers and cutting curves "
        "into cycles against Kinetics Toolkit; the angles of Plug-in Gait "
        "from markers, with the static trial, against pyCGM (PyPI's 1.0). Both "
        "read a file by ezc3d, which takes most of the time; ilium's holds the file's "
        "hash, the laboratory's axes and unit, and giving back what ezc3d held."
    ),
    "planar": (
        "What follows the pose model, for one person, against Sports2D's own "
        "functions in its own order. Sports2D fills gaps, takes out outliers and "
        "smooths points and angles; ilium leaves gaps open, and its time holds the "
        "error of each angle and its gates."
    ),
    "variability": "The value alone, one thread.",
    "report": "Whole processes, start to exit.",
    "video": ("The pose model takes most of it: what of its own bare speed is left."),
    "live": "From the camera to the drawn gauge in a browser.",
    "app_load": "People browse while recordings are analysed.",
    "cohort": "Simulated walks through the whole chain, two workers.",
}
LEFT_OUT = """## Left out

* **pyCGM2** is not compared: its licence on PyPI (CC-BY-SA) and its pins to packages of
  2020 do not let it be installed beside today's Python.
* **Sports2D** is installed without its pose models and windows, which its
  post-processing does not call.
"""


NOTHING = "Nothing is kept yet: `make bench`.\n"


def page(results: list[dict[str, Any]]) -> str:
    """The whole page.

    Parameters
    ----------
    results
        What was kept of each benchmark; an empty one was never run.

    Returns
    -------
    str
        Markdown.
    """
    sections = [_section(each) for each in results if each]
    versions = [_versions(results)] if sections else [NOTHING]
    return "\n".join([INTRODUCTION, *sections, LEFT_OUT, *versions])


def _section(result: dict[str, Any]) -> str:
    title, text = TITLES[result["benchmark"]], TEXTS[result["benchmark"]]
    raced = [each for each in result["rows"] if each.get("peer")]
    told = [each for each in result["rows"] if not each.get("peer")]
    lines = [f"## {title}", "", text, ""]
    if raced:
        lines += [
            "| what | peer | ilium | peer | ratio | aim | ilium's memory | peer's |"
        ]
        lines += ["| --- | --- | --: | --: | --: | --: | --: | --: |"]
        lines += [_raced(each) for each in raced]
        lines += [""]
    if told:
        lines += ["| what | measured | aim |", "| --- | --: | --: |"]
        lines += [_told(each) for each in told]
        lines += [""]
    return "\n".join([*lines, _where(result), ""])


def _raced(row: dict[str, Any]) -> str:
    value = row.get("value")
    agree = {True: " ✓", False: " (values differ)", None: ""}[row.get("agree")]
    cells = [
        row["what"],
        row["peer"],
        _seconds(row.get("ours")),
        _seconds(row.get("theirs")),
        "–" if value is None else f"**{_digits(value)} ×**{agree}",
        _aim(row, "×"),
        _megabytes(row.get("ours_mb")),
        _megabytes(row.get("theirs_mb")),
    ]
    return f"| {' | '.join(cells)} |"


def _told(row: dict[str, Any]) -> str:
    sign = {"more": "≥", "less": "≤"}[row["better"]]
    unit = {"share": "", "x": "×"}.get(row["unit"], row["unit"])
    value = row.get("value")
    measured = "–" if value is None else f"{_digits(value)} {unit}".rstrip()
    return f"| {row['what']} | {measured} | {_aim(row, unit, f'{sign} ')} |"


def _digits(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _seconds(value: float | None) -> str:
    if value is None:
        return "–"
    for limit, factor, unit in ((1e-3, 1e6, "µs"), (1.0, 1e3, "ms")):
        if value < limit:
            return f"{_digits(factor * value)} {unit}"
    return f"{_digits(value)} s"


def _megabytes(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f} MB" if value >= 1 else "< 1 MB"


def _where(result: dict[str, Any]) -> str:
    short = "a short run; " if result["quick"] else ""
    most = result.get("memory_mb")
    memory = "" if most is None else f" and at most {most} MB"
    return (
        f"*{result['date']}: {short}{result['processor']}, {result['cores']} cores, "
        f"Python {result['python']}; the whole took {result['seconds']:.0f} s{memory}.*"
    )


def _versions(results: list[dict[str, Any]]) -> str:
    pairs = {pair for each in results for pair in each.get("versions", {}).items()}
    named = (f"{name} {version}" for name, version in sorted(pairs, key=_unlettered))
    return f"## Versions\n\n{', '.join(named)}.\n"


def _unlettered(pair: tuple[str, str]) -> tuple[str, str]:
    return pair[0].lower(), pair[1]


def _aim(row: dict[str, Any], unit: str, sign: str = "") -> str:
    if "aim" not in row:
        return ""
    value, aim = row.get("value"), row["aim"]
    met = value is None or (value >= aim if row["better"] == "more" else value <= aim)
    return f"{sign}{aim:g} {unit}".rstrip() + ("" if met else " (missed)")
