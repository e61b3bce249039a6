"""The consolidated list of the Security Council of the United Nations, in its XML. Only its individuals; entities are counted as left out.

Read by expat with no document type and no entities: a file that brings them is refused, whatever it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Never
from xml.parsers import expat

from lakay.watchlist.rules.contents import WantedDocument, WantedName
from lakay.watchlist.rules.sources.entry import MOST_ENTRIES, Entry, Fault, NotAList, Source, entry, whole_name
from lakay.watchlist.rules.sources.states import UNKNOWN_STATE, state_code

DEEPEST = 12
NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


@dataclass(slots=True)
class Node:
    """An element."""

    name: str
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Node]:
        """Its children of a name."""
        return (child for child in self.children if child.name == name)

    def said(self, name: str) -> str:
        """The text of its first child of a name."""
        return next((child.text.strip() for child in self.all(name)), "")


def read_nations(data: bytes) -> Source:
    """Read the list. Raises NotAList."""
    source = Source()
    builder = _Builder(source)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise NotAList("xml") from error
    if not builder.is_list:
        raise NotAList("xml")
    return source


def _refuse(*_about: object) -> Never:
    raise NotAList("entities")


class _Builder:
    """Puts elements together and takes each individual as soon as it ends."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._open: list[Node] = []
        self.is_list = False

    def start(self, name: str, _attributes: object) -> None:
        if len(self._open) >= DEEPEST:
            raise NotAList("xml")
        self.is_list |= name == "CONSOLIDATED_LIST"
        self._open.append(Node(name))

    def text(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text

    def end(self, name: str) -> None:
        node = self._open.pop()
        if name in {"INDIVIDUAL", "ENTITY"} and len(self._open) == 2:
            self._take(node)
        elif len(self._open) > 2:
            self._open[-1].children.append(node)

    def _take(self, node: Node) -> None:
        source = self._source
        source.seen += 1
        if source.seen > MOST_ENTRIES:
            raise NotAList("rows")
        made = _individual(node) if node.name == "INDIVIDUAL" else None
        if made is not None and made.names:
            source.entries.append(made)
        else:
            source.faults.append(Fault(source.seen, node.said("REFERENCE_NUMBER"), "other" if made is None else "no_person"))


def _individual(node: Node) -> Entry:
    names = [name for part in NAMES if (name := node.said(part))]
    own = [WantedName(names[-1], " ".join(names[:-1]))] if names else []
    aliases = [whole_name(name) for one in node.all("INDIVIDUAL_ALIAS") if (name := one.said("ALIAS_NAME"))]
    return entry(
        node.said("DATAID") or node.said("REFERENCE_NUMBER"),
        [*own, *aliases],
        [document for one in node.all("INDIVIDUAL_DOCUMENT") for document in _document(one)],
        births=[birth for one in node.all("INDIVIDUAL_DATE_OF_BIRTH") for birth in _births(one)],
        sex=node.said("GENDER"),
        nationalities=[value.text for one in node.all("NATIONALITY") for value in one.all("VALUE")],
        note=node.said("REFERENCE_NUMBER"),
    )


def _births(node: Node) -> Iterator[str]:
    about = " circa" if node.said("TYPE_OF_DATE").upper() in {"APPROXIMATELY", "BETWEEN"} else ""
    for part in ("DATE", "YEAR", "FROM_YEAR"):
        if said := node.said(part):
            yield said + about


def _document(node: Node) -> Iterator[WantedDocument]:
    number = node.said("NUMBER")
    if any(map(str.isalnum, number)):
        kind = "passport" if "passport" in node.said("TYPE_OF_DOCUMENT").lower() else "national-id"
        state = state_code(node.said("ISSUING_COUNTRY") or node.said("COUNTRY_OF_ISSUE"))
        yield WantedDocument(state or UNKNOWN_STATE, number, kind)
