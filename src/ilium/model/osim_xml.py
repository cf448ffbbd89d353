"""XML of a stranger, read without document types, entities or the network."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ilium.errors import FileFormatError

MAX_BYTES: Final = 64_000_000
"""Largest file that is read; the largest published models have 10 MB."""

MAX_DEPTH: Final = 100
"""Deepest nesting of elements; models have about 15."""

MAX_ELEMENTS: Final = 2_000_000

_MEND: Final = "Open the model in OpenSim and save it anew."


def read_xml(path: Path, *, remedy: str = _MEND) -> Element:
    """Read a model's file, or another program's, into elements.

    Document types and entities are refused where they begin, so nothing is expanded,
    and nothing that the file names is opened.

    Parameters
    ----------
    path
        The file.
    remedy
        What to do where it is no XML.

    Returns
    -------
    Element
        Its outermost element.

    Raises
    ------
    FileFormatError
        Where it cannot be read, is no XML, has a document type or is larger than any
        model.
    """
    content = _content(path)
    reader = _Reader(path.name)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.builder.data
    parser.StartDoctypeDeclHandler = reader.refuse_doctype
    parser.EntityDeclHandler = reader.refuse_doctype
    try:
        parser.Parse(content, True)
        return reader.builder.close()
    except FileFormatError:
        raise
    except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
        problem = f"The file {path.name!r} is not XML: {error}."
        raise FileFormatError(problem, remedy) from error


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        problem = f"The file {path.name!r} cannot be read: {error.strerror}."
        raise FileFormatError(problem, "Check its name and folder.") from error
    if len(content) > MAX_BYTES:
        problem = f"The file {path.name!r} is larger than {MAX_BYTES // 10**6} MB."
        raise FileFormatError(problem, "Give a smaller file of its kind.")
    return content


class _Reader:
    """What the parser calls; counts what it builds."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.builder = TreeBuilder()
        self.depth = 0
        self.elements = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
            problem = f"The file {self.file!r} nests or repeats beyond any model."
            raise FileFormatError(problem, _MEND)
        self.builder.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.builder.end(tag)

    def refuse_doctype(self, *_: object) -> None:
        problem = f"The file {self.file!r} declares a document type or entities."
        raise FileFormatError(problem, "Delete the DOCTYPE; no such file needs one.")
