"""Earlier results of a client are what a new recording is compared with."""

from __future__ import annotations

import datetime as dt

from ilium.keeping import Keeper
from ilium.store import open_store
from stored import Squat


def test_visits_are_earlier_days_of_this_person_the_last_analysis_of_each(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'own.db'}")
    client = store.clients.add("", consent=["store"], adult=True)
    days = [dt.date(2024, 1, each) for each in (1, 1, 8, 15)]
    for number, day in enumerate(days):
        store.results.add(client, Squat(drop=0.1 * (number + 1)), day=day)
    keeper = Keeper(store=store, client=client, day=days[-1])
    visits = keeper.visits()
    assert [each.measures[0].value for each in visits] == [0.2, 0.1 * 3]
    assert all(each.task == "single_leg_squat" and each.sha256 for each in visits)
