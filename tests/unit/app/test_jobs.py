"""Analyses beside the pages: none is lost, and none is done twice."""

from __future__ import annotations

import gzip
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ilium.app import Hosting
from ilium.app.jobs.documents import Made, keep
from ilium.app.jobs.queue import Queue
from ilium.app.jobs.stages import WEIGHTS, as_count, from_count, share_of_all
from ilium.app.jobs.system import Turn
from ilium.capture.child import Child
from ilium.core.stage import STAGES
from ilium.errors import ConsentError, InputError, StoreError
from ilium.findings.words import has
from ilium.programme.criteria import error_of
from ilium.store import open_store
from ilium.store.jobs import Jobs
from ilium.units import DEGREE
from stored import Squat, someone

TESTS = Path(__file__).resolve().parents[2]
CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(5000)
PATIENCE = 60.0


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path / 'store' / 'ilium.db'}"


@pytest.fixture
def store(database):
    return open_store(database)


@pytest.fixture
def client(store):
    return someone(store, "Zebedee")


@pytest.fixture
def quick(monkeypatch):
    """A worker that does what it is told, and a queue that looks often."""
    monkeypatch.setattr("ilium.app.jobs.queue.WORKER", "job_worker")
    monkeypatch.setattr("ilium.app.jobs.queue.LOOKING", 0.05)


@pytest.fixture
def queue(store, database, quick):
    made = Queue(store, Hosting(database=database, workers=1))
    made.start()
    yield made
    made.close()


def asked(store, client, how="", *, clip=CLIP):
    """A job with one file that has arrived."""
    upload = store.uploads.begin(client, "zigzag.mp4", len(clip))
    store.uploads.write(upload.id, 0, clip)
    return store.jobs.add(client, "video", {upload.id: "video"}, asked={"how": how})


