"""The segments of an EDIFACT file (ISO 9735), whatever separates them and whatever is wrapped around them. Never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lakay.manifests.faults import Code, Faults

BLANK = " \t\r\n\x00\x01\x02\x03"
"""What stands between segments and around a file: blanks, and the marks of a teleprinter. (The separators of ISO 9735 annex A for
interactive use, \\x1c to \\x1f, are no blanks here, though they are for Python.)"""

TAGS = "UNB|UNG|UNH|UIB|UIH|BGM|MSG|ORG|RFF|DTM|NAD|CTA|COM|TDT|TVL|LOC|EQN|UNS|PDT|ATT|DOC|CNT|FTX|SRC|RCI|UNT|UNE|UNZ"
"""The tags by which separators are found where nobody declares them."""

_BEGINS = re.compile(r"UNA|(?:UNB|UNG|UNH|UIB|UIH|BGM)(?=[^A-Za-z0-9 \t\r\n])")
_BARE = re.compile(rf"(?<![A-Za-z0-9])({TAGS})([^\w \t\r\n])")
OF_VOYAGES = {"TDT", "NAD", "TVL", "PDT"}
"""One of these is in every message of people; a file without a head is taken for one only where it holds such a segment."""

_ENVELOPE = re.compile(r"UNB|UNG|UNH|UIB|UIH|BGM")
_ENDS = re.compile(rf"([^\w \t\r\n])[ \t\r\n]*(?:{TAGS})(?![A-Za-z0-9])")
_LINE_ENDS = re.compile(rf"([\r\n])[ \t\r\n]*(?:{TAGS})(?![A-Za-z0-9])")
_TYPE_B = re.compile(r"(?:^|[\r\n])\x01?(?:Q[UXKDNSPC] ?)?[A-Z0-9]{7}\b|(?:^|[\r\n])\.[A-Z0-9]{7}")
_TAG = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Separators:
    """The marks of a file; `release` "" where it has none."""

    component: str = ":"
    element: str = "+"
    release: str = "?"
    terminator: str = "'"


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment. `elements` begins with what follows the tag; each is a list of components. `offset` is in bytes of the file."""

    tag: str
    elements: list[list[str]]
    offset: int
    number: int

    def get(self, element: int, component: int = 0) -> str:
        """A component by its place, the first after the tag being 0, 0; "" where there is none."""
        if element >= len(self.elements):
            return ""
        parts = self.elements[element]
        return parts[component] if component < len(parts) else ""


def decoded(raw: bytes) -> tuple[str, bool]:
    """The text of a file with one letter a byte, so that places in it are bytes; and whether it is UTF-8 inside."""
    text = raw.decode("latin-1")
    if raw.isascii():
        return text, False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return text, False
    return text, True


def first_segment(text: str) -> int:
    """Where the message begins behind whatever is wrapped around it; -1 if there is none."""
    found = _BEGINS.search(text)
    return found.start() if found else _headless(text)


def _headless(text: str) -> int:
    """Where a message begins of which neither envelope nor head came: three segments in a row, parted by the same marks."""
    tags = list(islice(_BARE.finditer(text), 40))
    for first, second, third in zip(tags, tags[1:], tags[2:], strict=False):
        same = first[2] == second[2] == third[2]
        end = _before(text, second.start())
        parted = end not in ("", first[2]) and end == _before(text, third.start())
        if same and parted and OF_VOYAGES & {tag[1] for tag in tags}:
            return first.start()
    return -1


def _before(text: str, place: int) -> str:
    """The mark that stands before a tag: the end of the segment before, "\n" where that is the line itself, "" where it is none."""
    held = text[max(0, place - 12) : place]
    last = held.rstrip(BLANK)[-1:]
    if last and not (last.isalnum() or last == "_"):
        return last
    return "\n" if "\n" in held or "\r" in held else ""


def is_teleprinter_heading(text: str) -> bool:
    """Whether what stands before the message is the heading of a Type-B telegram: priority and seven-letter addresses."""
    return bool(_TYPE_B.search(text))


