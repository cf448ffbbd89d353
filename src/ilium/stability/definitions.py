"""The signals behind the measures: what each is, and its sign beside other programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BAKER = "10.1016/S0966-6362(00)00083-7"
NAKAGAWA = "10.2519/jospt.2012.3987"
PLUG_IN_GAIT = "10.1002/jor.1100080310"
WILLSON = "10.1249/01.mss.0000218140.05074.fa"
ISB = "10.1016/0021-9290(95)00017-C"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalKind:
    """One signal, which many measures are read from.

    Parameters
    ----------
    name, title, positive, definition, vicon, opensim, source
        As in `ilium.core.catalogue.MeasureKind`.
    sided
        Whether the array's name ends with the side.
    two_sided
        Whether it has no clinical direction, so that its peak is the value furthest
        from zero, to the side where all repetitions together go furthest.
    display
        Unit in which people read it.
    missing
        Flag of a value that could not be measured.
    """

    name: str
    title: str
    positive: str
    definition: str
    missing: str
    vicon: str = ""
    opensim: str = ""
    source: str = ""
    sided: bool = False
    two_sided: bool = False
    display: str = "deg"

    @property
    def unit(self) -> str:
        """SI unit."""
        return "rad" if self.display == "deg" else "1"


_PELVIS = "no-pelvis-markers"
_TRUNK = "no-trunk-markers"
_LEG = "no-leg-markers"

SIGNALS: Final = (
    SignalKind(
        name="pelvic_drop", title="Pelvic drop", sided=True, missing=_PELVIS,
        positive="the side of the free leg is lower",
        definition=(
            "Elevation of the line between the anterior superior iliac spines, "
            "asin(height difference / length)."
        ),
        vicon=(
            "Not Plug-in Gait's obliquity, which mixes in tilt and rotation. Baker's "
            "obliquity (up +): drop = −obliquity of the side of the free leg"
        ),
        opensim="pelvis_list: right stance × (−1), left stance × 1",
        source=BAKER,
    ),
    SignalKind(
        name="pelvic_hike", title="Pelvic hike", sided=True, missing=_PELVIS,
        positive="the side of the free leg is higher",
        definition="Opposite of the pelvic drop.",
        vicon="Baker's obliquity of the side of the free leg, same sign",
        opensim="pelvis_list: right stance × 1, left stance × (−1)",
        source=BAKER,
    ),
    SignalKind(
        name="pelvic_obliquity", title="Pelvic obliquity", two_sided=True,
        missing=_PELVIS,
        positive="the right side is higher",
        definition=(
            "Elevation of the line between the anterior superior iliac spines, from "
            "left to right; for movements on both legs."
        ),
        vicon="Baker's obliquity of the right side, same sign",
        opensim="pelvis_list × (−1)",
        source=BAKER,
    ),
    SignalKind(
        name="pelvic_rotation", title="Pelvic rotation", sided=True,
        missing=_PELVIS,
        positive="turned towards the stance leg",
        definition=(
            "Turn about the vertical of the line between the anterior superior iliac "
            "spines from the heading."
        ),
        vicon="Baker's rotation (internal +) of the stance side × (−1)",
        opensim="pelvis_rotation: right stance × (−1), left stance × 1",
        source=BAKER,
    ),
    SignalKind(
        name="pelvic_yaw", title="Pelvic yaw", two_sided=True, missing=_PELVIS,
        positive="turned to the left",
        definition=(
            "Turn about the vertical of the line between the anterior superior iliac "
            "spines from the heading; for movements on both legs."
        ),
        vicon="Baker's rotation of the right side, same sign",
        opensim="pelvis_rotation, same sign",
        source=BAKER,
    ),
    SignalKind(
        name="pelvic_tilt", title="Pelvic tilt", missing=_PELVIS,
        positive="anterior, the front of the pelvis lower",
        definition=(
            "Turn of the pelvis about its own lateral axis, last of the sequence "
            "rotation, obliquity, tilt."
        ),
        vicon="Baker's tilt, same sign; differs from Plug-in Gait's when rotated",
        opensim="pelvis_tilt × (−1), with another zero",
        source=BAKER,
    ),
    SignalKind(
        name="pelvis_on_femur", title="Pelvis on femur", sided=True, missing=_LEG,
        positive="90° is a level pelvis on a vertical femur; less when the hip adducts",
        definition=(
            "Angle between the line of the anterior superior iliac spines and the "
            "stance femur, in the frontal plane of the heading."
        ),
        vicon="about 90° − hip adduction while the thigh hangs in the frontal plane",
        opensim="about 90° − hip_adduction, likewise",
        source="10.1123/jsr.16.4.326",
    ),
    SignalKind(
        name="hip_adduction", title="Hip adduction", sided=True, missing=_LEG,
        positive="adducted",
        definition="Femur's long axis against the pelvis' lateral axis.",
        vicon="hip angle Y, same sign",
        opensim="hip_adduction, same sign",
        source=PLUG_IN_GAIT,
    ),
    SignalKind(
        name="hip_flexion", title="Hip flexion", sided=True, missing=_LEG,
        positive="flexed",
        definition="Femur's long axis in the pelvis' sagittal plane.",
        vicon="hip angle X, same sign",
        opensim="hip_flexion, same sign, with another zero",
        source=PLUG_IN_GAIT,
    ),
    SignalKind(
        name="knee_flexion", title="Knee flexion", sided=True, missing=_LEG,
        positive="flexed",
        definition=(
            "Shank's long axis in the thigh's sagittal plane; between three joint "
            "centres where the thigh has no axes."
        ),
        vicon="knee angle X, same sign",
        opensim="knee_angle, same sign since model version 4 (before: × −1)",
        source=PLUG_IN_GAIT,
    ),
    SignalKind(
        name="knee_abduction", title="Knee abduction in 3-D", sided=True, missing=_LEG,
        positive="abducted: the shank points outwards, the knee lies medially",
        definition="Shank's long axis against the knee's flexion axis.",
        vicon="knee angle Y × (−1) (varus +)",
        opensim="knee_adduction × (−1), where the model has it",
        source=PLUG_IN_GAIT,
    ),
    SignalKind(
        name="fppa_joint_centres", title="Frontal-plane knee angle, joint centres",
        sided=True, missing=_LEG,
        positive="the knee lies medially",
        definition=(
            "180° minus the angle between hip, knee and ankle joint centres, projected "
            "on the frontal plane of the heading; not measured while a segment shows "
            "less than 30 % of its length there."
        ),
        vicon="none: a projection, not a joint angle",
        opensim="none: a projection, not a joint angle",
        source=WILLSON,
    ),
    SignalKind(
        name="fppa_asis", title="Frontal-plane knee angle, iliac spine",
        sided=True, missing=_LEG,
        positive="the knee lies medially",
        definition=(
            "As from joint centres, with the anterior superior iliac spine in the "
            "hip's place, as on video. Another measure: norms do not carry over."
        ),
        vicon="none: a projection, not a joint angle",
        opensim="none: a projection, not a joint angle",
        source=WILLSON,
    ),
    SignalKind(
        name="shin_inclination_sagittal", title="Shin inclination, from the side",
        sided=True, missing=_LEG,
        positive="the knee is ahead of the ankle",
        definition="Ankle-to-knee line against the vertical, along the heading.",
        vicon="none",
        opensim="none",
        source=ISB,
    ),
    SignalKind(
        name="shin_inclination_frontal", title="Shin inclination, from the front",
        sided=True, missing=_LEG,
        positive="the knee is medial of the ankle",
        definition="Ankle-to-knee line against the vertical, across the heading.",
        vicon="none",
        opensim="none",
        source=ISB,
    ),
    SignalKind(
        name="trunk_lean", title="Trunk lean", sided=True,
        missing=_TRUNK,
        positive="towards the stance leg",
        definition=(
            "Thorax' long axis against the vertical, across the heading; without a "
            "thorax the line from hips to shoulders (flagged)."
        ),
        vicon="near the thorax angle Y of the stance side × (−1), upright",
        opensim="near lumbar_bending + pelvis_list, upright; left stance × (−1)",
        source=NAKAGAWA,
    ),
    SignalKind(
        name="trunk_side_lean", title="Trunk side lean", two_sided=True, missing=_TRUNK,
        positive="to the right",
        definition=(
            "Thorax' long axis against the vertical, across the heading; for movements "
            "on both legs."
        ),
        vicon="near the right thorax angle Y × (−1), upright",
        opensim="near lumbar_bending + pelvis_list, upright",
        source=NAKAGAWA,
    ),
    SignalKind(
        name="trunk_inclination", title="Trunk inclination",
        missing=_TRUNK,
        positive="forwards",
        definition="Thorax' long axis against the vertical, along the heading.",
        vicon="near the thorax angle X, upright",
        opensim="near −(lumbar_extension + pelvis_tilt), with another zero",
        source=ISB,
    ),
    SignalKind(
        name="trunk_minus_shin", title="Trunk minus shin inclination", sided=True,
        missing=_TRUNK,
        positive="the trunk is inclined further than the shin",
        definition="Trunk inclination minus shin inclination, both from the side.",
        source="Barrack AJ et al. (2021). Int J Sports Sci Coach 16(4)",
    ),
    SignalKind(
        name="thorax_on_pelvis_flexion", title="Thorax on pelvis, flexion",
        missing=_TRUNK,
        positive="flexed",
        definition=(
            "Thorax' long axis in the pelvis' sagittal plane. Not lumbar flexion: "
            "limits for the lumbar spine do not apply."
        ),
        vicon="near the spine angle X, same sign, with another zero",
        opensim="near lumbar_extension × (−1), with another zero",
        source=ISB,
    ),
    SignalKind(
        name="lumbar_flexion", title="Lumbar flexion",
        missing="no-lumbar-markers",
        positive="flexed",
        definition=(
            "Line from the L1 to the T12 marker in the pelvis' sagittal plane; read as "
            "change from standing."
        ),
        vicon="none",
        opensim="none: lumbar_extension is of the whole trunk",
        source=ISB,
    ),
    SignalKind(
        name="thorax_side_bend", title="Thorax side-bend", sided=True,
        missing=_TRUNK,
        positive="the thorax bends on the pelvis towards the free leg",
        definition="Thorax' long axis against the pelvis' lateral axis.",
        vicon="roughly the spine angle Y of the side of the free leg, upright",
        opensim="near lumbar_bending, right stance × (−1), left × 1, upright",
        source="10.1016/j.apmr.2006.08.327",
    ),
    SignalKind(
        name="thorax_yaw", title="Thorax yaw", two_sided=True, missing=_TRUNK,
        positive="turned to the left",
        definition=(
            "Turn of the thorax' lateral axis about the vertical from the heading."
        ),
        vicon="near the right thorax angle Z, upright",
        opensim="pelvis_rotation + lumbar_rotation, upright",
        source=BAKER,
    ),
    SignalKind(
        name="trunk_pelvis_separation", title="Trunk–pelvis separation", two_sided=True,
        missing=_TRUNK,
        positive="the thorax is turned further to the left than the pelvis",
        definition="Thorax yaw minus pelvic yaw.",
        vicon="near the left spine angle Z, upright",
        opensim="near lumbar_rotation, upright",
        source=BAKER,
    ),
    SignalKind(
        name="stance_leg_length", title="Stance-leg length", sided=True, display="%",
        missing="no-quiet-standing",
        positive="100 % is the length in quiet standing",
        definition="Hip-to-ankle distance as a share of its mean in quiet standing.",
        source=ISB,
    ),
    SignalKind(
        name="pressure_along_foot", title="Pressure along the foot", sided=True,
        display="%", missing="no-plates",
        positive="0 % is the heel, 100 % the tip of the toes",
        definition=(
            "Centre of pressure along the foot as a share of its length, where one "
            "foot alone is on a plate."
        ),
    ),
)  # fmt: skip
"""Every signal, in the order of the catalogue."""

BY_NAME: Final = {each.name: each for each in SIGNALS}
