"""Folders and manifests to trials."""

from __future__ import annotations

import pytest

from ilium.cohort.finding import find_study
from ilium.cohort.plan import manifest_csv
from ilium.errors import InputError, UnknownNameError


def lay(folder, *paths, **texts):
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(b"x")
    for name, text in texts.items():
        (folder / name.replace("__", "/").replace("_toml", ".toml")).write_text(text)
    return str(folder)


def by_trial(study):
    return {"/".join(each.identity): each for each in study.jobs}


def test_each_session_has_its_own_static(tmp_path):
    root = lay(
        tmp_path,
        *(f"P1/{day}/{name}.c3d" for day in ("d1", "d2") for name in ("static", "cmj")),
    )
    jobs = by_trial(find_study(root))
    assert list(jobs) == ["P1/d1/cmj", "P1/d2/cmj"]
    assert [each.files["static"] for each in jobs.values()] == [
        "P1/d1/static.c3d",
        "P1/d2/static.c3d",
    ]


def test_a_folder_of_statics_serves_every_session_of_its_participant(tmp_path):
    root = lay(tmp_path, "A/Static/A01.c3d", "A/Straight/A05.c3d", "B/walks/B1.c3d")
    jobs = by_trial(find_study(root))
    assert jobs["A/Straight/A05"].files["static"] == "A/Static/A01.c3d"
    assert "static" not in jobs["B/walks/B1"].files


def test_a_static_of_another_session_is_not_borrowed(tmp_path):
    root = lay(tmp_path, "A/d1/static.c3d", "A/d1/x.c3d", "A/d2/y.c3d")
    assert "static" not in by_trial(find_study(root))["A/d2/y"].files


def test_of_several_statics_the_one_that_is_named_most_alike_is_taken(tmp_path):
    root = lay(tmp_path, "A/d/cmj.c3d", "A/d/cmj_static.c3d", "A/d/zz_static.c3d")
    assert by_trial(find_study(root))["A/d/cmj"].files["static"] == "A/d/cmj_static.c3d"


def test_forces_beside_a_trc_file_belong_to_it(tmp_path):
    root = lay(tmp_path, "A/d/M/x1.trc", "A/d/F/x1_grf.mot", "A/d/F/x2_grf.mot")
    assert by_trial(find_study(root))["A/d/M-x1"].files == {
        "trial": "A/d/M/x1.trc",
        "forces": "A/d/F/x1_grf.mot",
    }


def test_a_clip_and_a_recording_of_one_name_are_two_trials(tmp_path):
    root = lay(tmp_path, "A/d/cmj.c3d", "A/d/cmj.mp4")
    jobs = by_trial(find_study(root))
    assert jobs["A/d/cmj-c3d"].files == {"trial": "A/d/cmj.c3d"}
    assert jobs["A/d/cmj-mp4"].files == {"clip": "A/d/cmj.mp4"}


def test_body_measures_and_groups_are_read_beside_the_recordings(tmp_path):
    root = lay(
        tmp_path,
        "A/d/x.c3d",
        A__participant_toml="mass = 62\nheight = '170 cm'\ngroup = 'runners'\n",
        A__d__participant_toml="mass = 63\n",
    )
    job = find_study(root).jobs[0]
    assert (job.body.mass, job.body.height, job.group) == (63.0, 1.7, "runners")


def test_a_wrong_file_about_a_person_fails_that_persons_trials_only(tmp_path):
    root = lay(tmp_path, "A/d/x.c3d", "B/d/x.c3d", A__participant_toml="mass = 'fat'\n")
    study = find_study(root)
    assert [each.participant for each in study.jobs] == ["B"]
    assert "cannot be read" in study.failures[0].problem


def test_a_file_beside_the_participants_is_told(tmp_path):
    study = find_study(lay(tmp_path, "x.c3d", "A/y.c3d", "A/notes.txt"))
    assert [each.file for each in study.failures] == ["x.c3d"]
    assert study.jobs[0].session == "1"


