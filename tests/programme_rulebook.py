"""The rules of a programme, checked from their text alone.

Written from sections 4.1, 4.3, 4.4 and 4.5 of the evidence base. It reads histories and
weeks, and uses neither the engine's functions nor its tables.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

BANDED = {"E14", "E15", "E19", "E31"}
LEVEL = {
    "E1": 0, "E2": 0, "E3": 0, "E4": 1, "E5": 1, "E6": 2, "E7": 1, "E8": 1, "E9": 1,
    "E10": 4, "E11": 1, "E12": 1, "E13": 2, "E14": 2, "E15": 2, "E16": 3, "E17": 2,
    "E18": 2, "E19": 2, "E20": 3, "E21": 2, "E22": 2, "E23": 4, "E24": 4, "E25": 3,
    "E26": 3, "E27": 3, "E28": 3, "E29": 4, "E30": 4, "E31": 4, "E32": 4, "E33": 5,
    "E34": 5, "E35": 5, "E36": 6, "E37": 6, "E38": 7, "E39": 7,
}  # fmt: skip
GLUTEUS_MEDIUS = {
    "E7", "E8", "E9", "E10", "E14", "E19", "E25", "E26", "E27", "E29", "E30", "E31",
}  # fmt: skip
BODY_MOVES = {"E17", "E18", "E20", "E22", "E23", "E24", "E28", "E29", "E30"}
STRENGTH_LIST = ("calf_raise", "bridge", "side_lying_lift", "sit_to_stand")
ONE_SIDED_JUMPS = {"E36": 2, "E37": 2, "E33": 1, "E35": 2}
MINUTES = {"E34", "E38", "E39"}


def broken(history, week):
    """Rules that a new week breaks, in words; none where it keeps them all."""
    rows = [each.plan for each in week.prescriptions]
    found = []
    if must_lock(history):
        if rows:
            found.append("4.5: training in spite of a red flag")
        if not week.safety.texts:
            found.append("4.5: locked without a word")
        return found
    if week.stands:
        return found
    before = [e for e in history.weeks if e.date < week.date and not e.locked]
    found += gates(history, week, before)
    found += amounts(history, week, rows, before)
    found += answers(history, week, rows, before)
    by_coach = any(e.action in ("remove", "swap") for e in history.overrides)
    found += ways(rows, week, 1 if by_coach else 3)
    return found


def must_lock(history):
    if not history.screens:
        return True
    screen = history.screens[-1]
    cleared = [
        e
        for e in history.overrides
        if e.action == "clearance" and e.clinician and e.date >= screen.date
    ]
    names = {e.target for e in cleared}
    yes = {k for k, v in screen.answers.items() if v} - names
    if yes and "" not in names:
        return True
    return screen.postpartum != "no" and screen.cleared is not True


def gates(history, week, before):
    """4.1 and 4.4: levels one at a time, landings only by their gate."""
    found = []
    last = before[-1] if before else None
    opened = [e for e in history.overrides if e.action == "gate"]
    if last is None and week.level > 0 and not opened:
        found.append("4.1: does not begin at level 0")
    if last is not None and week.level > last.level:
        by_hand = any(e.date >= last.date for e in opened)
        if not by_hand:
            if week.level > last.level + 1:
                found.append("4.1: skips a level")
            found += entered(history, week.level, before)
    if any(LEVEL[e.plan.exercise] > week.level for e in week.prescriptions):
        by_coach = {e.target for e in history.overrides} | {
            e.value for e in history.overrides
        }
        high = {
            e.plan.exercise
            for e in week.prescriptions
            if LEVEL[e.plan.exercise] > week.level
        }
        if high - by_coach or any(LEVEL[e] >= 5 for e in high):
            found.append(f"4.1: {sorted(high)} above level {week.level}")
    if week.level >= 5:
        found += after_birth(history, week)
    return found


def entered(history, level, before):
    """The lines of the gate into a level."""
    since = before[-1].date
    for each in reversed(before):
        if each.level != before[-1].level:
            break
        since = each.date
    here = [e for e in history.sessions if e.date >= since and e.rows]
    full = [
        e for e in here if e.pain_during is not None and e.pain_next_morning is not None
    ]
    found = []
    calm = [e.pain_during <= 3 and e.pain_next_morning <= 3 for e in full[-2:]]
    if len(calm) < 2 or not all(calm) or any(e.spreading for e in full[-2:]):
        found.append(f"4.1: level {level} without two calm sessions")
    needs = {2: ("E9", 30), 3: ("E18", 10), 5: ("E30", 10), 7: ("E37", 10)}
    needed = [needs[level]] if level in needs else []
    if level == 4:
        needed = [("E25", 30), ("E26", 12)]
    for name, least in needed:
        if not enough(history, here, name, least):
            found.append(f"4.1: level {level} without {least} of {name}")
    if level == 5:
        found += strength(history)
    if level == 7 and not tested(history, "walk", 30, free=True):
        found.append("4.1: running without a brisk walk of 30 min")
    return found


def enough(history, sessions, name, least):
    if name == "E26" and "step" not in history.screens[-1].equipment:
        return True
    if any(
        e.action in ("remove", "swap", "lock") and e.target == name
        for e in history.overrides
    ):
        return True
    test = {
        "E9": "side_plank", "E18": "split_squat", "E25": "single_leg_stance",
        "E26": "hip_hike", "E30": "single_leg_squat", "E37": "hop",
    }[name]  # fmt: skip
    if any(e.test == test and e.value >= least for e in history.tests):
        return True
    amounts = []
    for one in sessions:
        rows = [e for e in one.rows if e.exercise == name and e.sets]
        if rows:
            amounts.append(min((e.seconds or e.reps or 0) for e in rows))
    return len(amounts) >= 2 and min(amounts[-2:]) >= least


def strength(history):
    found = []
    for test in STRENGTH_LIST:
        for side in ("left", "right"):
            rows = [e for e in history.tests if e.test == test and e.side == side]
            if not rows or rows[-1].value < 20:
                found.append(f"4.1: landings without 20 of {test} on the {side}")
    if not tested(history, "jog_on_spot", 60, free=True):
        found.append("4.1: landings without jogging on the spot")
    return found


def tested(history, test, least, *, free):
    rows = [e for e in history.tests if e.test == test]
    if not rows:
        return False
    return rows[-1].value >= least and (rows[-1].symptom_free is True or not free)


def after_birth(history, week):
    """4.4: landings from 12 weeks, tested and free of symptoms; a clinician may."""
    screen = history.screens[-1]
    if screen.postpartum == "no":
        return []
    word = [
        e
        for e in history.overrides
        if e.action == "gate" and e.clinician and e.target in ("5", "6", "7")
    ]
    since = word[-1].date if word else dt.date.min
    recent = [e for e in history.sessions if e.date >= since][-2:]
    yes = any(e.leaking or e.heaviness or e.doming or e.bleeding for e in recent)
    if yes:
        return ["4.4: landings with a symptom"]
    if word:
        return []
    if screen.postpartum == "pregnant":
        return ["4.4: landings in pregnancy"]
    weeks = (screen.weeks_since_birth or 0) + (week.date - screen.date).days / 7
    if screen.weeks_since_birth is None or weeks < 12 - 1 / 7 - 1e-9:
        return ["4.4: landings before 12 weeks"]
    return []


def total(rows):
    return sum(
        e.sets * len(e.on) for e in rows if LEVEL[e.exercise] not in (0, 5, 6, 7)
    )


def landings(row):
    if row.exercise not in ONE_SIDED_JUMPS:
        return 0
    return row.sets * (row.reps or 0) * ONE_SIDED_JUMPS[row.exercise]


def week_landings(rows):
    return sum(landings(e) * len(e.on) for e in rows)


def amounts(history, week, rows, before):
    """4.3: rises, hard sets, landings, lighter weeks, load and landings apart."""
    full = [e for e in before if not e.easy]
    base = full[-1] if full else None
    found = [] if base is None else week_rise(rows, base) + lightness(week, rows, base)
    found += landing_limits(rows, before, base)
    medius = sum(e.sets * len(e.on) for e in rows if e.exercise in GLUTEUS_MEDIUS)
    if medius > 12:
        found.append("4.3: more than 12 hard sets of a muscle")
    found += rises(history, rows, base)
    found += rest(history, week, rows)
    return found + overdue(history, week, before)


def week_rise(rows, base):
    found = []
    if total(base.rows) and total(rows) > 1.2 * total(base.rows) + 1e-9:
        found.append(f"4.3: sets up from {total(base.rows)} to {total(rows)}")
    jumps = week_landings(base.rows)
    if jumps and week_landings(rows) > 1.2 * jumps + 1e-9:
        found.append("4.3: landings up by more than a fifth")
    return found


def lightness(week, rows, base):
    """Between 50 and 60 % of the sets, where these are enough to be halved."""
    was = total(base.rows)
    if not week.easy or was < 6:
        return []
    if total(rows) > 0.6 * was + 1e-9:
        return ["4.3: a lighter week that is not lighter"]
    same = len(rows) == len(base.rows)
    if was >= 12 and same and total(rows) < 0.5 * was - 1e-9:
        return ["4.3: a lighter week below half"]
    return []


def landing_limits(rows, before, base):
    """40 in a session and 100 in a week at the start."""
    found, jumps = [], week_landings(rows)
    weeks = sum(1 for e in before if week_landings(e.rows))
    first = base is None or not week_landings(base.rows)
    if jumps > 100 and (first or weeks < 4):
        found.append("4.3: more than 100 landings in a week at the start")
    for day in range(7):
        on_day = sum(landings(e) for e in rows if day in e.on)
        if on_day > (40 if weeks < 4 else 80):
            found.append("4.3: too many landings in a session")
    return found


def overdue(history, week, before):
    """A lighter week at least every sixth."""
    run = 0
    for each in reversed(before):
        if each.easy or not total(each.rows):
            break
        run += 1
    if run < 6 or week.easy or week.level != before[-1].level:
        return []
    last = since_last(history, before)
    calm = not any(stops(e) or e.symptoms or off_target(e) for e in last)
    if calm and last and not long_gap(history, week, before):
        return ["4.3: more than six weeks without a lighter one"]
    return []


def rises(history, rows, base):
    if base is None:
        return []
    found, was = [], {e.exercise: e for e in base.rows}
    heavier = higher = False
    for row in rows:
        old = was.get(row.exercise)
        if old is None:
            higher = higher or LEVEL[row.exercise] >= 5
            continue
        if row.load > old.load:
            heavier = True
            found += load_rise(history, row, old)
        if LEVEL[row.exercise] >= 5:
            size = row.sets * ((row.reps or 0) + (row.seconds or 0))
            old_size = old.sets * ((old.reps or 0) + (old.seconds or 0))
            higher = higher or size > old_size
            if row.exercise in MINUTES and size > 1.2 * old_size + 1e-9:
                found.append("4.3: running up by more than a fifth")
    higher = higher or week_landings(rows) > week_landings(base.rows)
    if heavier and higher:
        found.append("4.3: load and landings up in one week")
    return found


def load_rise(history, row, old):
    """2-for-2, and by 2 to 10 % of what is moved."""
    found = []
    two = [
        [e for e in one.rows if e.exercise == row.exercise and e.sets]
        for one in history.sessions
        if any(e.exercise == row.exercise and e.sets for e in one.rows)
    ][-2:]
    if len(two) < 2 or any(e.extra_reps < 2 for rows in two for e in rows):
        found.append("4.3: load up without two for two")
    if row.exercise in BANDED:
        return found if row.load == old.load + 1 else [*found, "4.3: a band skipped"]
    body = history.screens[-1].bodyweight or 0.0
    moved = old.load + (body if row.exercise in BODY_MOVES or not old.load else 0.0)
    share = (row.load - old.load) / moved if moved else 1.0
    if not 0.02 - 1e-9 <= share <= 0.10 + 1e-9:
        found.append(f"4.3: load up by {100 * share:.1f} %")
    return found


def rest(history, week, rows):
    """48 hours between days with landings."""
    days = sorted({d for e in rows for d in e.on if LEVEL[e.exercise] >= 5})
    if any(b - a < 2 for a, b in pairwise(days)):
        return ["4.3: landings on two days in a row"]
    done = [
        one.date
        for one in history.sessions
        if any(LEVEL[e.exercise] >= 5 and e.sets for e in one.rows)
    ]
    if days and done:
        first = week.date + dt.timedelta(days=days[0])
        if (first - done[-1]).days < 2:
            return ["4.3: landings a day after landings"]
    return []


def stops(session):
    """The red light of 4.3, from its text."""
    during, morning = session.pain_during, session.pain_next_morning
    if session.spreading:
        return True
    if (during or 0) >= 6 or (morning or 0) >= 6:
        return True
    if during is None or morning is None:
        return False
    return morning > during or min(during, morning) > 3


def off_target(session):
    return any((row.off_target or 0) > 0.5 for row in session.rows)


def since_last(history, before):
    return [e for e in history.sessions if e.date >= before[-1].date]


def long_gap(history, week, before):
    last = max([before[-1].date, *(e.date for e in since_last(history, before))])
    return (week.date - last).days >= 8


def answers(history, week, rows, before):
    """Pain lights, symptoms and missed weeks."""
    if not before:
        return []
    last, since = before[-1], since_last(history, before)
    full = [e for e in before if not e.easy]
    work = full[-1] if full else last
    old = {e.exercise: e for e in work.rows}
    more = [e for e in rows if e.exercise in old and bigger(e, old[e.exercise])]
    by_hand = any(e.action == "gate" and e.date >= last.date for e in history.overrides)
    found = []
    if any(asks_back(history, e) for e in since) and not by_hand:
        if week.level > max(last.level - 1, 0):
            found.append("4.3: no level back after a red light or a symptom")
        if more:
            found.append("4.3: more after a red light")
    if not since and not by_hand:
        if week.level > last.level:
            found.append("a level up after missed weeks")
        if more or total(rows) > total(work.rows) > 0:
            found.append("more after missed weeks")
    if not week.easy:
        found += [
            f"4.3: {e.exercise} up after pain above 3"
            for e in more
            if sore_last(history, e.exercise)
        ]
    return found


def asks_back(history, session):
    birth = history.screens[-1].postpartum != "no"
    return stops(session) or off_target(session) or (birth and bool(session.symptoms))


def sore_last(history, name):
    """Whether an exercise's last session was above 3."""
    last = [
        e
        for e in history.sessions
        if any(r.exercise == name and r.sets for r in e.rows)
    ][-1:]
    return any(max(e.pain_during or 0, e.pain_next_morning or 0) > 3 for e in last)


def bigger(row, old):
    more = (row.reps or 0) > (old.reps or 0) or (row.seconds or 0) > (old.seconds or 0)
    return more or row.load > old.load or row.sets > old.sets


def ways(rows, week, fewest):
    """Always a next step, always a way back; a coach may leave fewer exercises."""
    found = []
    if not fewest <= len(rows) <= 6:
        found.append(f"{len(rows)} exercises in a week")
    if not week.texts:
        found.append("no next step")
    return found + [
        f"{each.exercise} has no way back"
        for each in week.prescriptions
        if not each.easier and each.exercise != "E1"
    ]
