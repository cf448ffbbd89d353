"""Answers to questionnaires, kept with their scores."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from ilium.core.provenance import Plain, plain
from ilium.store.consent import keeping, known_client
from ilium.store.database import Database
from ilium.store.schema import ANSWER


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One questionnaire on one day.

    Parameters
    ----------
    day
        When it was answered.
    instrument
        Which one.
    answers
        What was entered.
    scores
        Name of a score to its value.
    """

    day: dt.date
    instrument: str
    answers: Plain
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Questionnaires of every client.

    Parameters
    ----------
    database
        Where they are kept.
    """

    database: Database

    def add(
        self,
        client: str,
        instrument: str,
        answers: object,
        scores: Mapping[str, float],
        *,
        day: dt.date | None = None,
    ) -> None:
        """Keep what a client answered.

        Parameters
        ----------
        client
            Id.
        instrument
            A key of `ilium.progress.questionnaires.INSTRUMENTS`.
        answers
            What was entered.
        scores
            Scores by its rules [1].
        day
            When it was answered; today by default.
        """
        day = self.database.day_of(day, what="answering")
        with keeping(self.database, client, "add answer") as (connection, key):
            connection.execute(
                ANSWER.insert().values(
                    client_id=key,
                    day=day,
                    instrument=instrument,
                    answers=plain(answers),
                    scores=plain(dict(scores)),
                )
            )

    def of(self, client: str) -> tuple[Answer, ...]:
        """Every questionnaire of a client, oldest first."""
        with self.database.reading() as connection:
            key = known_client(connection, client)
            rows = connection.execute(
                sa.select(ANSWER)
                .where(ANSWER.c.client_id == key)
                .order_by(ANSWER.c.day, ANSWER.c.id)
            )
            return tuple(
                Answer(
                    day=each.day,
                    instrument=each.instrument,
                    answers=each.answers,
                    scores=each.scores,
                )
                for each in rows
            )
