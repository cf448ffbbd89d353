"""Public recordings: where each comes from, its licence, and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One public recording, or one folder of them.

    Parameters
    ----------
    name
        Name in commands.
    title
        What it shows, in a few words.
    origin
        Who published it and where.
    licence
        Its licence.
    package, version
        Package on the Python package index that holds it; empty where none does.
    files
        File inside the package to the hash of its bytes.
    folder
        Folder under ``$ILIUM_SAMPLES`` where the project's own checks look for it;
        empty where none does.
    """

    name: str
    title: str
    origin: str
    licence: str
    package: str = ""
    version: str = ""
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    folder: str = ""


DEMO_FILE: Final = "biomdp/tests/datasets/vicon_CMJ_kinem_kinet_emg.c3d"
"""The demo recording inside its package: a countermovement jump."""

SAMPLES: Final[tuple[Sample, ...]] = (
    Sample(
        name="biomdp",
        title="countermovement and drop jumps: Vicon and Kistler, pelvis and right leg",
        origin="biomdp, a package on PyPI",
        licence="MIT",
        package="biomdp",
        version="0.11.2",
        files=MappingProxyType(
            {
                "biomdp/tests/datasets/kistler_CMJ_1plate.c3d": (
                    "ca12314b83f3ed21fe359bd2b25bb1da897bc70d147b841c66a67d9a5b624c14"
                ),
                "biomdp/tests/datasets/kistler_COP.c3d": (
                    "8590cf779fc1f14f579c70f7dd972f02823c35ed524040cd5bbe64322e95bea2"
                ),
                "biomdp/tests/datasets/kistler_DJ_2plates.c3d": (
                    "8150c860cc595802e0398d7d023136d628832be40cab90b68ec2e9b18efafdc0"
                ),
                "biomdp/tests/datasets/vicon_CMJ_kinem_kinet_emg.c3d": (
                    "4c1b6573d8d4e14e0809daf39dc09ffd9615a2f7adbd42e1bba97528a5580d65"
                ),
            }
        ),
        folder="biomdp",
    ),
    Sample(
        name="pose2sim",
        title="four calibrated cameras, balancing on one leg on a beam",
        origin="Pose2Sim, a package on PyPI",
        licence="BSD-3-Clause",
        package="pose2sim",
        version="0.10.49",
        files=MappingProxyType(
            {
                "Pose2Sim/Demo_SinglePerson/calibration/Calib.qca.txt": (
                    "fd90e4bbae3278ef1dc0cdd42a34ee06bf88286f628a02c00a29407aa39e34c5"
                ),
                "Pose2Sim/Demo_SinglePerson/videos/cam01.mp4": (
                    "cf4f2816c86bea4bfbea255333d8626ff32a3ecabdab8b0fb147cea9167fde3a"
                ),
                "Pose2Sim/Demo_SinglePerson/videos/cam02.mp4": (
                    "94ff87cf978b8406e8aa36ab3c5362e72848994e87652f0dc7a33c315e8e0442"
                ),
                "Pose2Sim/Demo_SinglePerson/videos/cam03.mp4": (
                    "b8b329f832f178f27ecb78d024d5026b96c6adb36c387bfe2c0af85eab8a11ca"
                ),
                "Pose2Sim/Demo_SinglePerson/videos/cam04.mp4": (
                    "b5c0e7863fd70d008e7178d3c556b045b0ea5f78fcd61ca548a0b2e807e641f7"
                ),
            }
        ),
        folder="pose2sim",
    ),
    Sample(
        name="sports2d",
        title="walking filmed from the side with one camera",
        origin="Sports2D, a package on PyPI",
        licence="BSD-3-Clause",
        package="sports2d",
        version="0.8.34",
        files=MappingProxyType(
            {
                "Sports2D/Demo/Calib_demo.toml": (
                    "77a9b2a0e921873ddce4b3b00842500564fd7b2aabe91498a1a3db16304c8b37"
                ),
                "Sports2D/Demo/Config_demo.toml": (
                    "6ea26f9beec9bdcafe69b7d1544785ed3fffac8a310e2b0752057f97460cb1b2"
                ),
                "Sports2D/Demo/demo.mp4": (
                    "d9a66417185647b112304b57093f0c180f37a768e6a14daca75ca541f3b78039"
                ),
            }
        ),
        folder="sports2d",
    ),
    Sample(
        name="btkdata",
        title="walking with Plug-in Gait, static and motion, Vicon's own angles",
        origin="github.com: Biomechanical-ToolKit/BTKData",
        licence="BSD-3-Clause",
        folder="btkdata",
    ),
    Sample(
        name="biomechzoo",
        title="children walking straight and turning, Plug-in Gait, two plates",
        origin="github.com: mcgillmotionlab/biomechzoo",
        licence="MIT",
        folder="biomechzoo",
    ),
    Sample(
        name="pycgm",
        title="Plug-in Gait statics with their anthropometry",
        origin="github.com: cadop/pyCGM",
        licence="MIT",
        folder="pycgm",
    ),
    Sample(
        name="opensim_core",
        title="walking on two plates as C3D, and odd TRC files",
        origin="github.com: opensim-org/opensim-core",
        licence="Apache-2.0",
        folder="opensim_core",
    ),
    Sample(
        name="nimblephysics",
        title="drop jumps, squats, walking and sprinting: C3D, TRC and MOT",
        origin="github.com: keenon/nimblephysics",
        licence="BSD-2-Clause",
        folder="nimblephysics",
    ),
    Sample(
        name="bmc_ric_running",
        title="30 s of running on a treadmill with force plate",
        origin="github.com: regifukuchi/BMC-RIC-running-biomechanics",
        licence="CC-BY-4.0",
        folder="bmc_ric_running",
    ),
    Sample(
        name="c3d_org_samples",
        title="c3d.org's test files: a jump, gait, every processor's storage",
        origin="github.com: biomechanics-foundation/c3dio",
        licence="free test files of c3d.org",
        folder="c3d_org_samples",
    ),
    Sample(
        name="kineticstoolkit",
        title="21 s of walking, OptiTrack",
        origin="github.com: felixchenier/kineticstoolkit",
        licence="Apache-2.0",
        folder="kineticstoolkit",
    ),
    Sample(
        name="ezc3d_history",
        title="Qualisys and Optotrak C3D files",
        origin="github.com: pyomeca/ezc3d, older commits",
        licence="MIT",
        folder="ezc3d_history",
    ),
)
"""Every recording that ilium knows where to find."""
