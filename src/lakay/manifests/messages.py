"""The messages of an EDIFACT file: what envelopes say and whether they hold, and which reader each message gets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lakay.manifests import paxlst, pnrgov
from lakay.manifests.edifact import (
    BLANK,
    Segment,
    decoded,
    first_segment,
    is_teleprinter_heading,
    segments,
    separators_of,
)
from lakay.manifests.faults import Code, Faults
from lakay.manifests.values import Form, Kind, Manifest, Message

ENVELOPES = {"UNB", "UNG", "UNE", "UNZ", "UIB", "UIZ"}
OF_PEOPLE = {"BGM", "MSG", "NAD", "TDT", "PDT", "TVL"}
"""With these a message begins although its head is missing."""

_PART = re.compile(r"0*(\d{1,3})(?:[CF])?")


@dataclass(slots=True)
class _Walk:
    """Goes through the segments of a file."""

    manifest: Manifest
    faults: Faults
    today: str
    message: Message | None = None
    reader: paxlst.Reader | pnrgov.Reader | None = None
    has_head: bool = False
    open: Segment | None = None
    closed: bool = False
    last: int = 0

    def take(self, at: Segment) -> None:
        """The next segment."""
        self.last = at.number
        if at.tag in ENVELOPES:
            self._envelope(at)
        elif at.tag in {"UNH", "UIH"}:
            self._begin(at)
        elif at.tag in {"UNT", "UIT"}:
            self._end(at)
        elif self.message is None and at.tag in OF_PEOPLE:
            self.faults.add(Code.NO_UNH, at.offset, at.number, at.tag)
            self._open(at, Message("PNRGOV" if at.tag in {"MSG", "TVL"} else "PAXLST", begins=at.offset))
            self._inside(at)
        else:
            self._inside(at)

    def _inside(self, at: Segment) -> None:
        if self.message is not None:
            self.message.segments += 1
        if self.reader is not None:
            self.reader.take(at)

    def _envelope(self, at: Segment) -> None:
        if at.tag in {"UNB", "UIB"}:
            self.has_head, self.closed = True, False
            self.open = at
            self.manifest.sender, self.manifest.recipient = at.get(1), at.get(2)
        self._finish(at)
        if at.tag == "UNZ":
            self.closed = True
            held, groups = len(self.manifest.messages), at.get(0)
            if _is_number(groups) and int(groups[:6]) > max(held, 1):
                self.faults.add(Code.UNZ_COUNT, at.offset, at.number, groups)

    def _begin(self, at: Segment) -> None:
        self._finish(at)
        name = at.get(1).upper()
        found = Message(name, begins=at.offset, segments=1)
        found.reference = at.get(2) or at.get(0)
        if part := _PART.fullmatch(at.get(3)):
            found.part, found.final = int(part[1]), at.get(3, 1) == "F" or at.get(3).endswith("F")
        self._open(at, found)

    def _open(self, at: Segment, message: Message) -> None:
        self.message, self.open = message, at
        self.manifest.messages.append(message)
        self.reader = None
        if message.type == "PNRGOV":
            self.reader = pnrgov.Reader(message, self.faults, self.today)
        elif message.type == "PAXLST":
            message.kind = Kind.PASSENGERS
            self.reader = paxlst.Reader(message, self.faults, self.today)
        else:
            self.faults.add(Code.UNKNOWN_MESSAGE, at.offset, at.number, message.type)

    def _end(self, at: Segment) -> None:
        message, opened = self.message, self.open
        if message is None or opened is None:
            self.faults.add(Code.NO_UNH, at.offset, at.number, at.tag)
            return
        message.segments += 1
        stated = at.get(0)
        if _is_number(stated) and stated.lstrip("0") != str(message.segments):
            self.faults.add(Code.UNT_COUNT, at.offset, at.number, f"{stated[:6]}/{message.segments}")
        if opened.tag == "UNH" and at.get(1) and at.get(1) != opened.get(0):
            self.faults.add(Code.UNT_REFERENCE, at.offset, at.number)
        self._close(message, at)

    def _close(self, message: Message, at: Segment) -> None:
        message.ends = at.offset
        self.message = self.reader = None
        if message.type not in {"PAXLST", "PNRGOV"}:
            return
        if not message.voyage:
            self.faults.add(Code.NO_VOYAGE, message.begins, at.number, message.type)
        if not message.route and message.kind is not Kind.CLOSE_OUT:
            self.faults.add(Code.NO_ROUTE, message.begins, at.number, message.type)

    def _finish(self, at: Segment) -> None:
        if self.message is not None:
            self.faults.add(Code.NO_UNT, at.offset, at.number, at.tag)
            self._close(self.message, at)

    def finish(self, size: int) -> None:
        """The file is at its end."""
        self._finish(Segment("", [], size, self.last))
        if not self.manifest.messages:
            self.faults.add(Code.NO_MESSAGE)
        if not self.has_head:
            self.faults.add(Code.NO_UNB, 0, 1)
        elif not self.closed:
            self.faults.add(Code.NO_UNZ, size, self.last)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def read_messages(raw: bytes, today: str) -> Manifest | None:
    """All messages of a file with their faults; None if it is no EDIFACT at all. `today` is YYYY-MM-DD."""
    text, utf8 = decoded(raw)
    begin = first_segment(text)
    if begin < 0:
        return None
    faults = Faults()
    manifest = Manifest(raw, Form.EDIFACT, faults=faults.found)
    heading = text[:begin].strip(BLANK)
    if heading and heading != "\xef\xbb\xbf" and not is_teleprinter_heading(heading):
        faults.add(Code.LEADING_BYTES, 0, 0)
    marks, start = separators_of(text, begin, faults)
    walk, at = _Walk(manifest, faults, today), 0
    for each in segments(text, start, marks, utf8, faults):
        walk.take(each)
        at = each.offset
    walk.finish(max(at, len(raw)))
    _count(manifest, faults)
    return manifest


def _count(manifest: Manifest, faults: Faults) -> None:
    """Hold what senders counted against who is listed, over all pieces of a list, and look for pieces that are missing."""
    lists: dict[tuple[str, str, str], list[Message]] = {}
    for place, message in enumerate(manifest.messages):
        alone = message.final and message.part == 1
        lists.setdefault((message.type, message.reference if not alone else str(place), message.kind), []).append(message)
    for parts in lists.values():
        last = parts[-1]
        missing = {part.part for part in parts} != set(range(1, max(part.part for part in parts) + 1))
        if missing or not any(part.final for part in parts):
            faults.add(Code.PART_MISSING, last.begins, 0, last.type)
        elif last.type == "PAXLST" and last.kind is not Kind.CLOSE_OUT:
            _compare(parts, faults)


def _compare(parts: list[Message], faults: Faults) -> None:
    last = parts[-1]
    stated = next((part.stated for part in reversed(parts) if part.stated is not None), None)
    crew = next((part.stated_crew for part in reversed(parts) if part.stated_crew is not None), None)
    everyone, working = sum(len(part.travellers) for part in parts), sum(len(part.crew) for part in parts)
    people = everyone if last.kind is Kind.CREW else everyone - working
    if stated is not None and stated not in {people, everyone}:
        faults.add(Code.PEOPLE_COUNT, last.begins, 0, f"{stated}/{people}")
    if crew is not None and crew != working:
        faults.add(Code.PEOPLE_COUNT, last.begins, 0, f"{crew}/{working}")
