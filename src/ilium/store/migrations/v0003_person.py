"""Documents say whether their pictures show the person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

VIDEOS = ("mp4", "mov", "m4v", "avi", "mkv", "webm")
FRAMES = {"html": b"data:image/jpeg", "pdf": b"/DCTDecode"}
"""Ending to what stands in a document of that kind in which there is a photograph."""


def upgrade() -> None:
    """Add the column; of documents from before their bytes say what they show.

    Films count as showing the person, and so does what cannot be read any more.
    """
    shows = sa.Column("person", sa.Boolean, nullable=False, server_default=sa.true())
    op.add_column("document", shows)
    document = sa.table(
        "document",
        sa.column("id"),
        sa.column("file"),
        sa.column("person", sa.Boolean),
    )
    file = sa.table("file", sa.column("hash"), sa.column("ending"))
    query = sa.select(document.c.id, document.c.file, file.c.ending)
    rows = op.get_bind().execute(query.join(file, file.c.hash == document.c.file))
    bare = [each.id for each in rows.all() if not _shows(each.file, each.ending)]
    for number in bare:
        which = document.c.id == number
        op.execute(document.update().where(which).values(person=False))


def _shows(digest: str, ending: str) -> bool:
    if ending in VIDEOS:
        return True
    if ending not in FRAMES:
        return False
    data = op.get_context().opts["file_of"](digest)
    return data is None or FRAMES[ending] in data
