"""A study to its tables: nothing redone, nothing lost, nothing stopped."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cohorts import write_study
from ilium.capture.child import Child
from ilium.cohort.columns import TABLES, schema_of
from ilium.cohort.crew import LocalCrew, Outcome, answered
from ilium.cohort.finding import find_study
from ilium.cohort.holding import held
from ilium.cohort.orders import Run, order_of
from ilium.cohort.results import label_of
from ilium.cohort.rows import unpack
from ilium.cohort.run import run_cohort
from ilium.cohort.study import Job, Study
from ilium.errors import InputError
from ilium.pipeline import analyse
from ilium.settings import settings_from

QUICK = Run(stages={"musculoskeletal": {"depth": "none"}})


class Nobody:
    """A crew that must not be needed, or that says what it is told to."""

    def __init__(self, *states):
        self.states = states

    def each(self, orders):
        for number, (order, state) in enumerate(zip(orders, self.states, strict=True)):
            assert order["known"]
            yield Outcome(number=number, state=state, part=b"", facts={})


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def test_every_trial_has_its_rows_and_what_fails_is_told(analysed):
    out, summary = analysed
    assert (summary.trials, summary.done, summary.failed) == (9, 8, 1)
    trials = pq.read_table(out / "trials").to_pylist()
    assert summary.empty == [each["repetitions"] for each in trials].count(0)
    assert [each["status"] for each in trials].count("done") == 8
    assert {each["task"] for each in trials} == {"single_leg_squat", ""}
    with (out / "failures.csv").open(encoding="utf-8") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["participant"], row["trial"]) == ("P02", "broken")
    assert row["problem"]
    assert row["remedy"]


def test_tables_have_the_columns_that_the_dictionary_names(analysed):
    out, _ = analysed
    for name in TABLES:
        for path in sorted((out / name).rglob("*.parquet")):
            assert pq.read_schema(path).equals(schema_of(name), check_metadata=True)
    stated = json.loads((out / "columns.json").read_text())["tables"]
    assert {
        name: [each["column"] for each in rows] for name, rows in stated.items()
    } == {name: [each.name for each in fields] for name, fields in TABLES.items()}


def test_rows_are_those_of_the_trial_analysed_alone(analysed, study_folder):
    out, _ = analysed
    inner = study_folder / "P01" / "day2"
    alone = analyse(
        inner / "sls01.c3d",
        static=inner / "static.c3d",
        task="single_leg_squat",
        settings=settings_from(dict(QUICK.stages)),
    )
    table = pq.read_table(out / "measures" / "participant=P01")
    rows = [
        each
        for each in table.to_pylist()
        if (each["session"], each["trial"]) == ("day2", "sls01")
    ]
    assert [each["measure"] for each in rows] == [each.name for each in alone.measures]
    assert [each["side"] for each in rows] == [each.side for each in alone.measures]
    found = {e["measure"]: e["value"] for e in rows if e["repetition"] is None}
    drop = next(
        each
        for each in alone.measures
        if each.name == "pelvic_drop_peak" and each.repetition is None
    )
    assert found["pelvic_drop_peak"] == pytest.approx(drop.value * 57.29577951308232)


def test_curves_have_101_points(analysed):
    out, _ = analysed
    table = pq.read_table(out / "curves").to_pylist()
    assert {len(each["values"]) for each in table} == {101}
    names = {each["curve"] for each in table}
    assert {"pelvic_drop", "hip_adduction", "HipAngles.X"} <= names


def test_what_is_done_is_skipped_and_the_bytes_stay(analysed, study_folder):
    out, _ = analysed
    before = files_of(out)
    study = find_study(str(study_folder))
    with LocalCrew(1) as crew:
        again = run_cohort(study, str(out), crew, run=QUICK, again=False)
    assert (again.done, again.same) == (0, 9)
    assert files_of(out) == before


def test_only_what_changed_is_done_again(analysed, study_folder, tmp_path):
    out = shutil.copytree(analysed[0], tmp_path / "out")
    folder = shutil.copytree(study_folder, tmp_path / "st")
    changed = folder / "P01" / "day1" / "sls01.c3d"
    shutil.copy(folder / "P01" / "day2" / "sls02.c3d", changed)
    (folder / "P02" / "day1" / "broken.c3d").unlink()
    with LocalCrew(1) as crew:
        again = run_cohort(find_study(str(folder)), str(out), crew, run=QUICK)
    assert (again.done, again.same, again.failed) == (1, 7, 0)
    keys = [each["key"] for each in pq.read_table(out / "trials").to_pylist()]
    assert len(set(keys)) == len(keys) == 8


def test_other_settings_do_everything_again(analysed, study_folder, tmp_path):
    out = shutil.copytree(analysed[0], tmp_path / "out")
    study = find_study(str(study_folder / "P01" / ".."))
    other = Run(stages={**QUICK.stages, "smoothing": {"cutoff": 8.0}})
    some = Study(root=study.root, jobs=study.jobs[:2])
    with LocalCrew(1) as crew:
        again = run_cohort(some, str(out), crew, run=other)
    assert (again.done, again.same) == (2, 0)
    assert len(pq.read_table(out / "trials")) == 2


def test_results_of_another_study_are_not_overwritten(analysed):
    out, _ = analysed
    study = Study(
        root=".",
        jobs=(Job(participant="X", session="1", trial="x", files={"trial": "x.c3d"}),),
    )
    before = files_of(out)
    with pytest.raises(InputError, match="another study"):
        run_cohort(study, str(out), Nobody())
    assert files_of(out) == before


def test_a_worker_that_dies_costs_one_trial_only(tmp_path):
    folder = write_study(tmp_path / "st")
    inner = folder / "P01" / "day1"
    shutil.copy(inner / "sls01.c3d", inner / "sls_dies.c3d")
    with LocalCrew(2, module="cohorts") as crew:
        study = find_study(str(folder))
        summary = run_cohort(study, str(tmp_path / "out"), crew, run=QUICK)
    assert (summary.done, summary.failed) == (2, 1)
    assert "crashed on this trial, 2 times" in summary.failures[0].problem


def test_a_worker_that_hangs_is_ended_and_the_trial_is_told():
    job = Job(participant="P", session="1", trial="hangs", files={"trial": "x.c3d"})
    child = Child("cohorts")
    outcome = answered(child, 0, order_of(".", job, Run(seconds=1.0), ""))
    child.end()
    assert outcome.state == "failed"
    assert "took longer than 1 s on this trial, 2 times" in outcome.facts["problem"]
    _, tables = unpack(outcome.part)
    assert tables["trials"].to_pylist()[0]["status"] == "failed"


def test_a_worker_that_is_killed_does_its_trial_again(study_folder, tmp_path):
    study = find_study(str(study_folder))
    killed = []

    def kill(done, _total):
        if done == 1:
            killed.append(crew.process_ids[0])
            os.kill(killed[0], signal.SIGKILL)

    with LocalCrew(1) as crew:
        some = Study(root=study.root, jobs=study.jobs[:3])
        summary = run_cohort(
            some, str(tmp_path / "out"), crew, run=QUICK, progress=kill
        )
    assert killed
    assert (summary.done, summary.failed) == (3, 0)


def test_a_run_that_is_killed_goes_on_without_losing_or_redoing(
    analysed, study_folder, tmp_path
):
    out = tmp_path / "out"
    settings = tmp_path / "quick.toml"
    settings.write_text("[musculoskeletal]\ndepth = 'none'\n")
    command = [sys.executable, "-m", "ilium", "cohort", "run", str(study_folder)]
    command += ["--out", str(out), "--settings", str(settings), "--json"]
    killed = subprocess.Popen([*command, "--workers", "1"], stdout=subprocess.DEVNULL)
    wait_for(lambda: len(kept(out)) >= 3, killed)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    there = len(kept(out))
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    told = json.loads(done.stdout)
    assert there <= told["same"] + 1  # the broken one may be among those kept
    assert told["same"] >= 2
    assert told["done"] + told["same"] + told["failed"] == 9
    assert files_of(out) == files_of(analysed[0])


def kept(out):
    parts = list(out.glob("_parts/*/*.parquet"))
    rows = [len(pq.read_table(each)) for each in out.glob("trials/*/*.parquet")]
    return [*parts, *range(sum(rows))]


def wait_for(condition, process, seconds=60.0):
    end = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, "it ended before it was killed"
        assert time.monotonic() < end, "nothing was kept"
        time.sleep(0.02)


def test_a_part_that_was_cut_off_is_done_again(study_folder, tmp_path):
    out = tmp_path / "out"
    (out / "_parts" / "P01").mkdir(parents=True)
    (out / "_parts" / "P01" / "0.parquet").write_bytes(b"PAR1 cut off")
    study = find_study(str(study_folder))
    one = Study(root=study.root, jobs=study.jobs[:1])
    with LocalCrew(1) as crew:
        assert run_cohort(one, str(out), crew, run=QUICK).done == 1
    assert not (out / "_parts").exists()


def test_two_runs_do_not_write_to_one_folder(study_folder, tmp_path):
    study, out = find_study(str(study_folder)), str(tmp_path / "out")
    with held(out), pytest.raises(InputError, match="Another run"):
        run_cohort(study, out, Nobody())
    with held(out):
        pass


@pytest.mark.parametrize("label", ["01", "7", "1e3", "2026-11-23", "true", "NaN"])
def test_labels_that_readers_take_for_something_else_are_told_apart(label):
    assert label_of(label) == f"sub-{label}"


@pytest.mark.parametrize("label", ["P01", "sub-01", "Zoë 3", "a/b"])
def test_other_labels_stay(label):
    assert label_of(label) == label


def test_a_folder_that_cannot_be_written_to_is_told(study_folder, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InputError):
        run_cohort(find_study(str(study_folder)), str(tmp_path / "out"), Nobody())


def test_the_samples_layout_of_a_laboratory_is_understood(samples):
    study = find_study(str(samples / "biomechzoo"))
    assert all("static" in each.files for each in study.jobs)
    assert all("/Static/" in each.files["static"] for each in study.jobs)
    assert len(study.jobs) >= 5
    assert Path(study.root).name == "biomechzoo"
