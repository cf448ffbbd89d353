"""A neural network in a file, run by LiteRT on one thread."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray


class Network:
    """One network, ready to be run.

    Parameters
    ----------
    path
        The ``.tflite`` file.
    """

    def __init__(self, path: Path) -> None:
        self._interpreter = Interpreter(model_content=path.read_bytes(), num_threads=1)
        self._interpreter.allocate_tensors()
        self._input: int = self._interpreter.get_input_details()[0]["index"]
        self._outputs: list[int] = [
            each["index"] for each in self._interpreter.get_output_details()
        ]

    def run(self, picture: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
        """Outputs of the network for one input, in its own order."""
        self._interpreter.set_tensor(self._input, picture)
        self._interpreter.invoke()
        return tuple(self._interpreter.get_tensor(each) for each in self._outputs)