def test_a_manifest_says_everything_itself(tmp_path):
    lay(tmp_path, "raw/1.c3d", "raw/s.c3d")
    (tmp_path / "manifest.csv").write_text(
        "participant,session,trial,file,static,task,side,group,mass\n"
        "P1,pre,first,raw/1.c3d,raw/s.c3d,single_leg_hop,left,a,70\n"
    )
    job = find_study(str(tmp_path)).jobs[0]
    assert job.identity == ("P1", "pre", "first")
    assert dict(job.files) == {"trial": "raw/1.c3d", "static": "raw/s.c3d"}
    assert (job.task, job.side, job.group) == ("single_leg_hop", "left", "a")
    assert job.body.mass == 70.0


def test_a_manifest_in_toml_holds_people_too(tmp_path):
    (tmp_path / "study.toml").write_text(
        "[participant.P1]\nmass = 70\ngroup = 'a'\n"
        "[[trial]]\nparticipant = 'P1'\nfile = 'x/cmj.c3d'\n"
    )
    job = find_study(str(tmp_path / "study.toml")).jobs[0]
    assert (job.task, job.group, job.body.mass) == ("countermovement_jump", "a", 70.0)


def test_rows_that_cannot_be_used_are_told_and_the_rest_goes_on(tmp_path):
    (tmp_path / "manifest.csv").write_text(
        "participant,file,task\nP1,a.c3d,skating\nP1,../b.c3d,\nP2,c.c3d,\nP2,c.c3d,\n"
    )
    study = find_study(str(tmp_path))
    assert len(study.jobs) == 1
    assert len(study.failures) == 3


@pytest.mark.parametrize("text", ["participant,fiel\nP1,x.c3d\n", "file\n", ""])
def test_a_manifest_that_is_none_is_refused(tmp_path, text):
    (tmp_path / "manifest.csv").write_text(text)
    with pytest.raises(InputError):
        find_study(str(tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        "Participant;File;Task;Side;Mass\nP1;P1\\d1\\x.c3d;Drop jump;L;62,5\n;;;;\n",
        "\ufeffparticipant\tfile\ttask\tside\tmass\nP1\tP1/d1/x.c3d\tDJ\tleft\t62.5\n",
        "participant,file,task,side,mass,\nP1,./P1/d1/x.c3d,drop_jump,Left,62.5,\n,,\n",
    ],
)
def test_a_manifest_may_come_from_any_spreadsheet(tmp_path, text):
    (tmp_path / "manifest.csv").write_text(text)
    (job,) = find_study(str(tmp_path)).jobs
    assert job.identity == ("P1", "d1", "x")
    assert dict(job.files) == {"trial": "P1/d1/x.c3d"}
    assert (job.task, job.side, job.body.mass) == ("drop_jump", "left", 62.5)


def test_a_comma_in_a_name_is_no_decimal_point(tmp_path):
    (tmp_path / "manifest.csv").write_text(
        "participant;file;mass;height\nP1,2;P1,2/d1/10,5.c3d;62,5 kg;175,5 cm\n"
    )
    (job,) = find_study(str(tmp_path)).jobs
    assert job.identity == ("P1,2", "d1", "10,5")
    assert (job.body.mass, job.body.height) == (62.5, 1.755)


def test_a_manifest_in_wide_letters_is_read_and_one_in_old_ones_is_refused(tmp_path):
    text = "participant,file\nMüller,x.c3d\n"
    (tmp_path / "wide.csv").write_text(text, encoding="utf-16")
    (tmp_path / "old.csv").write_text(text, encoding="latin-1")
    assert find_study(str(tmp_path / "wide.csv")).jobs[0].participant == "Müller"
    with pytest.raises(InputError, match="Line 2 of the table") as told:
        find_study(str(tmp_path / "old.csv"))
    assert "CSV UTF-8" in told.value.remedy


def test_a_wrong_row_is_told_by_its_line_and_stops_no_other(tmp_path):
    (tmp_path / "manifest.csv").write_text(
        "participant,file,task\n"
        "P1,a.c3d,walk,more\n"
        "\n"
        "P1,C:\\b.c3d,walk\n"
        "P1,c.xlsx,walk\n"
        "P1,,walk\n"
        "P2,d.c3d,walk\n"
    )
    study = find_study(str(tmp_path))
    assert [each.participant for each in study.jobs] == ["P2"]
    lines = [each.problem.partition(" of")[0] for each in study.failures]
    assert lines == ["Line 2", "Line 4", "Line 5", "Line 6"]


