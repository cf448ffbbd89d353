"""XML of a stranger, read without document types, entities or the network."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ilium.core.bounded import content_of
from ilium.errors import FileFormatError

MAX_BYTES: Final = 64_000_000
"""Largest file that is read; the largest published models have 10 MB."""

MAX_DEPTH: Final = 100
"""Deepest nesting of elements; models have about 15."""

MAX_ELEMENTS: Final = 2_000_000

_MEND: Final = "Open the model in OpenSim and save it anew."
_SMALLER: Final = "Give a smaller file of its kind."


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
    content = content_of(
        path, most=MAX_BYTES, remedy="Give a smaller file of its kind."
    )
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
