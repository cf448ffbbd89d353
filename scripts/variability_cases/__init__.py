"""How each measure of a case is run through ilium's public functions."""

from variability_cases import complexity, contracts, dynamics, repetitions

RUNNERS = {
    **repetitions.RUNNERS,
    **complexity.RUNNERS,
    **dynamics.RUNNERS,
    **contracts.RUNNERS,
}
