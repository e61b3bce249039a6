"""XML of strangers as a small tree: no entities, no declarations of documents, bounded in size, depth and number of elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_BYTES = 8_000_000
MOST_ELEMENTS = 200_000
MOST_DEPTH = 60


class BadXML(ValueError):
    """The bytes are no XML that is taken."""


@dataclass(slots=True)
class Element:
    """An element: its name without the prefix, its space of names, its attributes (`name`, or `space name`), what is in it."""

    name: str
    space: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def first(self, name: str) -> Element | None:
        """The first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> Iterator[Element]:
        """Every child of a name."""
        return (child for child in self.children if child.name == name)

    def walk(self) -> Iterator[Element]:
        """This element and all in it, in the order of the document."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))

    def words(self) -> str:
        """Its text and that of all in it."""
        return "".join(element.text for element in self.walk())


def read_xml(raw: bytes, most: int = MOST_BYTES) -> Element:
    """Read a document. Raises BadXML."""
    if len(raw) > most:
        raise BadXML("too large")
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
        raise BadXML(str(error)) from error
    if reader.root is None:
        raise BadXML("empty")
    return reader.root


def _refuse(*_given: object) -> None:
    raise BadXML("a document type")


@dataclass(slots=True)
class _Reader:
    root: Element | None = None
    path: list[Element] = field(default_factory=list)
    count: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _blank, local = name.rpartition(" ")
        element = Element(local, space, attributes)
        self.count += 1
        if self.count > MOST_ELEMENTS or len(self.path) >= MOST_DEPTH:
            raise BadXML("too many elements")
        if self.path:
            self.path[-1].children.append(element)
        else:
            self.root = element
        self.path.append(element)

    def end(self, _name: str) -> None:
        self.path.pop()

    def text(self, data: str) -> None:
        if self.path:
            self.path[-1].text += data
