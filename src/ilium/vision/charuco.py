"""A printed ChArUco board: the lens of a camera, its place, and how level it stands."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ilium.core.camera import Camera, Levelling
from ilium.core.quantity import FloatArray
from ilium.errors import InputError, InsufficientDataError
from ilium.vision.levelling import levelling_of_down
from ilium.vision.projection import project

if TYPE_CHECKING:
    from cv2.aruco import CharucoBoard

    from ilium.vision.sticker_colour import Picture

HUNG: Final = 0.005
"""Standard error of the vertical of a board that hangs freely [rad]; 0.3 degrees."""
FLAT: Final = 0.03
"""Standard error of the tilt of a small board that is seen straight on [rad]."""
LEAST_CORNERS: Final = 6
LEAST_VIEWS: Final = 6
"""Pictures of the board that a lens needs."""
LARGE: Final = 1.5
"""Root mean square reprojection error of a lens that is not to be used [px]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A chessboard with ArUco markers in its white squares.

    Parameters
    ----------
    columns, rows
        Number of squares across and down.
    square, marker
        Sides of a square and of a marker, as measured on the print [m].
    """

    columns: int = 7
    rows: int = 10
    square: float = 0.025
    marker: float = 0.0185


class Corners(NamedTuple):
    """Corners of a board in a picture: place on the board [m] and in it [px]."""

    board: FloatArray
    picture: FloatArray


def board_picture(board: Board, *, dots_per_metre: int = 11811) -> NDArray[np.uint8]:
    """Draw a board for printing at its true size.

    Parameters
    ----------
    board
        The board.
    dots_per_metre
        Resolution of the print [1/m]; 11811 are 300 dots an inch.

    Returns
    -------
    ndarray
        Grey picture with a white margin of half a square, shape (height, width).
    """
    margin = round(0.5 * board.square * dots_per_metre)
    side = round(board.square * dots_per_metre)
    size = (board.columns * side + 2 * margin, board.rows * side + 2 * margin)
    drawn = _made(board).generateImage(size, marginSize=margin, borderBits=1)
    return np.asarray(drawn, np.uint8)


def find_board(picture: Picture, board: Board) -> Corners | None:
    """Find a board's corners in a picture.

    Parameters
    ----------
    picture
        Shape (height, width, 3), red, green, blue, or (height, width), grey.
    board
        The board.

    Returns
    -------
    Corners or None
        ``None`` where fewer than `LEAST_CORNERS` are seen.
    """
    import cv2  # noqa: PLC0415 - heavy

    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture
    made = _made(board)
    found, numbers, _, _ = cv2.aruco.CharucoDetector(made).detectBoard(grey)
    if numbers is None or len(numbers) < LEAST_CORNERS:
        return None
    places = np.asarray(made.getChessboardCorners(), np.float64)
    return Corners(
        places[np.asarray(numbers, np.int64).ravel()],
        np.asarray(found, np.float64).reshape(-1, 2),
    )


def calibrate_lens(
    pictures: Iterable[Picture], board: Board, *, name: str = "camera"
) -> Camera:
    """Calibrate a lens from pictures of a board in many poses.

    Parameters
    ----------
    pictures
        All of one size; near and far, in the corners, tilted to each side.
    board
        The board.
    name
        Label of the camera.

    Returns
    -------
    Camera
        Without a place.

    Raises
    ------
    InsufficientDataError
        Where fewer than `LEAST_VIEWS` pictures show the board, or they do not agree.
    """
    import cv2  # noqa: PLC0415 - heavy

    found: list[Corners] = []
    size = (0, 0)
    for picture in pictures:
        corners = find_board(picture, board)
        size = (picture.shape[1], picture.shape[0])
        if corners is not None:
            found.append(corners)
    if len(found) < LEAST_VIEWS:
        problem = f"{len(found)} pictures show the board, {LEAST_VIEWS} are needed."
        remedy = "Film it near and far, in every corner, tilted to each side, in light."
        raise InsufficientDataError(problem, remedy)
    start = np.array(
        [[0.8 * max(size), 0.0, size[0] / 2], [0.0, 0.8 * max(size), size[1] / 2],
         [0.0, 0.0, 1.0]]
    )  # fmt: skip
    error, matrix, lens, _, _ = cv2.calibrateCamera(
        [each.board.astype(np.float32) for each in found],
        [each.picture.astype(np.float32) for each in found],
        size,
        start,
        np.zeros(5),
        flags=cv2.CALIB_USE_INTRINSIC_GUESS | cv2.CALIB_FIX_K3,
    )
    if not error < LARGE:
        problem = f"The pictures of the board disagree by {error:.1f} pixels."
        raise InsufficientDataError(problem, "Use a flat board, sharp, no zoom.")
    return Camera(
        name=name,
        width=size[0],
        height=size[1],
        matrix=np.asarray(matrix, np.float64),
        distortion=np.asarray(lens, np.float64).ravel()[:5],
    )


def place_camera(camera: Camera, picture: Picture, board: Board) -> Camera:
    """Place a camera by a board that hangs upright where all cameras see it.

    Parameters
    ----------
    camera
        Its lens.
    picture
        A picture of the board.
    board
        The board. The laboratory's origin is its upper left corner, x points out of
        it, y up along its edge, z to the right of a person who stands at the board
        and looks out of it.

    Returns
    -------
    Camera
        With rotation and translation.

    Raises
    ------
    InputError
        Where the picture does not show the board.
    """
    turn, shift, _ = _pose(camera, picture, board)
    axes = np.array([[0.0, 0.0, -1.0], [0.0, -1.0, 0.0], [-1.0, 0.0, 0.0]])
    return replace(camera, rotation=turn @ axes.T, translation=shift)


def levelling_of_board(camera: Camera, picture: Picture, board: Board) -> Levelling:
    """Roll and pitch of a camera that sees a board hanging by gravity.

    Parameters
    ----------
    camera
        Its lens.
    picture
        A picture of the board, its upper edge up.
    board
        The board.

    Returns
    -------
    Levelling
        Errors from the corners' and from how plumb a board hangs.

    Raises
    ------
    InputError
        Where the picture does not show the board.
    """
    turn, _, errors = _pose(camera, picture, board)
    return levelling_of_down(
        turn[:, 1],
        (math.hypot(errors[0], HUNG), math.hypot(errors[1], HUNG, FLAT)),
        "charuco",
    )


def _pose(
    camera: Camera, picture: Picture, board: Board
) -> tuple[FloatArray, FloatArray, tuple[float, float]]:
    """Board to camera: rotation, translation [m], errors of roll and pitch [rad]."""
    import cv2  # noqa: PLC0415 - heavy

    corners = find_board(picture, board)
    if corners is None:
        problem = "The picture does not show the board."
        raise InputError(problem, "Show the whole board, flat, sharp and in light.")
    _, vector, shift = cv2.solvePnP(
        corners.board, corners.picture, camera.matrix, camera.distortion
    )
    turn = np.asarray(cv2.Rodrigues(vector)[0], np.float64)
    at = np.asarray(shift, np.float64).ravel()
    there = replace(camera, rotation=turn, translation=at)
    again = project(corners.board, there)
    noise = math.sqrt(
        float(((again - corners.picture) ** 2).sum()) / (2 * len(again) - 6)
    )
    return turn, at, _errors(there, corners.board, turn, max(noise, 0.1))


def _errors(
    camera: Camera, board: FloatArray, turn: FloatArray, noise: float
) -> tuple[float, float]:
    """Standard errors of roll and pitch, from the corners' noise."""
    from ilium.maths.rotations import from_vector  # noqa: PLC0415 - used once

    base = project(board, camera)
    step = 1e-5
    columns: list[FloatArray] = []
    for axis in np.eye(3):
        turned = replace(camera, rotation=from_vector(step * axis) @ turn)
        columns.append(((project(board, turned) - base) / step).ravel())
    assert camera.translation is not None
    for axis in np.eye(3):
        moved = replace(camera, translation=camera.translation + step * axis)
        columns.append(((project(board, moved) - base) / step).ravel())
    slope = np.stack(columns, axis=1)
    spread = np.sqrt(np.diag(np.linalg.inv(slope.T @ slope))) * noise
    return float(spread[2]), float(spread[0])


def _made(board: Board) -> CharucoBoard:
    import cv2  # noqa: PLC0415 - heavy

    return cv2.aruco.CharucoBoard(
        (board.columns, board.rows),
        board.square,
        board.marker,
        cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50),
    )
