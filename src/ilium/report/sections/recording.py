"""What was recorded, and how it was read."""

from __future__ import annotations

from ilium.core.participant import Participant
from ilium.findings.numbers import fixed, localised, write
from ilium.findings.words import count, say
from ilium.report.context import Context, Section
from ilium.report.escape import SENTENCE, English, plain
from ilium.report.plot import Table
from ilium.units import degrees, millimetres

_BODY = (
    ("mass", "kg", 1.0),
    ("height", "cm", 100.0),
    ("leg_length_left", "mm", 1000.0),
    ("leg_length_right", "mm", 1000.0),
    ("knee_width_left", "mm", 1000.0),
    ("knee_width_right", "mm", 1000.0),
    ("ankle_width_left", "mm", 1000.0),
    ("ankle_width_right", "mm", 1000.0),
    ("inter_asis", "mm", 1000.0),
)


def recording(context: Context) -> Section:
    """Build the section about the recording.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    Section
        Facts in words, body measures and calibration as tables.
    """
    return Section(
        key="recording",
        title=say("section.recording"),
        template="recording",
        view={
            "facts": _facts(context),
            "body": _body(context),
            "calibration": _calibration(context),
        },
    )


Fact = tuple[str, str, str]


def _facts(context: Context) -> list[Fact]:
    """Name, words and what a stage says of it."""
    trial, movement = context.analysis.trial, context.analysis.movement
    recognised = say(
        f"recording.{movement.how}", sure=f"{100.0 * movement.confidence:.0f} %"
    )
    facts = [
        (say("recording.name"), plain(trial.name), ""),
        (
            say("recording.movement"),
            recognised,
            English(plain(movement.why, SENTENCE)),
        ),
        *_seen(context),
        *(
            (
                plain(plate.name).capitalize(),
                "" if plate.convention else _kind(plate.kind),
                English(plain(plate.convention, SENTENCE)),
            )
            for plate in trial.plates
        ),
        (say("recording.static"), _static(context), ""),
        (
            say("recording.file"),
            f"{trial.source.format}, {trial.source.sha256[:12]}",
            "",
        ),
    ]
    if not trial.plates:
        nothing = (say("recording.plates"), say("recording.no_plates"), "")
        facts.insert(-2, nothing)
    return facts


def _seen(context: Context) -> list[Fact]:
    """Cameras, markers and axes; only the rate where no marker was recorded."""
    trial = context.analysis.trial
    length = trial.time[-1] - trial.time[0] if trial.time.size else 0.0
    rate = {
        "rate": localised(
            f"{trial.rate:g}" if trial.rate < 10 else f"{trial.rate:.0f}"
        ),
        "frames": trial.time.size,
        "length": fixed(float(length), 1),
    }
    axes = (
        say("recording.axes"),
        say(
            "recording.axes_line",
            forwards=plain(trial.lab.forwards),
            up=plain(trial.lab.up),
        ),
        English(f"({plain(trial.lab.how, SENTENCE)})"),
    )
    if not trial.marker_names:
        line = say("recording.rate_line", **rate)
        return [(say("recording.recorded"), line, ""), axes]
    line = say("recording.camera_line", first=trial.source.first_frame, **rate)
    markers = say(
        "recording.marker_line",
        number=len(trial.marker_names),
        set=plain(context.analysis.kinematics.marker_set),
    )
    return [
        (say("recording.cameras"), line, ""),
        (say("recording.markers"), markers, ""),
        axes,
    ]


def _kind(kind: int) -> str:
    return say("recording.plate_type", kind=kind)


def _static(context: Context) -> str:
    static = context.analysis.kinematics.static
    if static is None:
        return say("recording.no_static")
    return say("recording.with_static", frames=count(static.time.size, "frame"))


def _body(context: Context) -> Table | None:
    kinematics = context.analysis.kinematics
    body: Participant = kinematics.participant
    rows = []
    for name, unit, factor in _BODY:
        value = getattr(body, name)
        if value is not None:
            source = kinematics.sources.get(name, "")
            number = write(value * factor, unit)
            rows.append((say(f"body.{name}"), number, English(plain(source))))
    head = (say("recording.quantity"), say("recording.value"), say("recording.source"))
    return Table(head=head, rows=tuple(rows), words=True) if rows else None


def _calibration(context: Context) -> Table | None:
    kinematics = context.analysis.kinematics
    known = {name for name, _, _ in _BODY}
    rows = [
        (
            English(name.replace("_", " ").capitalize()),
            _calibrated(name, value),
            English(plain(kinematics.sources.get(name, ""))),
        )
        for name, value in sorted(kinematics.calibration.items())
        if name not in known
    ]
    head = (say("recording.quantity"), say("recording.value"), say("recording.source"))
    return Table(head=head, rows=tuple(rows), words=True) if rows else None


def _calibrated(name: str, value: float) -> str:
    if any(word in name for word in ("offset", "rotation", "angle", "theta", "beta")):
        return write(degrees(value), "deg", more=2)
    return write(millimetres(value), "mm", more=1)
