"""A camera is followed over a websocket, picture by picture, and nothing else is."""

from __future__ import annotations

import json
import struct

import cv2
import numpy as np
import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from ilium.app import Hosting, create_app
from ilium.app.live.following import HEAD, MOST_BYTES, landmarks_of

POSE = "ws://127.0.0.1/api/pose"
WIDTH, HEIGHT = 320, 240


@pytest.fixture
def hosting(tmp_path):
    return Hosting(
        database=f"sqlite:///{tmp_path / 'ilium.db'}", pose="stand_in:Bright"
    )


def picture(x, y):
    """A bright spot on black, as JPEG."""
    drawn = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    cv2.circle(drawn, (x, y), 6, (255, 255, 255), -1)
    return cv2.imencode(".jpg", drawn)[1].tobytes()


def message(time, content):
    return HEAD.pack(time) + content


def opened(socket):
    assert socket.receive_json() == {"ready": "stand-in 1"}


@pytest.mark.parametrize("place", [(60, 50), (250, 180)])
def test_a_picture_is_answered_with_the_pose_in_shares_of_it(visitor, place):
    with visitor.websocket_connect(POSE) as socket:
        opened(socket)
        for time in (1.0, 1.05):
            socket.send_bytes(message(time, picture(*place)))
            answer = socket.receive_bytes()
        assert HEAD.unpack_from(answer) == (1.05,)
        score, people, took = struct.unpack_from("<fff", answer, 8)
        assert (score, people) == (1.0, 1.0)
        assert 0.0 < took < 8.0
        nose = landmarks_of(answer)[0]
        seen = nose[:2] * (WIDTH, HEIGHT)
        np.testing.assert_allclose(seen, place, atol=1.5)
        assert nose[3] == pytest.approx(0.9)


def test_each_camera_has_a_memory_of_its_own(visitor):
    """The stand-in finds the first picture of a camera 2 px beside."""
    first = []
    for _ in range(2):
        with visitor.websocket_connect(POSE) as socket:
            opened(socket)
            socket.send_bytes(message(1.0, picture(100, 100)))
            first.append(socket.receive_bytes())
            socket.send_bytes(message(1.1, picture(100, 100)))
            second = socket.receive_bytes()
            assert (landmarks_of(second) != landmarks_of(first[0])).any()
    np.testing.assert_array_equal(*map(landmarks_of, first))


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", picture(5, 5)[:60], b"\xff" * (MOST_BYTES + 1)],
    ids=["empty", "words", "cut", "too long"],
)
def test_what_is_no_picture_is_refused_with_a_remedy(visitor, content):
    with visitor.websocket_connect(POSE) as socket:
        opened(socket)
        socket.send_bytes(message(1.0, content))
        said = json.loads(socket.receive_text())
        assert said["problem"]
        assert said["remedy"]
        with pytest.raises(WebSocketDisconnect):
            socket.receive_bytes()


def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused(visitor):
    bomb = cv2.imencode(".png", np.zeros((4000, 4000), np.uint8))[1].tobytes()
    assert len(bomb) < 100_000
    with visitor.websocket_connect(POSE) as socket:
        opened(socket)
        socket.send_bytes(message(1.0, bomb))
        assert "1920" in socket.receive_json()["problem"]


def test_strangers_and_other_sites_follow_nothing(app, visitor):
    with (
        TestClient(app, base_url="http://127.0.0.1") as stranger,
        pytest.raises(WebSocketDisconnect),
        stranger.websocket_connect(POSE),
    ):
        pass
    with (
        pytest.raises(WebSocketDisconnect),
        visitor.websocket_connect(POSE, headers={"origin": "http://evil.example"}),
    ):
        pass


def test_a_camera_too_many_is_told_so_and_a_place_becomes_free_again(app, visitor):
    count = app.state.live.count
    taken = [app.state.live.take() for _ in range(count)]
    for each in taken:
        each.__enter__()
    with visitor.websocket_connect(POSE) as socket:
        assert "keeps up with no more" in socket.receive_json()["problem"]
    taken[0].__exit__(None, None, None)
    with visitor.websocket_connect(POSE) as socket:
        opened(socket)
    for each in taken[1:]:
        each.__exit__(None, None, None)


def test_missing_weights_are_told_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("ILIUM_CACHE", str(tmp_path / "empty"))
    hosting = Hosting(database=f"sqlite:///{tmp_path / 'ilium.db'}")
    with TestClient(create_app(hosting), base_url="http://127.0.0.1") as visitor:
        visitor.get("/start", params={"token": hosting.token})
        with visitor.websocket_connect(POSE) as socket:
            assert "ilium weights install" in socket.receive_json()["remedy"]
