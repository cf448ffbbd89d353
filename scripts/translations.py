"""Bring ilium.pot and the translations up to date; list what is still to be done."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from ilium.findings.messages import messages

WORDS = Path(__file__).parents[1] / "src" / "ilium" / "findings" / "words"
_DATED = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|'
    rb'Report-Msgid-Bugs-To|Generated-By|Project-Id-Version): .*\\n"\n',
    re.MULTILINE,
)


def template() -> Catalog:
    """Everything that is to be translated."""
    made = Catalog(project="ilium", charset="utf-8", fuzzy=False)
    for each in messages():
        text = (each.text, each.plural) if each.plural else each.text
        made.add(text, context=each.context)
    return made


def written(catalogue: Catalog) -> bytes:
    """A catalogue as a file: without dates, so same words are same bytes."""
    out = BytesIO()
    write_po(out, catalogue, width=88, omit_header=False, ignore_obsolete=True)
    lines = _DATED.sub(b"", out.getvalue())
    return re.sub(rb"\A(#.*\n)*", b"", lines)


def update(file: Path, new: Catalog) -> list[str]:
    """Bring one translation up to date; say what is left to translate."""
    with file.open("rb") as stream:
        old = read_po(stream, locale=file.stem)
    before = {each.context: each for each in old if each.id}
    old.update(new, no_fuzzy_matching=True, update_creation_date=False)
    for each in old:
        earlier = before.get(each.context)
        if each.id and not _said(each) and earlier and _said(earlier):
            each.string = earlier.string
            each.flags.add("fuzzy")
    file.write_bytes(written(old))
    return [
        f"{file.name}: {_state(each)}: {each.context}: {each.id}"
        for each in old
        if each.id and (each.fuzzy or not _said(each))
    ]


def _state(message: Message) -> str:
    return "fuzzy" if message.fuzzy else "missing"


def _said(message: Message) -> bool:
    """Whether every form of a text is translated."""
    string = message.string
    return all(string) if isinstance(string, tuple | list) else bool(string)


def main() -> int:
    """Update everything; 1 where a translation is not complete."""
    new = template()
    (WORDS / "ilium.pot").write_bytes(written(new))
    left = [line for file in sorted(WORDS.glob("*.po")) for line in update(file, new)]
    sys.stdout.write("".join(f"{line}\n" for line in left))
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