def test_a_column_that_stands_twice_is_refused(tmp_path):
    (tmp_path / "manifest.csv").write_text("file,File\na.c3d,b.c3d\n")
    with pytest.raises(InputError, match="twice"):
        find_study(str(tmp_path))


def test_one_table_may_describe_everybody(tmp_path):
    root = lay(tmp_path, "A/d/x.c3d", "B/d/x.c3d", A__d__participant_toml="mass = 63\n")
    (tmp_path / "participants.csv").write_text(
        "participant,group,mass,height\nA,runners,62,170 cm\nC,runners,70,\n"
    )
    study = find_study(root)
    first, second = study.jobs
    assert (first.group, first.body.mass, first.body.height) == ("runners", 63.0, 1.7)
    assert (second.group, second.body.mass) == ("", None)
    assert [each.participant for each in study.failures] == ["C"]
    assert "no trial" in study.failures[0].problem


@pytest.mark.parametrize("text", ["participant,mas\nA,62\n", "mass\n62\n"])
def test_a_wrong_table_of_everybody_is_refused(tmp_path, text):
    root = lay(tmp_path, "A/d/x.c3d")
    (tmp_path / "participants.csv").write_text(text)
    with pytest.raises(InputError):
        find_study(root)


def test_people_of_a_manifest_who_have_no_trial_are_told(tmp_path):
    (tmp_path / "m.toml").write_text(
        "[participant.P1]\nmass = 70\n[participant.P01]\nmass = 70\n"
        "[[trial]]\nfile = 'P1/cmj.c3d'\n"
    )
    study = find_study(str(tmp_path / "m.toml"))
    assert [each.participant for each in study.failures] == ["P01"]
    assert study.jobs[0].body.mass == 70.0


def test_the_plan_of_a_study_is_a_manifest_that_gives_the_same_trials(tmp_path):
    root = lay(
        tmp_path,
        "A/static.c3d",
        "A/d 1/CMJ left.c3d",
        "B/d/M/x1.trc",
        "B/d/F/x1_grf.mot",
        "B/d/film.mp4",
        A__participant_toml="mass = 62.25\nleg_length = '88 cm'\ngroup = 'a, b'\n",
    )
    before = find_study(root)
    (tmp_path / "manifest.csv").write_text(manifest_csv(before))
    assert find_study(root).jobs == before.jobs


def test_an_unknown_column_is_told_with_the_nearest(tmp_path):
    (tmp_path / "manifest.csv").write_text("participant,fille\nP1,x.c3d\n")
    with pytest.raises(UnknownNameError, match="'file'"):
        find_study(str(tmp_path))


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_nothing_to_analyse_is_an_error(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError):
        find_study(str(tmp_path / name))


def test_a_study_is_known_by_its_whole_path(tmp_path, monkeypatch):
    """Workers on other machines have another working folder."""
    lay(tmp_path, "study/A/d/x.c3d")
    monkeypatch.chdir(tmp_path)
    assert find_study("study").root == (tmp_path / "study").as_posix()


def test_people_of_several_sessions_are_counted(tmp_path):
    root = lay(tmp_path, "A/d/x.c3d", "A/e/x.c3d", "B/d/x.c3d", "B/d/y.c3d")
    assert find_study(root).repeaters == 1


def test_results_beside_the_recordings_are_no_trials(tmp_path):
    root = lay(
        tmp_path,
        "A/d/cmj.c3d",
        "A/d/cmj-ilium/provenance.json",
        "A/d/cmj-ilium/keypoints.trc",
        "A/d/cmj-ilium/opensim/markers.trc",
    )
    assert list(by_trial(find_study(root))) == ["A/d/cmj"]


def test_a_manifest_goes_before_the_table_of_everybody(tmp_path):
    (tmp_path / "participants.csv").write_text(
        "participant,group,mass,height\nP1,runners,62,1.7\nP9,runners,62,1.7\n"
    )
    (tmp_path / "manifest.csv").write_text("file,mass\nP1/d/x.c3d,\nP1/d/y.c3d,64\n")
    study = find_study(str(tmp_path))
    assert [each.body.mass for each in study.jobs] == [62.0, 64.0]
    assert {(each.group, each.body.height) for each in study.jobs} == {("runners", 1.7)}
    assert [each.participant for each in study.failures] == ["P9"]
