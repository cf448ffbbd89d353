"""What a format says that it carries comes back; what it drops, it says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilium.errors import InputError
from ilium.exchange.formats import FORMATS, format_for, format_named
from ilium.exchange.reading import read
from ilium.exchange.writing import Wish, write, writers
from parcels import analysed_squat, apart, one_frame_late, small_parcel, small_trial

TEXT, SINGLE, EXACT = 1e-8, 1e-4, 1e-12
WHOLE = {
    "c3d": ("small.c3d", {}, SINGLE),
    "csv": ("tables", {"to": "csv"}, 1e-6),
    "parquet": ("tables", {"to": "parquet"}, EXACT),
    "mat": ("small.mat", {}, EXACT),
    "bids": ("data", {"to": "bids"}, 1e-6),
}
LABELS = st.lists(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")),
        min_size=1,
        max_size=30,
    ).filter(lambda text: not text.startswith("*") and ":" not in text),
    min_size=1,
    max_size=4,
    unique=True,
)


def there_and_back(parcel, folder, key):
    name, more, _ = WHOLE[key]
    issues = write(parcel, folder / name, Wish(**more))
    return read(folder / name, axes=("+x", "+y") if key == "c3d" else None), issues


@pytest.mark.parametrize("key", WHOLE)
def test_what_a_format_carries_comes_back(key, tmp_path):
    sent = small_parcel()
    found, _ = there_and_back(sent, tmp_path, key)
    differences = apart(sent, found)
    assert differences["markers"] <= WHOLE[key][2]
    assert max(differences.values()) <= WHOLE[key][2], differences
    carried = set(format_named(key).carries) & set(sent.parts)
    if key == "c3d":
        carried = carried - {"curves"} | {"vendor"}  # its points are the vendor's
    assert set(found.parts) == carried


@pytest.mark.parametrize("key", WHOLE)
def test_a_frame_too_late_would_be_noticed(key, tmp_path):
    found, _ = there_and_back(one_frame_late(small_parcel()), tmp_path, key)
    assert apart(small_parcel(), found)["markers"] > 1e-2


@pytest.mark.parametrize("key", ["csv", "parquet", "mat"])
def test_measures_body_and_events_come_back_whole(key, tmp_path):
    sent = small_parcel()
    found, issues = there_and_back(sent, tmp_path, key)
    assert issues == ()
    assert found.events == sent.events
    assert found.trial.participant == sent.trial.participant
    assert found.task == sent.task
    for one, two in zip(sent.measures, found.measures, strict=True):
        for name in one.__dataclass_fields__:
            a, b = getattr(one, name), getattr(two, name)
            close = isinstance(a, float) and np.isclose(a, b, rtol=1e-8, equal_nan=True)
            assert a == b or close, name


@pytest.mark.parametrize("key", WHOLE)
@settings(max_examples=12)
@given(labels=LABELS)
def test_any_label_comes_back_as_it_was(key, labels, tmp_path_factory):
    folder = tmp_path_factory.mktemp("labels")
    sent = small_parcel(labels=tuple(labels))
    found, _ = there_and_back(replace(sent, courses=()), folder, key)
    if key != "c3d":  # which takes some names for what a vendor's model computed
        assert list(found.trial.marker_names) == labels
    assert apart(sent, found)["clock"] < 1e-6


@pytest.mark.parametrize(
    "label",
    [
        "=1+1",
        "a,b",
        'say "x"',
        "</script>",
        "ü€",
        "x" * 100,
        "@SUM(A1)",
        "'=",
        "\ue000",
    ],
)
@pytest.mark.parametrize("key", WHOLE)
def test_a_hostile_label_comes_back(key, label, tmp_path):
    found, _ = there_and_back(small_parcel(labels=(label, "RASI")), tmp_path, key)
    assert found.trial.marker_names == (label, "RASI")


@pytest.mark.parametrize(
    ("name", "more"),
    [(name, more) for name, more, _ in WHOLE.values()]
    + [("a.trc", {}), ("a.mot", {"table": "forces"}), ("a.fhir.json", {})],
)
def test_the_same_parcel_gives_the_same_bytes(name, more, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(small_parcel(), tmp_path / folder / name, Wish(**more))
    files = sorted(x.relative_to(tmp_path / "one") for x in tmp_path.glob("one/**/*"))
    assert files
    for each in files:
        one, two = tmp_path / "one" / each, tmp_path / "two" / each
        assert one.is_dir() or one.read_bytes() == two.read_bytes(), each


@pytest.mark.parametrize("ending", ["mot", "sto"])
def test_forces_come_back_from_opensims_files(ending, tmp_path):
    sent = small_parcel()
    issues = write(sent, tmp_path / f"a.{ending}", Wish(table="forces"))
    assert {each.where for each in issues} >= {"markers", "measures", "tables"}
    found = read(tmp_path / f"a.{ending}")
    assert apart(sent, found)["forces"] < 1e-5


def test_curves_come_back_from_opensims_files_in_degrees(tmp_path):
    sent = small_parcel()
    write(sent, tmp_path / "a.sto", Wish(table="angles_plug_in_gait"))
    course = read(tmp_path / "a.sto").courses[0]
    assert course.in_degrees
    seen = sent.courses[0].numbers[2:]  # rows of nothing but gaps are left out
    np.testing.assert_allclose(np.radians(course.numbers), seen, atol=1e-8)  # noqa: TID251


def test_markers_come_back_from_a_trc_file(tmp_path):
    sent = small_parcel()
    write(sent, tmp_path / "a.trc")
    found = read(tmp_path / "a.trc", axes=("+x", "+y"))
    assert apart(sent, found)["markers"] < TEXT


def test_a_trc_file_says_which_labels_it_spells_otherwise(tmp_path):
    issues = write(small_trial(("L ASI", "L\tASI")), tmp_path / "a.trc")
    assert "name-changed" in [each.kind for each in issues]
    assert read(tmp_path / "a.trc", axes=("+x", "+y")).trial.marker_names == (
        "L_ASI",
        "L_ASI_2",
    )


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.key)
def test_what_a_format_cannot_hold_is_named(each, tmp_path):
    if not each.writes:
        return
    sent = small_parcel()
    name = f"a{each.endings[0]}" if each.endings else "folder"
    wish = Wish(to=each.key, table="forces" if each.key in ("mot", "sto") else "")
    if each.key == "osim":
        with pytest.raises(InputError, match="carries model; here is"):
            write(sent, tmp_path / name, wish)
        return
    told = {issue.where for issue in write(sent, tmp_path / name, wish)}
    assert set(sent.parts) - set(each.carries) <= told


def test_every_format_that_writes_has_a_writer():
    assert {each.key for each in FORMATS if each.writes} == set(writers())


def test_nothing_is_replaced_unless_asked_for(tmp_path):
    path = tmp_path / "a.trc"
    write(small_parcel(), path)
    before = path.read_bytes()
    with pytest.raises(InputError, match="is there already"):
        write(small_parcel(seed=5), path)
    assert path.read_bytes() == before
    write(small_parcel(seed=5), path, Wish(overwrite=True))
    assert path.read_bytes() != before


def test_a_write_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    from ilium.exchange import c3d

    path = tmp_path / "a.c3d"
    write(small_parcel(), path)
    before = path.read_bytes()

    def broken(_trial, place, **_):
        place.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(c3d, "write_c3d", broken)
    with pytest.raises(InputError, match="No space left"):
        write(small_parcel(seed=5), path, Wish(overwrite=True))
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.c3d"]


@pytest.mark.parametrize("name", ["a.xyz", "a", "a.json", "a.c3d.bak"])
def test_an_unknown_ending_names_those_that_are_known(name, tmp_path):
    with pytest.raises(InputError, match=r"\.c3d, \.csv, \.fhir\.json") as raised:
        format_for(tmp_path / name)
    assert "--to" in raised.value.remedy


def test_a_format_that_is_only_read_is_not_written():
    with pytest.raises(InputError, match="reads ilium's output folder but"):
        format_for(small_path(), "results")


def small_path():
    from pathlib import Path

    return Path("somewhere")


def test_several_tables_ask_which(tmp_path):
    with pytest.raises(InputError, match="one table; here are forces, angles"):
        write(small_parcel(), tmp_path / "a.mot")
    with pytest.raises(InputError, match="Did you mean 'forces'"):
        write(small_parcel(), tmp_path / "a.mot", Wish(table="force"))


def test_an_analysis_and_its_folder_hold_the_same(tmp_path):
    from ilium import write_results

    analysis = analysed_squat()
    write_results(analysis, tmp_path / "out")
    folder = read(tmp_path / "out")
    write(analysis, tmp_path / "tables", Wish(to="parquet"))
    direct = read(tmp_path / "tables")
    differences = apart(direct, folder)
    assert "angles_plug_in_gait" in differences
    assert "moments" in differences
    assert max(differences.values()) < 1e-4  # 9 digits of 20 kN
    assert [x.name for x in direct.measures] == [x.name for x in folder.measures]
    assert folder.model is not None
    assert folder.headline == analysis.first_screen.headline


def test_an_incomplete_folder_is_refused(tmp_path):
    (tmp_path / "provenance.json").write_text('{"files": {"a": "b"}}')
    with pytest.raises(InputError, match="no complete output folder"):
        read(tmp_path)


def test_a_folder_of_something_else_is_not_written_into(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    for key in ("csv", "bids"):
        with pytest.raises(InputError, match=r"something else|already"):
            write(small_parcel(), tmp_path, Wish(to=key, overwrite=key == "csv"))
