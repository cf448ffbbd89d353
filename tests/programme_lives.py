"""Simulated clients: good and bad responders, flares, gaps, births, red flags."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace

import programme_clients as clients
from ilium.programme.history import (
    CheckResult,
    CheckValue,
    Goal,
    History,
    Judgement,
    Override,
    SessionLog,
    SetLog,
    StrengthTest,
)
from ilium.programme.screen import questions
from ilium.programme.week import next_week, with_week

WORDS = (
    "lunges", "warrior pose", "sun salutation", "my Pilates class", "run 5k",
    "jump with my children", "carry my toddler", "feel at home in my body",
)  # fmt: skip
SETS = (
    (),
    ("band",),
    ("band", "weight", "step", "bench"),
    ("weight", "step"),
    ("step",),
)


@dataclass(frozen=True)
class Temper:
    """How a client responds.

    strength: gain in a week; flare: chance of a sore session; skips, silence: chance of
    a missed session and of an unlogged answer; away: chance of a missed week; symptom:
    chance of a symptom after birth; flag: chance of a red flag in a week.
    """

    strength: float
    flare: float
    skips: float
    silence: float
    away: float
    symptom: float
    flag: float


TEMPERS = (
    Temper(0.9, 0.01, 0.02, 0.02, 0.02, 0.01, 0.002),
    Temper(0.6, 0.10, 0.15, 0.10, 0.08, 0.05, 0.01),
    Temper(0.2, 0.30, 0.30, 0.30, 0.15, 0.15, 0.02),
    Temper(0.9, 0.002, 0.0, 0.0, 0.01, 0.001, 0.0),
)


def newcomer(rng: random.Random, words: tuple[str, ...]) -> History:
    birth = rng.choice(["no", "no", "after_birth", "after_birth", "pregnant"])
    screen = clients.clear(
        postpartum=birth,
        weeks_since_birth=rng.uniform(2, 30) if birth == "after_birth" else None,
        cleared=None if birth == "no" else rng.random() < 0.9,
        equipment=rng.choice(SETS),
        days_a_week=rng.randint(1, 7),
        bodyweight=rng.choice([None, 55.0, 62.0, 90.0]),
    )
    goal = Goal(date=clients.DAY, words=rng.choice(words), able=3, confident=4)
    made = History(client="sim").adding(goal, screen)
    if rng.random() < 0.5:
        return made
    level = str(rng.randint(1, 4))
    trained = Override(
        date=clients.DAY, who="IB", reason="trained", action="gate", target=level
    )
    return made.adding(trained)


def programme(seed, weeks=16, engine=next_week):
    """History and week at every step of one simulated programme."""
    rng = random.Random(seed)
    temper = rng.choices(TEMPERS, (3, 2, 1, 4))[0]
    strong = temper is TEMPERS[3]
    history, today = newcomer(rng, WORDS[4:6] if strong else WORDS), clients.DAY
    for _ in range(2 * weeks if strong else weeks):
        history = happenings(history, today, temper, rng)
        week = engine(history, today=today)
        yield history, week, today
        history = with_week(history, week)
        if not week.locked:
            history = sessions(history, week, temper, rng)
        ahead = rng.choice([7, 7, 7, 7, 7, 8, 3])
        if rng.random() < temper.away:
            ahead += 7 * rng.randint(1, 6)
        today += dt.timedelta(days=ahead)
        late = [e for e in history.sessions if e.date > today]
        if late:
            today = late[-1].date


def happenings(history, today, temper, rng):
    """Red flags, clearances, a coach's hand, checks and answers."""
    if rng.random() < temper.flag:
        yes = {rng.choice(sorted(questions())): True}
        screen = history.screens[-1]
        answers = dict(screen.answers) | yes
        history = history.adding(replace(screen, date=today, answers=answers))
    elif rng.random() < 0.3 and any(history.screens[-1].answers.values()):
        history = history.adding(
            Override(
                date=today,
                who="Dr A",
                reason="seen",
                action="clearance",
                clinician=True,
            )
        )
    if rng.random() < 0.03:
        history = history.adding(by_hand(today, rng))
    if rng.random() < 0.1:
        history = history.adding(check(today, rng))
    if rng.random() < 0.1:
        history = history.adding(
            Judgement(
                date=today,
                criterion=rng.choice(["quiet_landing", "squat_drop", "stance_drop_5"]),
                met=rng.random() < 0.6,
                judge=rng.choice(["self", "coach"]),
            )
        )
    return history


def by_hand(today, rng):
    action = rng.choice(["swap", "lock", "add", "remove", "gate", "unlock"])
    names = [f"E{n}" for n in range(2, 40)]
    target = str(rng.randint(1, 7)) if action == "gate" else rng.choice(names)
    return Override(
        date=today,
        who="IB",
        reason="seen in class",
        action=action,
        target=target,
        value=rng.choice(names) if action == "swap" else "",
        clinician=rng.random() < 0.3,
    )


def check(today, rng):
    task, measure = rng.choice(
        [
            ("single_leg_squat", "pelvic_drop_peak"),
            ("lunge", "pelvic_drop_peak"),
            ("single_leg_standing", "pelvic_drop_mean"),
            ("single_leg_squat", "fppa_joint_centres_peak"),
        ]
    )
    tier = rng.choice(["lab", "video_a", "video_b"])
    return CheckResult(
        date=today,
        task=task,
        values=tuple(
            CheckValue(
                measure=measure,
                side=side,
                value=rng.gauss(0.14, 0.07),
                unit="rad",
                tier=tier,
            )
            for side in clients.SIDES
        ),
    )


def sessions(history, week, temper, rng):
    for offset in clients.offsets(week):
        if rng.random() >= temper.skips:
            history = history.adding(one_session(history, week, offset, temper, rng))
    tests = [
        replace(each, value=each.value * rng.choice([1, 1, 1, 0.7]))
        for each in clients.strength_tests(week)
        if rng.random() < 0.8
    ]
    if rng.random() < 0.03:
        tests.append(StrengthTest(date=week.date, test="hop", value=12, side="left"))
    return history.adding(*tests)


def one_session(history, week, offset, temper, rng) -> SessionLog:
    flare = rng.random() < temper.flare
    pain = rng.uniform(3, 9) if flare else rng.uniform(0, 2.5)
    settles = rng.random() < (0.6 if flare else 0.99)
    answers = {
        "pain_during": None if rng.random() < temper.silence else round(pain),
        "pain_next_morning": None
        if rng.random() < temper.silence
        else round(pain * (0.5 if settles else 1.1)),
        "spreading": flare and rng.random() < 0.2,
        "row": {
            "extra_reps": rng.choice([0, 2, 3])
            if rng.random() < temper.strength
            else 0,
            "rpe": round(rng.uniform(4, 9.4)),
            "quality_stops": int(rng.random() < temper.flare),
            "off_target": 0.6 if rng.random() < temper.flare / 10 else 0.1,
        },
    }
    if history.screens[-1].postpartum != "no":
        for name in ("leaking", "heaviness", "doming", "bleeding"):
            said = rng.random() >= temper.silence
            answers[name] = (rng.random() < temper.symptom) if said else None
    made = clients.session(week, offset, **answers)
    if rng.random() < temper.skips:
        made = replace(made, rows=tuple(shortened(each, rng) for each in made.rows))
    return made


def shortened(row: SetLog, rng) -> SetLog:
    return replace(row, sets=max(row.sets - rng.randint(0, 2), 0))