def separators_of(text: str, begin: int, faults: Faults) -> tuple[Separators, int]:
    """The separators of a file and where its first segment after UNA begins. What UNA declares must be what the file uses."""
    start = begin
    declared = None
    if text.startswith("UNA", begin):
        found = _ENVELOPE.search(text, begin + 3)
        start = found.start() if found else min(begin + 9, len(text))
        declared = _declared(text[begin + 3 : start])
    guessed = _guessed(text, start)
    if declared is not None and text[start + 3 : start + 4] == declared.element:
        return declared, start
    if text.startswith("UNA", begin):
        faults.add(Code.SEPARATORS, begin, 1, "UNA")
    return guessed, start


def _declared(marks: str) -> Separators | None:
    """The marks behind UNA: component, element, decimal, release, reserved, terminator. Some senders leave out the reserved blank."""
    marks = marks[:6] if len(marks) >= 6 and marks[5] not in "\r\n" else marks.rstrip("\r\n \t")
    if len(marks) < 5:
        return None
    component, element, release, terminator = marks[0], marks[1], marks[3], marks[-1]
    if len({component, element, terminator} - {release}) < 3 or any(mark.isalnum() for mark in (component, element, terminator)):
        return None
    return Separators(component, element, release.strip(), terminator)


def _guessed(text: str, start: int) -> Separators:
    """The separators by what stands between the first tags."""
    element = text[start + 3 : start + 4] or "+"
    found = _ENDS.search(text, start + 3) or _LINE_ENDS.search(text, start + 3)
    terminator = found[1] if found else "'"
    other = rf"([^\w \t\r\n{re.escape(element + terminator)}])"
    dated = rf"DTM{re.escape(element)}\d{{2,3}}{other}\d"
    beside = re.compile(rf"(?:UNO[A-Z]|IATA|PAXLST|PNRGOV){other}").search(text, start) or re.compile(dated).search(text, start)
    return Separators(beside[1] if beside else ":", element, "?", terminator)


def segments(text: str, begin: int, marks: Separators, utf8: bool, faults: Faults) -> Iterator[Segment]:
    """The segments one after the other. What is no segment is a fault, and the reading goes on behind it."""
    for number, (offset, held) in enumerate(_bodies(text, begin, marks, faults), 1):
        body = held if held.isascii() or not utf8 else held.encode("latin-1").decode("utf-8", errors="replace")
        if "\n" in body or "\r" in body:
            body = body.replace("\r", "").replace("\n", "")
        tag, rest = body[:3], body[3:].lstrip(" ")
        if not _TAG.fullmatch(tag) or rest[:1] not in ("", marks.element, marks.component):
            faults.add(Code.NO_SEGMENT, offset, number, tag if tag.isascii() and tag.isalnum() else "")
            continue
        yield Segment(tag, _elements(rest[1:], marks), offset, number)


def _bodies(text: str, begin: int, marks: Separators, faults: Faults) -> Iterator[tuple[int, str]]:
    end, released = marks.terminator, marks.release
    if released and released in text:
        closed = re.escape(end + released)
        body = re.compile(rf"[^{closed}]*(?:{re.escape(released)}.[^{closed}]*)*", re.DOTALL)
    else:
        body = re.compile(rf"[^{re.escape(end)}]*")
    place, size = begin, len(text)
    while place < size:
        found = body.match(text, place)
        stop = found.end() if found else size
        held = text[place:stop].lstrip(BLANK)
        if held:
            offset = stop - len(held)
            if stop >= size or text[stop] != end:
                faults.add(Code.CUT_OFF, offset, 0, held[:3] if _TAG.match(held) else "")
            yield offset, held.rstrip(BLANK) if end not in "\r\n" else held
        place = stop + 1


def _elements(body: str, marks: Separators) -> list[list[str]]:
    if not marks.release or marks.release not in body:
        return [element.split(marks.component) for element in body.split(marks.element)]
    return [
        [_unreleased(part, marks) for part in _split(element, marks.component, marks.release)]
        for element in _split(body, marks.element, marks.release)
    ]


def _split(text: str, at: str, released: str) -> list[str]:
    parts, held = [], ""
    pieces = text.split(at)
    for piece in pieces:
        held += piece
        if (len(held) - len(held.rstrip(released))) % 2:
            held += at
            continue
        parts.append(held)
        held = ""
    return [*parts, held] if held else parts


def _unreleased(text: str, marks: Separators) -> str:
    return re.sub(re.escape(marks.release) + r"(.)", r"\1", text, flags=re.DOTALL) if marks.release in text else text
