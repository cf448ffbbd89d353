"""The bundle for the browser's runtime: the same networks, with their scale."""

from __future__ import annotations

import io
import struct
import zipfile

import numpy as np
import pytest

from conftest import lacking
from ilium.vision.blazepose.task_bundle import (
    NAMES,
    scale_metadata,
    task_bundle,
    with_scale,
)
from ilium.vision.weights import WEIGHTS, weight_file


@pytest.fixture(autouse=True)
def weights():
    if not all(each.installed for each in WEIGHTS if each.name in NAMES):
        lacking("the pose model's weights are not installed")


def test_the_networks_compute_the_same_with_their_scale_written_in(tmp_path):
    from ilium.vision.blazepose.network import Network

    plain = weight_file("full")
    told = tmp_path / "told.tflite"
    told.write_bytes(with_scale(plain.read_bytes(), 0.0, 255.0))
    picture = np.random.default_rng(0).random((1, 256, 256, 3), np.float32)
    for one, two in zip(
        Network(plain).run(picture), Network(told).run(picture), strict=True
    ):
        np.testing.assert_array_equal(one, two)


def test_the_bundle_is_stored_not_packed_and_always_the_same():
    with zipfile.ZipFile(io.BytesIO(task_bundle())) as archive:
        assert archive.namelist() == list(NAMES.values())
        assert {each.compress_type for each in archive.infolist()} == {0}
        for name in archive.namelist():
            content = archive.read(name)
            assert content[4:8] == b"TFL3"
            assert b"TFLITE_METADATA" in content
            assert b"M001" in content
    task_bundle.cache_clear()
    first = task_bundle()
    task_bundle.cache_clear()
    assert first == task_bundle()


def test_the_metadata_hold_mean_and_spread():
    found = scale_metadata(127.5, 63.75)
    assert found[4:8] == b"M001"
    assert struct.pack("<f", 127.5) in found
    assert struct.pack("<f", 63.75) in found
    assert struct.pack("<f", 255.0) not in found
