"""What a cohort's tables say together, at the command line."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from cohorts import write_results
from ilium.cli import main
from ilium.cohort.comparison import compared_curves, compared_measure
from ilium.cohort.norms import norms_toml
from ilium.cohort.reliability import error_rows, reliability_of
from ilium.cohort.values import read_curves, read_values
from ilium.errors import InputError, InsufficientDataError
from ilium.findings.norm_files import read_norms
from ilium.maths.reliability import repeated_sessions
from ilium.units import degrees

DROP = "pelvic_drop_peak"


def sessions(people, noise=1.0, seed=4):
    random = np.random.default_rng(seed)
    true = random.normal(6.0, 3.0, people)
    return true[:, None] + random.normal(0.0, noise, (people, 2))


@pytest.fixture
def measured(tmp_path):
    """Twenty-four people of two groups on two days, both sides."""
    table = sessions(24)
    values = {
        (f"P{who:02d}", f"day{day + 1}", "runners" if who % 2 else "walkers"): [
            (DROP, "left", table[who, day]),
            (DROP, "right", table[who, day] + 1.0),
        ]
        for who in range(24)
        for day in range(2)
    }
    return write_results(tmp_path / "cohort", values), table


def asked(*words, capsys):
    assert main([str(each) for each in words]) == 0
    return capsys.readouterr().out


def test_reliability_is_that_of_the_peoples_sessions(measured):
    folder, table = measured
    rows = reliability_of(read_values(str(folder)))
    assert [(each.measure, each.side) for each in rows] == [
        (DROP, "left"),
        (DROP, "right"),
    ]
    expected = repeated_sessions(table)
    assert rows[0].found.sem == pytest.approx(expected.sem)
    assert rows[0].found.icc_agreement == pytest.approx(expected.icc_agreement)


def test_people_with_fewer_sessions_are_left_out(tmp_path):
    values = {(f"P{i}", f"d{j}", ""): [(DROP, "left", float(i + 0.1 * j))]
              for i in range(5) for j in range(2)}  # fmt: skip
    values["P9", "d0", ""] = [(DROP, "left", 99.0)]
    folder = write_results(tmp_path / "c", values)
    assert reliability_of(read_values(str(folder)))[0].found.people == 5


def test_nobody_measured_twice_is_told(tmp_path):
    values = {(f"P{i}", "d", ""): [(DROP, "left", float(i))] for i in range(9)}
    folder = write_results(tmp_path / "c", values)
    with pytest.raises(InsufficientDataError, match="two sessions"):
        reliability_of(read_values(str(folder)))


def test_an_own_error_file_is_read_back_with_the_same_numbers(measured, tmp_path):
    folder, table = measured
    rows = reliability_of(read_values(str(folder)))
    path = tmp_path / "own.toml"
    path.write_text(norms_toml([], error_rows(rows, title="Lab é", protocol="p")))
    first = read_norms(path).errors[0]
    assert (first.kind, first.title) == ("own", "Lab é: 24 people in 2 sessions")
    assert degrees(first.sem) == pytest.approx(repeated_sessions(table).sem)


def test_an_error_of_few_people_is_not_used(tmp_path, capsys):
    values = {(f"P{i}", f"d{j}", ""): [(DROP, "left", float(i + 0.1 * j * i))]
              for i in range(9) for j in range(2)}  # fmt: skip
    folder = write_results(tmp_path / "c", values)
    out = tmp_path / "own.toml"
    assert main(["cohort", "reliability", str(folder), "--out", str(out)]) == 2
    assert "10 people" in capsys.readouterr().err
    assert not out.exists()


def test_a_norm_set_holds_what_was_measured(measured, tmp_path, capsys):
    folder, table = measured
    path = tmp_path / "norms.toml"
    said = asked("norms", "build", folder, "--out", path, "--people", "club",
                 "--protocol", "our hall", capsys=capsys)  # fmt: skip
    assert "1 ranges and 1 errors" in said
    found = read_norms(path).named(f"own-single_leg_squat-{DROP}-lab")
    both = (table[:, 0].mean() + table[:, 0].mean() + 1.0) / 2.0
    assert degrees(found.mean) == pytest.approx(both)
    assert degrees(found.sd) == pytest.approx(table[:, 0].std(ddof=1))
    assert (found.n, found.people, found.protocol) == (24, "club", "our hall")
    assert (found.kind, found.tiers) == ("own", ("lab",))
    assert np.isinf(found.low)  # as ilium's own ranges of the drop: open below
    assert found.near == pytest.approx(found.mean + 2.0 * found.sd)


def test_too_few_people_make_no_range(tmp_path, capsys):
    values = {(f"P{i}", "d", ""): [(DROP, "left", float(i))] for i in range(19)}
    folder = write_results(tmp_path / "c", values)
    out = tmp_path / "norms.toml"
    assert main(["norms", "build", str(folder), "--out", str(out)]) == 2
    told = capsys.readouterr().err
    assert "values of 19 people; a range needs 20" in told
    assert "0.4 standard deviations" in told
    assert not out.exists()


def test_values_that_lie_unevenly_make_no_range(tmp_path):
    from ilium.cohort.norms import About, ranges_of

    values = {
        (f"P{i:02d}", "d", ""): [(DROP, "left", float(i)),
                                 ("hip_adduction_peak", "left", float(np.exp(i / 4.0)))]
        for i in range(24)
    }  # fmt: skip
    folder = write_results(tmp_path / "c", values)
    about = About(title="t", protocol="p", people="x")
    found, left = ranges_of(read_values(str(folder)), about)
    assert [each.measure for each in found] == [DROP]
    assert [each.measure for each in left] == ["hip_adduction_peak"]


def curves_apart(random, people, lift, at):
    kernel = np.exp(-0.5 * (np.arange(-30, 31) / 8.0) ** 2)
    bump = lift * np.exp(-0.5 * ((np.arange(101) - at) / 6.0) ** 2)
    return [np.convolve(random.standard_normal(161), kernel, mode="valid") / 8.0 + bump
            for _ in range(people)]  # fmt: skip


@pytest.fixture
def bumped(tmp_path):
    """Two groups whose pelvic drop differs around half of the movement only."""
    random = np.random.default_rng(1)
    groups = {
        "a": curves_apart(random, 12, 0.0, 50),
        "b": curves_apart(random, 12, 4.0, 50),
    }
    curves = {
        (f"{group}{i}", "d", group): [("pelvic_drop", "left", curve)]
        for group, rows in groups.items()
        for i, curve in enumerate(rows)
    }
    return write_results(tmp_path / "curves", {}, curves), groups


def test_groups_differ_where_they_were_made_to(bumped):
    folder, _ = bumped
    found = compared_curves(read_curves(str(folder), "pelvic_drop"), "group")
    assert not found.paired
    assert found.people == {"a": 12, "b": 12}
    (stretch,) = found.test.stretches
    assert 35 < stretch.start < 50 < stretch.end < 65
    assert found.difference.high[50] < 0.0
    assert found.difference.low[5] < 0.0 < found.difference.high[5]


def test_groups_that_were_made_alike_do_not(bumped, tmp_path):
    """Negative control: the same people dealt out at random."""
    _, groups = bumped
    rows = groups["a"]
    curves = {
        (f"P{i}", "d", "ab"[i % 2]): [("pelvic_drop", "left", curve)]
        for i, curve in enumerate(rows)
    }
    folder = write_results(tmp_path / "alike", {}, curves)
    found = compared_curves(read_curves(str(folder), "pelvic_drop"), "group")
    assert not found.test.differs


def test_sessions_are_compared_within_people(tmp_path):
    random = np.random.default_rng(2)
    people = curves_apart(random, 8, 30.0, 20)
    curves = {
        (f"P{i}", f"day{day}", ""): [("pelvic_drop", "left", own * (i + 1) + shift)]
        for i, own in enumerate(people)
        for day, shift in enumerate(curves_apart(random, 3, 0.0, 0))
    }
    folder = write_results(tmp_path / "days", {}, curves)
    found = compared_curves(read_curves(str(folder), "pelvic_drop"), "session")
    assert found.paired
    assert (found.test.statistic, found.difference) == ("F", None)
    assert (found.test.effect, found.test.error) == (2.0, 14.0)


def test_a_measure_of_two_groups_is_welchs_test(measured):
    from scipy import stats

    folder, _ = measured
    values = [e for e in read_values(str(folder)) if e.where.side == "left"]
    found = compared_measure(values, "group")
    people = {}
    for each in values:
        group = people.setdefault(each.where.group, {})
        group.setdefault(each.where.participant, []).append(each.value)
    each = {
        name: [np.mean(numbers) for numbers in group.values()]
        for name, group in people.items()
    }
    expected = stats.ttest_ind(each["runners"], each["walkers"], equal_var=False)
    interval = expected.confidence_interval()
    assert found.p == pytest.approx(expected.pvalue)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))


def test_a_measure_of_two_sides_is_a_paired_test(measured):
    folder, _ = measured
    found = compared_measure(read_values(str(folder)), "side")
    assert found.paired
    assert found.difference == pytest.approx(-1.0)


def test_the_command_says_where_curves_differ_and_writes_them(bumped, tmp_path, capsys):
    folder, _ = bumped
    out = tmp_path / "curves.csv"
    words = ["cohort", "compare", folder, "--curve", "pelvic_drop", "--out", out]
    said = asked(*words, capsys=capsys)
    assert "pelvic_drop differs" in said
    assert "p < 0.001" in said
    with out.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 101
    assert {"group_a_mean", "difference_low", "t", "threshold"} <= rows[0].keys()
    told = json.loads(asked(*words, "--json", capsys=capsys))["comparison"]
    assert told["people"] == {"a": 12, "b": 12}


def test_agreement_of_a_cohort_with_itself_is_perfect(measured, capsys):
    folder, _ = measured
    told = json.loads(
        asked("cohort", "agreement", folder, folder, "--json", capsys=capsys)
    )
    first = told["agreement"][0]
    assert (first["people"], first["bias"], first["low"], first["high"]) == (
        24,
        0,
        0,
        0,
    )


def test_a_shift_between_two_ways_of_measuring_is_their_bias(
    measured, tmp_path, capsys
):
    folder, table = measured
    values = {
        (f"P{who:02d}", "day1", ""): [(DROP, "left", table[who].mean() + 2.0)]
        for who in range(24)
    }
    other = write_results(tmp_path / "other", values)
    told = json.loads(
        asked("cohort", "agreement", folder, other, "--json", capsys=capsys)
    )
    assert told["agreement"][0]["bias"] == pytest.approx(-2.0)
    assert told["agreement"][0]["sd"] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(
    "words",
    [
        ["reliability", "nowhere"],
        ["compare", "{}", "--curve", "pelvic_dorp"],
        ["compare", "{}"],
        ["compare", "{}", "--measure", DROP, "--by", "session", "--task", "walk"],
        ["compare", "{}", "--curve", "pelvic_drop", "--by", "session"],
    ],
)
def test_what_cannot_be_asked_is_told(bumped, words, capsys):
    folder, _ = bumped
    assert main(["cohort", *(each.format(folder) for each in words)]) == 2
    assert "Remedy" in capsys.readouterr().err


def test_an_unknown_curve_is_told_with_the_nearest(bumped):
    with pytest.raises(InputError, match="'pelvic_drop'"):
        read_curves(str(bumped[0]), "pelvic_dorp")


def test_different_measures_are_never_averaged(tmp_path, capsys):
    """A name with a star may mean several; one of them has to be chosen."""
    values = {
        (f"P{who}", "1", "a" if who % 2 else "b"): [
            (DROP, "left", 5.0 + who),
            ("pelvic_tilt_peak", "left", 20.0 + who),
        ]
        for who in range(8)
    }
    cohort = str(write_results(tmp_path / "cohort", values))
    assert main(["cohort", "compare", cohort, "--measure", "pelvic_*"]) == 2
    assert "There are 2 to choose a measure from" in capsys.readouterr().err
    assert main(["cohort", "compare", cohort, "--measure", "pelvic_d*"]) == 0


@pytest.mark.parametrize(
    ("by", "remedy"),
    [("group", "participants.csv"), ("session", "another"), ("side", "both sides")],
)
def test_what_is_missing_to_compare_is_named(tmp_path, capsys, by, remedy):
    values = {(f"P{who}", "1", ""): [(DROP, "left", 5.0 + who)] for who in range(8)}
    cohort = str(write_results(tmp_path / "cohort", values))
    assert main(["cohort", "compare", cohort, "--measure", DROP, "--by", by]) == 2
    assert remedy in capsys.readouterr().err
