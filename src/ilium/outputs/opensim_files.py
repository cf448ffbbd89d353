"""What the musculoskeletal model says, as files that OpenSim's programs open.

OpenSim's ground and ilium's laboratory frame are the same: x forwards, y up, z right.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ilium.conventions import AXES, SIDES, initial
from ilium.core.quantity import FloatArray, labels, values
from ilium.outputs.courses import turns
from ilium.outputs.text import DIGITS
from ilium.pipeline import Analysis
from ilium.units import degrees


def ik_mot(analysis: Analysis) -> str:
    """Every coordinate of the model, coupled and locked ones included, in degrees.

    Frames that could not be solved are left out; coordinates that the markers do not
    determine stand at the value at which they were held.
    """
    motion = analysis.motion
    if motion is None:
        return ""
    from ilium.model.all_coordinates import (  # noqa: PLC0415 - a table that is there
        all_coordinates,
    )

    free = values(motion.coordinates)
    solved = ~np.isnan(free).any(axis=1)
    whole = all_coordinates(motion.model, free[solved])
    names = [each.name for each in motion.model.coordinates]
    angles = np.array([each.rotational for each in motion.model.coordinates])
    shown = np.where(angles, degrees(whole), whole)
    return storage("Coordinates", names, motion.time[solved], shown, in_degrees=True)


def id_sto(analysis: Analysis) -> str:
    """Net moments in the names of OpenSim's inverse dynamics."""
    kinetics, motion = analysis.kinetics, analysis.motion
    if kinetics is None or motion is None:
        return ""
    names = [
        f"{name}_{'moment' if turns(motion, name) else 'force'}"
        for name in labels(kinetics.moments, "coordinate")
    ]
    numbers = values(kinetics.moments)
    return storage("Inverse Dynamics Generalized Forces", names, kinetics.time, numbers)


def external_loads_mot(analysis: Analysis) -> str:
    """Force, point and free moment of the ground on each foot."""
    if analysis.kinetics is None:
        return ""
    loads = analysis.kinetics.loads
    names: list[str] = []
    columns: list[FloatArray] = []
    parts = (("v", loads.force), ("p", loads.pressure), ("m", loads.free_moment))
    for side in labels(loads.force, "side"):
        letter = side[0]
        for part, array in parts:
            names += [f"ground_force_{letter}_{part}{axis}" for axis in AXES]
            columns += list(values(array.sel(side=side)).T)
    numbers = np.nan_to_num(np.column_stack(columns))
    return storage("External loads", names, loads.time, numbers)


def external_loads_xml(analysis: Analysis) -> str:
    """What OpenSim's inverse dynamics needs to find the loads of each foot."""
    if analysis.kinetics is None:
        return ""
    forces = "".join(_external_force(initial(side).lower()) for side in SIDES)
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n'
        '<OpenSimDocument Version="40000">\n'
        '\t<ExternalLoads name="external_loads">\n'
        f"\t\t<objects>\n{forces}\t\t</objects>\n"
        "\t\t<datafile>external_loads.mot</datafile>\n"
        "\t</ExternalLoads>\n"
        "</OpenSimDocument>\n"
    )


def muscle_forces_sto(analysis: Analysis) -> str:
    """Tendon forces, and the reserves that filled what muscles could not produce."""
    muscles = analysis.muscles
    if muscles is None:
        return ""
    names = [
        *labels(muscles.forces, "muscle"),
        *(f"{name}_reserve" for name in labels(muscles.reserves, "coordinate")),
    ]
    numbers = np.column_stack([values(muscles.forces), values(muscles.reserves)])
    return storage("Static optimization forces", names, muscles.time, numbers)


def activations_sto(analysis: Analysis) -> str:
    """Activations of the muscles."""
    muscles = analysis.muscles
    if muscles is None:
        return ""
    names = labels(muscles.activations, "muscle")
    numbers = values(muscles.activations)
    return storage("Static optimization activations", names, muscles.time, numbers)


def model_osim(analysis: Analysis) -> str:
    """The scaled model with the recording's markers."""
    if analysis.motion is None:
        return ""
    from ilium.model.osim_write import osim_text  # noqa: PLC0415 - only with a model

    return osim_text(analysis.motion.model)


def storage(
    title: str,
    names: Sequence[str],
    time: FloatArray,
    numbers: FloatArray,
    *,
    in_degrees: bool = False,
) -> str:
    """Write a table in OpenSim's storage format.

    Parameters
    ----------
    title
        Its first line.
    names
        Names of the columns.
    time
        Times of the rows [s].
    numbers
        Shape (row, column), in the units of the columns.
    in_degrees
        Whether its angles are degrees.

    Returns
    -------
    str
        Lines that end in a line feed; rows that hold nothing but NaN are left out.
    """
    kept = ~np.isnan(numbers).all(axis=1)
    rows = np.column_stack([time, numbers])[kept] + 0.0
    line = "\t".join([f"%.{DIGITS}g"] * rows.shape[1]) + "\n"
    head = (
        f"{title}\nversion=1\nnRows={len(rows)}\nnColumns={rows.shape[1]}\n"
        f"inDegrees={'yes' if in_degrees else 'no'}\nendheader\n"
    )
    body = (line * len(rows)) % tuple(rows.ravel().tolist())
    return head + "\t".join(["time", *names]) + "\n" + body


def _external_force(letter: str) -> str:
    name = f"ground_force_{letter}"
    rows = {
        "applied_to_body": f"calcn_{letter}",
        "force_expressed_in_body": "ground",
        "point_expressed_in_body": "ground",
        "force_identifier": f"{name}_v",
        "point_identifier": f"{name}_p",
        "torque_identifier": f"{name}_m",
    }
    inside = "".join(f"\t\t\t\t<{tag}>{text}</{tag}>\n" for tag, text in rows.items())
    return f'\t\t\t<ExternalForce name="{name}">\n{inside}\t\t\t</ExternalForce>\n'