def until(store, key, *states):
    """The job once it is in one of these states."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        job = store.jobs.get(key)
        if job.state in states:
            return job
        time.sleep(0.02)
    raise AssertionError(job)


def ended(store, key):
    return until(store, key, "done", "refused", "off")


def worked_off(store, key, **hosting):
    """The job once a queue with one process, opened for it, has ended it."""
    queue = Queue(store, Hosting(workers=1, **hosting))
    queue.start()
    try:
        return ended(store, key)
    finally:
        queue.close()


def appears(path: Path) -> Path:
    end = time.monotonic() + PATIENCE
    while not path.exists() or not path.read_bytes():
        assert time.monotonic() < end, path
        time.sleep(0.02)
    return path


def process_of(store, job) -> int:
    path = store.database.folder / f"{job.id}.pid"
    return int(appears(path).read_text())


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def gone(process: int) -> bool:
    end = time.monotonic() + PATIENCE
    while is_alive(process) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(process)


def incoming(store) -> list[str]:
    return [e.name for e in store.uploads.folder.iterdir() if e.name != "queue"]


def test_an_analysis_that_is_done_has_its_result_and_leaves_no_file(
    store, client, queue
):
    job = ended(store, asked(store, client).id)
    assert job.state == "done"
    (result,) = store.results.of(client)
    assert (job.result, job.share, job.problem) == (result.id, 1.0, None)
    end = time.monotonic() + PATIENCE
    while incoming(store) and time.monotonic() < end:
        time.sleep(0.02)
    assert incoming(store) == []


def test_a_crash_is_tried_once_more(store, client, queue):
    job = ended(store, asked(store, client, "crash once").id)
    assert (job.state, job.tries) == ("done", 2)
    assert len(store.results.of(client)) == 1


@pytest.mark.parametrize("how", ["crash", "memory"])
def test_a_crash_that_comes_again_is_told(store, client, queue, how):
    job = ended(store, asked(store, client, how).id)
    assert (job.state, job.tries) == ("refused", 2)
    assert "memory" in job.problem
    assert job.remedy
    assert ended(store, asked(store, client).id).state == "done"


def test_what_cannot_be_analysed_is_told_and_can_be_tried_again(store, client, queue):
    job = ended(store, asked(store, client, "refuse").id)
    assert (job.state, job.problem) == ("refused", "The recording is too short.")
    assert job.remedy == "Record for longer."
    assert len(incoming(store)) == 1
    store.jobs.again(job.id, {"how": ""})
    assert ended(store, job.id).state == "done"
    with pytest.raises(InputError):
        store.jobs.again(job.id)


def test_an_error_of_ours_is_told_without_its_words(store, client, queue):
    job = ended(store, asked(store, client, "bug").id)
    assert (job.state, job.tries) == ("refused", 1)
    assert "ValueError" in job.problem
    assert "secret" not in job.problem


@pytest.mark.parametrize("how", ["no report", "bug afterwards"])
def test_a_missing_report_does_not_cost_the_result(store, client, queue, how):
    job = ended(store, asked(store, client, how).id)
    assert job.state == "done"
    assert "report" in job.problem
    assert len(store.results.of(client)) == 1


def test_an_analysis_that_runs_can_be_called_off(store, client, queue):
    job = asked(store, client, "slow")
    process = process_of(store, job)
    assert queue.stop(job.id)
    assert gone(process)
    assert store.jobs.get(job.id).state == "off"
    assert incoming(store) == []
    assert store.results.of(client) == ()
    assert ended(store, asked(store, client).id).state == "done"
    assert not queue.stop(job.id)


def test_an_analysis_that_waits_can_be_called_off(store, client, queue):
    first = asked(store, client, "slow")
    second = asked(store, client)
    process_of(store, first)
    assert store.jobs.get(second.id).state == "waiting"
    queue.stop(second.id)
    assert store.jobs.get(second.id).state == "off"
    assert len(incoming(store)) == 1


def test_the_one_that_waits_longest_is_next(store, client, quick, database):
    keys = [asked(store, client).id for _ in range(3)]
    assert [store.jobs.take().id for _ in keys] == sorted(
        keys, key=lambda each: (store.jobs.get(each).made, each)
    )
    assert store.jobs.take() is None


def test_as_many_run_at_a_time_as_are_allowed(store, client, quick, database):
    queue = Queue(store, Hosting(database=database, workers=2))
    queue.start()
    jobs = [asked(store, client, "slow") for _ in range(3)]
    try:
        for each in sorted(jobs, key=lambda job: (job.made, job.id))[:2]:
            process_of(store, each)
        states = [store.jobs.get(each.id).state for each in jobs]
        assert sorted(states) == ["running", "running", "waiting"]
    finally:
        queue.close()


def test_one_fewer_than_the_cores_run_by_default(store, monkeypatch):
    for cores, places in ((8, 7), (2, 1), (1, 1), (None, 1)):
        monkeypatch.setattr("ilium.app.jobs.queue.os.cpu_count", lambda n=cores: n)
        assert len(Queue(store, Hosting())._slots) == places


def test_closing_lets_an_analysis_wait_for_the_next_start(
    store, client, quick, database
):
    queue = Queue(store, Hosting(database=database, workers=1))
    queue.start()
    job = asked(store, client, "slow")
    process = process_of(store, job)
    queue.close()
    assert gone(process)
    left = store.jobs.get(job.id)
    assert (left.state, left.tries) == ("waiting", 0)


def test_one_program_at_a_time_runs_the_analyses(store, client, queue, database):
    other = Queue(store, Hosting(database=database, workers=1))
    other.start()
    try:
        jobs = [asked(store, client) for _ in range(3)]
        assert all(ended(store, each.id).state == "done" for each in jobs)
        assert not other._ours
        queue.close()
        end = time.monotonic() + PATIENCE
        while not other._ours and time.monotonic() < end:
            time.sleep(0.02)
        assert ended(store, asked(store, client).id).state == "done"
    finally:
        other.close()


def test_a_turn_is_one_programs(tmp_path):
    first, second = Turn(tmp_path / "turn"), Turn(tmp_path / "turn")
    assert first.take()
    assert first.take()
    assert not second.take()
    first.give_back()
    assert second.take()
    second.give_back()


def test_erasing_a_client_ends_their_analysis(store, client, queue):
    job = asked(store, client, "slow", clip=CLIP + b"zinc-body" * 50)
    process = process_of(store, job)
    store.erase(client)
    assert gone(process)
    left = [e for e in store.database.folder.rglob("*") if e.is_file()]
    needles = (b"zinc-body", b"zigzag", b"Zebedee", client.encode())
    assert not [e for e in left if any(n in e.read_bytes() for n in needles)]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("step", ["take", "progress", "finish"])
def test_a_store_that_cannot_be_written_once_costs_no_analysis(
    store, client, database, monkeypatch, step
):
    """Neither the next analysis, nor this one, nor one that is done."""
    known, refused = getattr(Jobs, step), []

    def once(self, *arguments, **options):
        if not refused:
            refused.append(step)
            raise StoreError("Another program writes.", "Close it.")
        return known(self, *arguments, **options)

    monkeypatch.setattr(Jobs, step, once)
    job = worked_off(store, asked(store, client).id, database=database)
    assert refused == [step]
    assert job.state == "done"
    assert len(store.results.of(client)) == 1


@pytest.mark.usefixtures("quick")
def test_a_process_that_cannot_be_started_ends_no_queue(
    store, client, database, monkeypatch
):
    asking = Child.ask
    failing = iter((OSError(12, "Cannot allocate memory"),))

    def ask(self, *arguments):
        for error in failing:
            raise error
        return asking(self, *arguments)

    monkeypatch.setattr(Child, "ask", ask)
    job = worked_off(store, asked(store, client).id, database=database)
    assert (job.state, job.tries) == ("done", 2)


@pytest.mark.parametrize("how", ["slow", "slow afterwards"])
def test_a_server_that_is_killed_comes_back_without_loss(
    store, client, database, quick, how
):
    """In mid-analysis, and between keeping the result and saying so."""
    job = asked(store, client, how)
    server = subprocess.Popen(
        [sys.executable, TESTS / "job_server.py", database],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        process = process_of(store, job)
        if how == "slow afterwards":
            end = time.monotonic() + PATIENCE
            while not (store.database.folder / f"{job.id}.kept").exists():
                assert time.monotonic() < end
                time.sleep(0.02)
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait()
    assert gone(process), "the worker outlived its server"
    assert store.jobs.get(job.id).state == "running"
    after = Queue(store, Hosting(database=database, workers=1))
    after.start()
    try:
        job = ended(store, job.id)
        assert (job.state, job.tries) == ("done", 2)
        (result,) = store.results.of(client)
        assert job.result == result.id
    finally:
        after.close()


def test_a_result_is_kept_once_and_not_after_calling_off(store, client):
    job = asked(store, client)
    with pytest.raises(StoreError):
        store.results.add(client, Squat(), job=job.id)
    store.jobs.take()
    store.results.add(client, Squat(), job=job.id)
    with pytest.raises(StoreError):
        store.results.add(client, Squat(), job=job.id)
    other = asked(store, client)
    store.jobs.take()
    store.jobs.stop(other.id)
    with pytest.raises(StoreError):
        store.results.add(client, Squat(), job=other.id)
    assert len(store.results.of(client)) == 1


def test_a_file_belongs_to_one_analysis_and_one_client(store, client):
    other = someone(store, "Quentin")
    upload = store.uploads.begin(client, "a.mp4", len(CLIP))
    half = {upload.id: "video"}
    with pytest.raises(InputError, match="not whole"):
        store.jobs.add(client, "video", half)
    store.uploads.write(upload.id, 0, CLIP)
    with pytest.raises(InputError):
        store.jobs.add(other, "video", half)
    store.jobs.add(client, "video", half)
    with pytest.raises(InputError, match="used already"):
        store.jobs.add(client, "video", half)
    assert len(store.jobs.of()) == 1


def recording(store, client, name):
    """A whole file that is told as a recording of a laboratory by its first bytes."""
    data = b"\x02\x50" + bytes(2000) + name.encode()
    digest = hashlib.sha256(data).hexdigest()
    upload = store.uploads.begin(client, name, len(data), sha256=digest)
    if not upload.whole:
        store.uploads.write(upload.id, 0, data)
    return upload.id


def test_several_movements_have_one_static(store, client):
    still, *moving = (recording(store, client, each) for each in ("s", "a", "b"))
    jobs = [
        store.jobs.add(client, "laboratory", {each: "trial", still: "static"})
        for each in moving
    ]
    own = [
        {
            each.role: store.uploads.path(each.id)
            for each in store.uploads.of(job=job.id)
        }
        for job in jobs
    ]
    assert len({each["static"] for each in own}) == 2
    assert len({each["static"].read_bytes() for each in own}) == 1
    assert len({tuple(job.asked["sources"]) for job in jobs}) == 2
    for each in jobs:
        store.jobs.stop(each.id)
    store.uploads.tidy()
    (waits,) = store.uploads.of(client)
    assert (waits.id, waits.role, waits.whole) == (still, "static", True)
    assert recording(store, client, "s") == still
    assert store.uploads.get(still).role == ""


def test_a_static_that_cannot_be_lent_leaves_nothing_behind(store, client, monkeypatch):
    def full(*_paths):
        raise OSError(28, "No space left on device")

    still, moving = (recording(store, client, each) for each in ("s", "a"))
    monkeypatch.setattr("ilium.store.lending.os.link", full)
    monkeypatch.setattr("ilium.store.lending.shutil.copyfile", full)
    with pytest.raises(StoreError, match="full"):
        store.jobs.add(client, "laboratory", {moving: "trial", still: "static"})
    assert {each.id for each in store.uploads.of(client)} == {still, moving}


def test_what_cannot_be_asked_for_leaves_no_second_static(store, client):
    still = recording(store, client, "s")
    with pytest.raises(InputError, match="not here"):
        store.jobs.add(client, "laboratory", {"nobody": "trial", still: "static"})
    assert [each.id for each in store.uploads.of(client)] == [still]
    assert len(incoming(store)) == 1


def test_a_worker_stands_back():
    code = (
        "import os; from ilium.app.jobs.system import stand_back;"
        "before = os.nice(0); stand_back(); print(os.nice(0) - before)"
    )
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, check=True
    )
    assert int(run.stdout) >= min(10, 19 - os.nice(0))


@pytest.mark.parametrize("kind", WEIGHTS)
def test_progress_only_grows(kind):
    told = [
        share_of_all(kind, *from_count(kind, as_count(kind, stage, share)))
        for stage in WEIGHTS[kind]
        for share in (0.0, 0.5, 1.0)
    ]
    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] == pytest.approx(1.0)
    assert share_of_all(kind, "", 0.0) == 0.0


def test_every_stage_has_words():
    stages = {*STAGES, *(stage for each in WEIGHTS.values() for stage in each)}
    assert all(has(f"app_bring.stage.{each}") for each in stages)
    assert set(WEIGHTS["laboratory"]) >= set(STAGES) - {"watching", "joining"}


def test_a_server_that_is_killed_in_mid_upload_loses_no_part(store, client, database):
    data = CLIP[:12] + bytes(range(256)) * 4000
    digest = hashlib.sha256(data).hexdigest()
    upload = store.uploads.begin(client, "a.mp4", len(data), sha256=digest)
    sender = subprocess.Popen(
        [sys.executable, TESTS / "upload_sender.py", database, upload.id],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    sender.stdin.write(data)
    sender.stdin.close()
    acknowledged = [int(sender.stdout.readline()) for _ in range(5)][-1]
    sender.kill()
    sender.wait()
    sender.stdout.close()
    after = open_store(database).uploads
    half = after.begin(client, "a.mp4", len(data), sha256=digest)
    assert half.id == upload.id
    assert acknowledged <= half.received < len(data)
    whole = after.write(half.id, half.received, data[half.received :])
    assert whole.whole
    assert after.path(whole.id).read_bytes() == data


def test_the_api_tells_how_far_it_is(quick, visitor, app):
    store = app.state.store
    client = someone(store)
    job = asked(store, client, "slow")
    app.state.queue.wake()
    until(store, job.id, "running")
    process_of(store, job)
    told = visitor.get(f"/api/jobs/{job.id}").json()
    assert told["stage_words"] == "Computing joint angles"
    assert 0.0 < told["share"] < 1.0
    (listed,) = visitor.get("/api/jobs", params={"client": client}).json()
    assert listed["name"] == "zigzag.mp4"
    gone_off = visitor.delete(f"/api/jobs/{job.id}").json()
    assert gone_off["state"] == "off"
    assert visitor.delete(f"/api/jobs/{job.id}").status_code == 200
    assert visitor.get(f"/api/jobs/{job.id}").status_code == 404


@pytest.mark.parametrize("how", ["slow", "compiling"])
def test_the_first_analysis_of_a_computer_names_no_time(quick, visitor, app, how):
    store = app.state.store
    job = asked(store, someone(store), how)
    app.state.queue.wake()
    until(store, job.id, "running")
    process_of(store, job)
    told = visitor.get(f"/api/jobs/{job.id}").json()
    assert (told["seconds_left"] is None) is (how == "compiling")
    assert ("takes longer" in told["stage_words"]) is (how == "compiling")
    visitor.delete(f"/api/jobs/{job.id}")


def test_another_clients_file_is_not_there(visitor, app):
    store = app.state.store
    one, two = someone(store), someone(store)
    upload = store.uploads.begin(one, "a.mp4", len(CLIP))
    store.uploads.write(upload.id, 0, CLIP)
    answer = visitor.post(
        f"/api/clients/{two}/jobs", json={"uploads": {upload.id: "video"}}
    )
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "choices", [{"task": "dance"}, {"side": "up"}, {"day": "2999-01-01"}]
)
def test_a_choice_that_does_not_exist_is_refused(visitor, app, choices):
    store = app.state.store
    client = someone(store)
    upload = store.uploads.begin(client, "a.mp4", len(CLIP))
    store.uploads.write(upload.id, 0, CLIP)
    asked_for = {"uploads": {upload.id: "video"}} | choices
    answer = visitor.post(f"/api/clients/{client}/jobs", json=asked_for)
    assert answer.status_code == 422
    assert answer.json()["remedy"]


def test_the_api_is_described(visitor):
    paths = visitor.get("/api/openapi.json").json()["paths"]
    for address, method in (
        ("/api/clients/{client}/uploads", "post"),
        ("/api/uploads/{upload}", "patch"),
        ("/api/clients/{client}/jobs", "post"),
        ("/api/jobs/{job}", "get"),
        ("/api/jobs", "get"),
        ("/api/jobs/{job}", "delete"),
    ):
        assert paths[address][method]["summary"]


def test_a_report_with_pictures_of_somebody_needs_their_consent(store):
    made = [Made(kind="report", content=b"<img>", language="en", person=True)]
    agreed = someone(store)
    number = store.results.add(agreed, Squat())
    for _ in range(2):
        keep(store, agreed, number, made)
    assert len(store.documents.of(agreed, result=number)) == 1
    store.consents.change(agreed, {"video": False})
    other = store.results.add(agreed, Squat())
    with pytest.raises(ConsentError):
        keep(store, agreed, other, made)
    assert store.documents.of(agreed, result=other) == ()


OWN_ERROR = """
[[error]]
measures = ["trunk_inclination_*"]
tier = "video_b"
sem = 2.0
unit = "deg"
protocol = "two sessions of twelve people"
kind = "own"
title = "Our laboratory"
source = "ours"
"""


def test_the_real_worker_keeps_result_and_documents(
    store, client, database, samples, monkeypatch
):
    norms = store.database.folder / "own.toml"
    norms.write_text(OWN_ERROR)
    monkeypatch.setattr("ilium.app.jobs.queue.LOOKING", 0.05)
    file = samples / "swing_analyzer" / "swing-sample-4reps.posetrack.json.gz"
    data = gzip.decompress(file.read_bytes())
    upload = store.uploads.begin(client, "swing.json", len(data))
    store.uploads.write(upload.id, 0, data)
    job = store.jobs.add(client, "video", {upload.id: "keypoints"})
    job = worked_off(store, job.id, database=database, norms=norms)
    assert (job.state, job.problem) == ("done", None)
    (result,) = store.results.of(client)
    leaned = [e for e in result.measures if e.name == "trunk_inclination_mean"]
    assert leaned[0].sem == pytest.approx(2.0 * DEGREE)
    (check,) = store.history_of(client).checks
    values = {each.measure: each for each in check.values}
    assert error_of(values["trunk_inclination_mean"], "other") == leaned[0].sem
    kinds = {
        (each.kind, each.language)
        for each in store.documents.of(client, result=result.id)
    }
    assert {("report", "en"), ("report", "de"), ("look", "")} <= kinds
    assert incoming(store) == []
