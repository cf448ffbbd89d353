"""BlazePose's weights as one file for the browser's runtime: a ``.task`` bundle.

MediaPipe's runtime for browsers takes detector and landmarker in one stored zip, and
wants to be told in their metadata how their pictures are scaled. The networks
themselves, from this computer's cache, stay as they are.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any, Final

import ai_edge_litert.schema_py_generated as schema

from ilium.vision.weights import weight_file

METADATA: Final = "TFLITE_METADATA"
IDENTIFIER: Final = b"M001"
"""Of the metadata's own flatbuffer."""
NORMALISATION: Final = 1
"""Number of its table in the union of process units."""
SCALES: Final = {"detector": (127.5, 127.5), "full": (0.0, 255.0)}
"""What is taken off a picture's values from 0 to 255, then what divides them, as in
`ilium.vision.blazepose.detector` and `ilium.vision.blazepose.landmarker`."""
NAMES: Final = {
    "detector": "pose_detector.tflite",
    "full": "pose_landmarks_detector.tflite",
}
DAY: Final = (2023, 9, 20, 0, 0, 0)
"""Date inside the zip, so that the same weights give the same bytes."""


@cache
def task_bundle() -> bytes:
    """Detector and full landmarker as a ``.task`` bundle.

    Returns
    -------
    bytes
        A zip file whose members are stored, not packed.

    Raises
    ------
    InputError
        Where the weights are not installed.

    References
    ----------
    MediaPipe's model format: a flatbuffer ``ModelMetadata`` in a buffer of the model,
    named ``TFLITE_METADATA`` (TensorFlow Lite, metadata_schema.fbs).
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, member in NAMES.items():
            content = with_scale(weight_file(name).read_bytes(), *SCALES[name])
            archive.writestr(zipfile.ZipInfo(member, DAY), content)
    return target.getvalue()


def with_scale(network: bytes, mean: float, spread: float) -> bytes:
    """A network with the scale of its pictures in its metadata.

    Parameters
    ----------
    network
        A ``.tflite`` file.
    mean, spread
        Taken off every value of a picture, then divided by [of 255].

    Returns
    -------
    bytes
        The same network with one more buffer.
    """
    model: Any = schema.ModelT.InitFromObj(schema.Model.GetRootAs(network, 0))
    buffer: Any = schema.BufferT()
    buffer.data = list(scale_metadata(mean, spread))
    entry: Any = schema.MetadataT()
    entry.name, entry.buffer = METADATA, len(model.buffers)
    model.buffers.append(buffer)
    model.metadata = [*(model.metadata or []), entry]
    builder = _builder()
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    return bytes(builder.Output())


def scale_metadata(mean: float, spread: float) -> bytes:
    """Metadata that says how the first input of a model is scaled.

    Parameters
    ----------
    mean, spread
        Taken off every value of a picture, then divided by [of 255].

    Returns
    -------
    bytes
        A flatbuffer ``ModelMetadata``: its subgraph, its input tensor, the tensor's
        one process unit.
    """
    builder = _builder()
    options = _table(
        builder, {0: _numbers(builder, mean), 1: _numbers(builder, spread)}
    )
    builder.StartObject(2)
    builder.PrependUint8Slot(0, NORMALISATION, 0)
    builder.PrependUOffsetTRelativeSlot(1, options, 0)
    unit = builder.EndObject()
    tensor = _table(builder, {4: _tables(builder, unit)}, size=7)
    graph = _table(builder, {2: _tables(builder, tensor)}, size=10)
    model = _table(builder, {3: _tables(builder, graph)}, size=8)
    builder.Finish(model, file_identifier=IDENTIFIER)
    return bytes(builder.Output())


def _builder() -> Any:  # noqa: ANN401 - of a library without types
    return schema.flatbuffers.Builder(1024)


def _table(builder: Any, slots: dict[int, int], size: int = 2) -> int:  # noqa: ANN401
    builder.StartObject(size)
    for slot, offset in slots.items():
        builder.PrependUOffsetTRelativeSlot(slot, offset, 0)
    return builder.EndObject()


def _numbers(builder: Any, value: float) -> int:  # noqa: ANN401
    builder.StartVector(4, 1, 4)
    builder.PrependFloat32(value)
    return builder.EndVector()


def _tables(builder: Any, table: int) -> int:  # noqa: ANN401
    builder.StartVector(4, 1, 4)
    builder.PrependUOffsetTRelative(table)
    return builder.EndVector()
