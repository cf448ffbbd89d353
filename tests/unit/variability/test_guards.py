"""What each measure needs: refused or flagged, with the reason and what is enough."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from ilium import variability
from ilium.errors import InsufficientDataError, UnknownNameError
from ilium.variability.guards import check, explain, guards

MINIMA = """measure,n,facts,flags
sd,5,,fewer_than_6_repetitions
sd,6,,
cv,2,,fewer_than_6_repetitions
ellipse_area,9,,fewer_than_10_repetitions
cav,3,,fewer_than_8_cycles
cav,8,,
crp,9,monotone=0,phase_not_monotone
ucm,14,dof=7,fewer_than_15_repetitions
ucm,15,dof=7,
sample_entropy,199,,fewer_than_200_samples fewer_than_500_samples
sample_entropy,499,,fewer_than_500_samples
sample_entropy,500,,
lyapunov,149,,fewer_than_150_strides
lyapunov,150,,
dfa,100,,fewer_than_500_strides
dfa,500,,
floquet,149,unknowns=3,fewer_than_150_strides
rqa,500,periods=1.5,fewer_than_2_periods
correlation_dimension,6000,proven=0,experimental
"""
REFUSED = [
    ("sd", {"n": 1}),
    ("ellipse_area", {"n": 1}),
    ("cav", {"n": 2}),
    ("cav", {"n": 20, "comparable": False}),
    ("crp", {"n": 9, "padded": False}),
    ("ucm", {"n": 6, "dof": 6}),
    ("sample_entropy", {"n": 300, "matches": 0}),
    ("sample_entropy", {"n": 300, "longer_matches": 0}),
    ("permutation_entropy", {"n": 29, "minimum": 30}),
    ("lyapunov", {"n": 29}),
    ("dfa", {"n": 99}),
    ("floquet", {"n": 3, "unknowns": 3}),
]
OF_ONE_MOVEMENT = [name for name, guard in guards().items() if not guard.discrete]


@pytest.mark.parametrize(
    "row",
    list(csv.DictReader(io.StringIO(MINIMA))),
    ids=lambda row: f"{row['measure']} {row['n']}",
)
def test_the_minima_of_the_table_flag(row):
    pairs = (each.split("=") for each in row["facts"].split())
    facts = {name: float(value) for name, value in pairs}
    found = check(row["measure"], n=int(row["n"]), **facts)
    assert found == tuple(row["flags"].split())


@pytest.mark.parametrize(("measure", "facts"), REFUSED)
def test_too_little_is_refused_and_says_what_is_enough(measure, facts):
    with pytest.raises(InsufficientDataError) as caught:
        check(measure, **facts)
    assert caught.value.remedy.endswith(".")
    assert any(letter.isdigit() for letter in str(caught.value)) or "phase" in str(
        caught.value
    )


@pytest.mark.parametrize("measure", OF_ONE_MOVEMENT)
def test_separate_repetitions_are_refused_with_the_reason(measure):
    with pytest.raises(InsufficientDataError, match="seams are not movement"):
        check(measure, n=10_000, task="discrete")


def test_every_flag_explains_itself():
    for measure, guard in guards().items():
        for rule in guard.flag:
            assert "Enough would be: " in explain(measure, rule.flag)


def test_unknown_names_offer_the_nearest():
    with pytest.raises(UnknownNameError, match="lyapunov"):
        check("lyapunow", n=200)
    with pytest.raises(UnknownNameError, match="discrete"):
        check("dfa", n=200, task="discreet")


def jumps(count=10):
    time = np.linspace(0.0, 1.0, 101)
    random = np.random.default_rng(3)
    return np.array(
        [
            np.sin(2 * np.pi * time) * random.uniform(0.9, 1.1)
            + 0.02 * random.standard_normal(101)
            for _ in range(count)
        ]
    )


NEVER = ["lyapunov_exponent", "wolf_exponent", "dfa", "sample_entropy"]


@pytest.mark.parametrize("measure", NEVER)
def test_ten_jumps_never_yield_one_as_rows_or_as_a_list(measure):
    function = getattr(variability, measure)
    for given in (
        jumps(),
        list(jumps()),
        [each[: 90 + k] for k, each in enumerate(jumps())],
    ):
        with pytest.raises(InsufficientDataError, match="separate repetitions"):
            function(given)


@pytest.mark.parametrize("measure", [*NEVER, "correlation_dimension"])
def test_ten_jumps_never_yield_one_joined_and_named_as_what_they_are(measure):
    more = (2,) if measure == "correlation_dimension" else ()
    with pytest.raises(InsufficientDataError, match="joining repetitions"):
        getattr(variability, measure)(jumps().ravel(), *more, task="discrete")


@pytest.mark.parametrize("measure", ["lyapunov_exponent", "wolf_exponent"])
def test_ten_jumps_joined_in_secret_are_too_few_cycles(measure):
    with pytest.raises(InsufficientDataError, match="at least 30"):
        getattr(variability, measure)(jumps().ravel())


def test_ten_strides_never_yield_a_local_stability():
    joined = jumps().ravel()
    with pytest.raises(InsufficientDataError, match="at least 30"):
        variability.local_dynamic_stability(joined, np.arange(0, 1010, 101))
