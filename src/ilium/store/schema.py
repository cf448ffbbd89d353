"""Tables of the store: names stand in two of them, ids in all others."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

SCHEMA: Final = "0003"
"""Newest schema that this version knows; the last step in `migrations`."""

METADATA: Final = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _about(meaning: str) -> dict[str, str]:
    return {"meaning": meaning}


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, doc="Number of the row.")


def _of(table: str, column: str, meaning: str, **options: Any) -> sa.Column[Any]:  # noqa: ANN401
    """Reference to another table, indexed; required unless said otherwise."""
    settings: dict[str, Any] = {"nullable": False, "index": True, **options}
    return sa.Column(
        column,
        sa.ForeignKey(f"{table}.{'hash' if table == 'file' else 'id'}"),
        doc=meaning,
        **settings,
    )


def _required(name: str, kind: Any, meaning: str) -> sa.Column[Any]:  # noqa: ANN401
    return sa.Column(name, kind, nullable=False, doc=meaning)


def _may(name: str, kind: Any, meaning: str) -> sa.Column[Any]:  # noqa: ANN401
    return sa.Column(name, kind, doc=meaning)


CLIENT: Final = sa.Table(
    "client",
    METADATA,
    sa.Column("id", sa.String(8), primary_key=True, doc="Made by chance."),
    _may("name", sa.Text, "Only here, in no other table."),
    _may("born", sa.Date, "Date of birth."),
    _required("adult", sa.Boolean, "Said to be 18 or older where `born` is empty."),
    _may("email", sa.Text, "Contact."),
    _may("phone", sa.Text, "Contact."),
    _required("added_on", sa.Date, "First day."),
    _required("keep_until", sa.Date, "Last day on which anything is kept."),
    info=_about(
        "A person; the only table with a client's name, birth date and contact."
    ),
)
GUARDIAN: Final = sa.Table(
    "guardian",
    METADATA,
    _key(),
    _of("client", "client_id", "Whose guardian."),
    _required("name", sa.Text, "The guardian's name."),
    _may("contact", sa.Text, "How to reach them."),
    _required("added_on", sa.Date, "Day."),
    info=_about("Who answers for a client under 18."),
    sqlite_autoincrement=True,
)
CONSENT: Final = sa.Table(
    "consent",
    METADATA,
    _key(),
    _of("client", "client_id", "Whose consent."),
    _required("switch", sa.String(16), "`store`, `video`, `share` or `research`."),
    _required("given", sa.Boolean, "Given, or withdrawn."),
    _required("day", sa.Date, "Day on which it was said."),
    _may("by", sa.String(16), "`client` or `guardian`."),
    info=_about("Every answer ever given to the four switches; the newest one counts."),
    sqlite_autoincrement=True,
)
BODY: Final = sa.Table(
    "body",
    METADATA,
    _key(),
    _of("client", "client_id", "Whose body."),
    _required("day", sa.Date, "Day of measuring."),
    _may("mass", sa.Float, "[kg]"),
    _may("height", sa.Float, "[m]"),
    _may("leg_length_left", sa.Float, "[m]"),
    _may("leg_length_right", sa.Float, "[m]"),
    _may("knee_width_left", sa.Float, "[m]"),
    _may("knee_width_right", sa.Float, "[m]"),
    _may("ankle_width_left", sa.Float, "[m]"),
    _may("ankle_width_right", sa.Float, "[m]"),
    _may("inter_asis", sa.Float, "[m]"),
    info=_about("Body measures, which analysis is given in place of a name."),
    sqlite_autoincrement=True,
)
VISIT: Final = sa.Table(
    "visit",
    METADATA,
    _key(),
    _of("client", "client_id", "Who came."),
    _required("day", sa.Date, "Day; a client has one visit a day."),
    sa.UniqueConstraint("client_id", "day", name="uq_visit_client_id_day"),
    info=_about("A day on which something was recorded."),
    sqlite_autoincrement=True,
)
FILE: Final = sa.Table(
    "file",
    METADATA,
    sa.Column("hash", sa.String(64), primary_key=True, doc="SHA-256 of its bytes."),
    _required("size", sa.Integer, "Its size [bytes]."),
    _required("ending", sa.String(12), "Ending of its name: `c3d`, `npz` …"),
    info=_about("Files beside the database; two clients may own the same one."),
)
RECORDING: Final = sa.Table(
    "recording",
    METADATA,
    _key(),
    _of("client", "client_id", "Who was recorded."),
    _of("visit", "visit_id", "When."),
    _required("role", sa.String(16), "`trial`, `static`, `forces`, `video`, `figure`."),
    _required("format", sa.String(12), "Format of the original."),
    _required("kept", sa.String(8), "`keep`, `figure` or `delete`."),
    _required("source_hash", sa.String(64), "SHA-256 of the original as it was given."),
    _of("file", "file", "What was kept, scrubbed; empty for nothing.", nullable=True),
    info=_about("A recording and what was kept of it."),
    sqlite_autoincrement=True,
)
RESULT: Final = sa.Table(
    "result",
    METADATA,
    _key(),
    _of("client", "client_id", "Whose result."),
    _of("visit", "visit_id", "When it was recorded."),
    _of("recording", "recording_id", "What was analysed.", nullable=True),
    _required("task", sa.String(32), "Movement."),
    _required("tier", sa.String(8), "`lab`, `video_a` or `video_b`."),
    _required("version", sa.String(32), "Version of ilium that computed it."),
    _required("provenance", sa.JSON, "Inputs by hash, options and settings."),
    _required("movement", sa.JSON, "Repetitions and their phases."),
    _required("issues", sa.JSON, "What is doubtful."),
    _of("file", "curves", "Its curves, compressed arrays.", nullable=True),
    info=_about("One analysis; a new one never replaces an old one."),
    sqlite_autoincrement=True,
)
MEASURE: Final = sa.Table(
    "measure",
    METADATA,
    _key(),
    _of("result", "result_id", "Of which analysis."),
    _required("name", sa.String(96), "As in `measures.csv`."),
    _required("side", sa.String(8), "`left`, `right` or `both`."),
    _may("repetition", sa.Integer, "From 1; empty for the summary."),
    _may("value", sa.Float, "SI; empty where it could not be measured."),
    _required("unit", sa.String(24), "SI unit."),
    _may("sd", sa.Float, "Between repetitions [unit]."),
    _required("n", sa.Integer, "Repetitions behind the value."),
    _may("sem", sa.Float, "Standard error of measurement [unit]."),
    _may("ci_low", sa.Float, "95 % interval [unit]."),
    _may("ci_high", sa.Float, "95 % interval [unit]."),
    _required("tier", sa.String(8), "How it was captured."),
    _required("reference", sa.Text, "Reference set of its range."),
    _required("flags", sa.JSON, "Remarks for programs."),
    _required("method", sa.Text, "How it was computed."),
    info=_about("Measures of a result."),
    sqlite_autoincrement=True,
)
EVENT: Final = sa.Table(
    "event",
    METADATA,
    _key(),
    _of("result", "result_id", "Of which analysis."),
    _required("time", sa.Float, "[s]"),
    _required("name", sa.String(48), "As in `events.csv`."),
    _required("side", sa.String(8), "`left`, `right` or `both`."),
    _required("source", sa.Text, "Where it comes from."),
    info=_about("Events of a result."),
    sqlite_autoincrement=True,
)
FINDING: Final = sa.Table(
    "finding",
    METADATA,
    _key(),
    _of("result", "result_id", "Of which analysis."),
    _required("position", sa.Integer, "From 1, in the order of telling."),
    _required("content", sa.JSON, "What was found, as ilium said it."),
    info=_about("Findings as computed; a coach's changes are overrides in `entry`."),
    sqlite_autoincrement=True,
)
ANSWER: Final = sa.Table(
    "answer",
    METADATA,
    _key(),
    _of("client", "client_id", "Who answered."),
    _required("day", sa.Date, "Day."),
    _required("instrument", sa.String(32), "Questionnaire."),
    _required("answers", sa.JSON, "What was entered."),
    _required("scores", sa.JSON, "Scores by its rules."),
    info=_about("Answers to questionnaires, with their scores."),
    sqlite_autoincrement=True,
)
ENTRY: Final = sa.Table(
    "entry",
    METADATA,
    _key(),
    _of("client", "client_id", "Whose programme."),
    _required("day", sa.Date, "Day that it is about."),
    _required("kind", sa.String(16), "`goal`, `screen`, `session`, `test`, `week` …"),
    _required("content", sa.JSON, "The entry, as `ilium.programme.history` has it."),
    info=_about(
        "The programme: goals, safety answers, training logs, strength tests, weeks, "
        "attendance and what a coach decided by hand. Never changed, only added to."
    ),
    sqlite_autoincrement=True,
)
GROUP: Final = sa.Table(
    "training_group",
    METADATA,
    sa.Column("id", sa.String(8), primary_key=True, doc="Made by chance."),
    _required("name", sa.Text, "Name of the course."),
    _required("starts_on", sa.Date, "First day."),
    _required("weeks", sa.Integer, "Its length [weeks]."),
    info=_about("A course with a start date."),
)
MEMBER: Final = sa.Table(
    "group_member",
    METADATA,
    _key(),
    _of("training_group", "group_id", "Which course."),
    _of("client", "client_id", "Who takes part."),
    _required("day", sa.Date, "Since when."),
    sa.UniqueConstraint("group_id", "client_id", name="uq_group_member_client_id"),
    info=_about("Who takes part in a course."),
    sqlite_autoincrement=True,
)
ACCOUNT: Final = sa.Table(
    "account",
    METADATA,
    sa.Column("id", sa.String(8), primary_key=True, doc="Made by chance."),
    _required("login", sa.Text, "What is typed to sign in; no other account has it."),
    _required("password", sa.Text, "Argon2 hash."),
    _required("role", sa.String(8), "`coach` or `client`."),
    _of("client", "client_id", "Whom a client's account may see.", nullable=True),
    _required("active", sa.Boolean, "Whether it may sign in."),
    _required("made_on", sa.Date, "Day."),
    sa.UniqueConstraint("login", name="uq_account_login"),
    info=_about("Who may sign in to a served app."),
)
SIGN_IN: Final = sa.Table(
    "sign_in",
    METADATA,
    sa.Column("token", sa.String(64), primary_key=True, doc="SHA-256 of the cookie."),
    _of("account", "account_id", "Whose."),
    _required("began", sa.DateTime, "When (UTC)."),
    _required("seen", sa.DateTime, "Last use (UTC)."),
    _required("ends", sa.DateTime, "When it ends at the latest (UTC)."),
    info=_about("Sign-ins that have not ended."),
)
JOB: Final = sa.Table(
    "job",
    METADATA,
    sa.Column("id", sa.String(8), primary_key=True, doc="Made by chance."),
    _of("client", "client_id", "Whose recording."),
    _required("day", sa.Date, "Day of the recording."),
    _required("kind", sa.String(16), "`laboratory` or `video`."),
    _required("asked", sa.JSON, "Task, side, view and whatever else was chosen."),
    _required("state", sa.String(8), "`waiting`, `running`, `done`, `refused`, `off`."),
    _required("stage", sa.String(32), "What it does now."),
    _required("share", sa.Float, "How much of that is done, 0 to 1."),
    _required("tries", sa.Integer, "How often it was begun."),
    _may("problem", sa.Text, "Why it was refused."),
    _may("remedy", sa.Text, "What to do about it."),
    _of("result", "result_id", "What came of it.", nullable=True),
    _required("made", sa.DateTime, "When (UTC)."),
    _required("changed", sa.DateTime, "When (UTC)."),
    info=_about("Analyses that were asked for in the app."),
)
UPLOAD: Final = sa.Table(
    "upload",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True, doc="Made by chance."),
    _of("client", "client_id", "Whose recording."),
    _of("job", "job_id", "For which analysis.", nullable=True),
    _required("role", sa.String(16), "`trial`, `static`, `video`; empty: not known."),
    _required("name", sa.Text, "Name of the file, until it is analysed."),
    _required("size", sa.BigInteger, "As announced [bytes]."),
    _required("sha256", sa.String(64), "As announced; empty where it was not."),
    _required("received", sa.BigInteger, "Safely on the disk [bytes]."),
    _required("made", sa.DateTime, "When (UTC)."),
    info=_about("Files on their way in; they lie in `incoming` beside the database."),
)
DOCUMENT: Final = sa.Table(
    "document",
    METADATA,
    _key(),
    _of("client", "client_id", "About whom."),
    _of("result", "result_id", "Of which analysis.", nullable=True),
    _required("kind", sa.String(16), "`report`, `look`, `film`, `clip` …"),
    _required("language", sa.String(8), "Language of its words; empty for none."),
    _required("person", sa.Boolean, "Whether its pictures show the person."),
    _of("file", "file", "The document."),
    _required("made", sa.DateTime, "When (UTC)."),
    info=_about("What people look at: reports, data of the viewer, films, clips."),
    sqlite_autoincrement=True,
)
MARK: Final = sa.Table(
    "mark",
    METADATA,
    _key(),
    _of("client", "client_id", "About whom."),
    _of("result", "result_id", "On which analysis."),
    _required("time", sa.Float, "Of the frame [s]."),
    _required(
        "content", sa.JSON, "Line, angle, pencil or note, in shares of the frame."
    ),
    _of("file", "file", "A spoken note.", nullable=True),
    _may("who", sa.String(8), "Account; empty on one's own computer."),
    _required("made", sa.DateTime, "When (UTC)."),
    info=_about("What a coach drew, wrote or said on a frame."),
    sqlite_autoincrement=True,
)
AUDIT: Final = sa.Table(
    "audit",
    METADATA,
    _key(),
    _required("at", sa.DateTime, "When (UTC)."),
    _required("action", sa.String(32), "What was done."),
    sa.Column("about", sa.String(8), index=True, doc="Id; no name."),
    _may("who", sa.String(8), "Account; empty on one's own computer."),
    info=_about("What was done when: no names, and no contents."),
    sqlite_autoincrement=True,
)
STATE: Final = sa.Table(
    "state",
    METADATA,
    sa.Column("name", sa.String(32), primary_key=True, doc="Which remark."),
    _required("value", sa.Text, "What it says."),
    info=_about("Remarks of the store to itself: an erasure that is not finished yet."),
)
