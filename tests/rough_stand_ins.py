"""Stand-ins that a process takes before it runs a command: no network, no weights."""

from __future__ import annotations

import hashlib
import os
import sys
import zipfile
from dataclasses import replace

from ilium.vision.pose import LANDMARKS, Pose
from stand_in import SIZE, Swaying

NEARER = 1.75
PASSWORD = "a made-up one, long enough"
NEAR = (int(NEARER * SIZE[0]), int(NEARER * SIZE[1]))


class Near(Swaying):
    """Finds the same person as `Swaying`, nearer to the camera."""

    name = "near 1"

    def estimate(self, image, time, memory):
        pose, memory = super().estimate(image, time, memory)
        places = zip(LANDMARKS, pose.landmarks * NEARER, strict=True)
        found = {name: tuple(place) for name, place in places}
        return Pose.of(found, dict.fromkeys(LANDMARKS, 0.95), people=1), memory


def pose_model() -> None:
    """Watch clips by a pose model that needs no weights."""
    import ilium.cli.video

    ilium.cli.video._pose = lambda _options: "rough_stand_ins:Near"


def typed_password() -> None:
    """Have a password typed into standard input."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSWORD}\n".encode())
    os.close(writing)
    sys.stdin = os.fdopen(reading, encoding="utf-8")


def small_package() -> None:
    """Know two samples, one and two, whose package is made on the spot."""
    import ilium.samples.fetch as module

    contents = {
        "one": {"package/s.c3d": b"1" * 90_000, "package/static.c3d": b"2" * 70_000},
        "two": {"package/s.c3d": b"3" * 80_000, "package/static.c3d": b"4" * 70_000},
    }
    usual = module.SAMPLES[0]
    module.SAMPLES = tuple(
        replace(
            usual,
            name=name,
            package=name,
            version="1",
            files={each: hashlib.sha256(data).hexdigest() for each, data in of.items()},
        )
        for name, of in contents.items()
    )

    def download(wanted, folder):
        wheel = folder / f"{wanted.name}.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for name, data in contents[wanted.name].items():
                archive.writestr(zipfile.ZipInfo(name), data)
        return wheel

    module._download = download


def small_weights() -> None:
    """Know weights that a client brings on the spot, into a cache of its own."""
    import ilium.vision.weights as module

    os.environ["ILIUM_CACHE"] = "cache"
    contents = {each.name: each.name.encode() * 30_000 for each in module.WEIGHTS}
    module.WEIGHTS = tuple(
        replace(each, sha256=(hashlib.sha256(contents[each.name]).hexdigest(),))
        for each in module.WEIGHTS
    )
    module._bring = lambda missing, _folder: {
        each.name: contents[each.name] for each in missing
    }
