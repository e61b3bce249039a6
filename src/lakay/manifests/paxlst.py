"""PAXLST: who is on board, as carriers send it (WCO/IATA/ICAO guide to advance passenger information; UN/EDIFACT D.02B and later).

The older form of the United States (`PDT`, one segment a traveller) and the crew lists of the same message are read by the same table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lakay.manifests.dates import compact
from lakay.manifests.edifact import Segment
from lakay.manifests.faults import Code, Faults
from lakay.manifests.values import Call, Kind, Message, Mode, Paper, Role, Traveller

KINDS = {"745": Kind.PASSENGERS, "250": Kind.CREW, "336": Kind.CREW, "266": Kind.CLOSE_OUT}
ROLES = {
    "FL": Role.PASSENGER,
    "DDU": Role.TRANSIT,
    "FM": Role.CREW,
    "DDT": Role.TRANSIT_CREW,
    "VW": Role.CREW,  # the driver in lists of lorries and buses of the United States
    "PAX": Role.PASSENGER,
    "CRW": Role.CREW,
    "CREW": Role.CREW,
}
MODES = {"1": Mode.SEA, "3": Mode.BUS, "4": Mode.AIR, "40": Mode.AIR, "10": Mode.SEA, "30": Mode.BUS}
DEPARTS = {"125", "5", "9"}
ARRIVES = {"87", "8", "11"}
NEXT = {"92", "130"}
ARRIVAL_TIMES = {"132", "178", "232"}
DEPARTURE_TIMES = {"133", "136", "186", "189"}
SEXES = {"M": "M", "F": "F", "U": "X", "X": "X"}

_VOYAGE = re.compile(r"([A-Z0-9]{2}[A-Z]?)\s*0*(\d{1,4})([A-Z]?)")
_LETTERS = re.compile(r"[^\W\d_]")


def voyage_of(text: str) -> str:
    """The number of a flight without blanks and leading zeros (`AA 0346` is AA346); what is no flight stays as it is."""
    found = _VOYAGE.fullmatch(text.strip().upper())
    return f"{found[1]}{found[2]}{found[3]}" if found else text.strip()


def carrier_of(voyage: str) -> str:
    """The carrier's code in front of a flight's number; "" for other voyages."""
    found = _VOYAGE.fullmatch(voyage)
    return found[1] if found else ""


def place_of(text: str) -> str:
    """A place without its country, where the two were written together (NZAKL is AKL)."""
    return text[2:] if len(text) == 5 and text.isalpha() else text


@dataclass(slots=True)
class Reader:
    """Reads the segments of one message. `today` is YYYY-MM-DD, for years of two digits."""

    message: Message
    faults: Faults
    today: str
    _who: Traveller | None = None
    _paper: Paper | None = None
    _call: Call | None = None
    _waiting: dict[str, str] = field(default_factory=dict)

    def take(self, segment: Segment) -> None:
        """One segment of the message."""
        handler = HANDLERS.get(segment.tag)
        if handler is not None:
            handler(self, segment)

    def _fault(self, code: Code, at: Segment, detail: str = "") -> None:
        self.faults.add(code, at.offset, at.number, detail or at.tag)

    def head(self, at: Segment) -> None:
        """BGM: what the message is about."""
        self.message.kind = KINDS.get(at.get(0), Kind.PASSENGERS)

    def transport(self, at: Segment) -> None:
        """TDT: the voyage, the carrier, how they travel, the ship's name. A second one tells of a later leg and changes nothing."""
        message = self.message
        if message.voyage:
            return
        message.voyage = voyage_of(at.get(1))
        message.mode = MODES.get(at.get(2).lstrip("0"), Mode.UNKNOWN)
        message.carrier = at.get(4) or at.get(3) or carrier_of(message.voyage)
        message.vessel = at.get(7, 3) or at.get(7)
        if not message.mode and carrier_of(message.voyage):
            message.mode = Mode.AIR
        if not message.voyage:
            self._fault(Code.NO_VOYAGE, at)

    def place(self, at: Segment) -> None:
        """LOC: a place of the voyage; behind a traveller, where they get on and off, live or were born; behind a paper, its issuer."""
        role, code = at.get(0).lstrip("0"), at.get(1)
        if self._paper is not None and role == "91":
            self._paper.issuer = code
        elif self._who is not None:
            self._of_traveller(role, code)
        elif role in DEPARTS | ARRIVES | NEXT:
            self._on_the_way(role, place_of(code))

    def _of_traveller(self, role: str, code: str) -> None:
        who = self._who
        if who is None:
            return
        if role == "178":
            who.embarks = code
        elif role == "179":
            who.disembarks = code
        elif role == "174":
            who.residence = code
        elif role == "180":
            who.birth_place = code

    def _on_the_way(self, role: str, place: str) -> None:
        route = self.message.route
        self._call = next((call for call in route if call.place == place), None)
        if self._call is None:
            self._call = Call(place)
            route.insert(0, self._call) if role in DEPARTS and not any(call.departs for call in route) else route.append(
                self._call
            )

    def moment(self, at: Segment) -> None:
        """DTM: a birth (329), the end of a document (36), a time of the voyage (132, 178, 232 arrival; 133, 136, 186, 189 departure)."""
        what, text = at.get(0).lstrip("0"), at.get(0, 1) or "".join(part[0] for part in at.elements[1:3])
        if len(at.get(0, 2)) == 4:  # some write day and hour apart
            text += at.get(0, 2)
        if what == "329" and self._who is not None:
            self._who.birth = self._day(text, at, self.today)
        elif what == "36" and self._paper is not None:
            self._paper.expires = self._day(text, at)
        elif what in ARRIVAL_TIMES | DEPARTURE_TIMES and self._call is not None:
            time = self._day(text, at)
            if what in ARRIVAL_TIMES:
                self._call.arrives = time
            else:
                self._call.departs = time
        elif what == "137":
            self.message.prepared = self._day(text, at)

    def _day(self, text: str, at: Segment, latest: str = "") -> str:
        found = compact(text[:12] if len(text) > 12 else text, latest)
        if text and not found:
            self._fault(Code.BAD_DATE, at)
        return found

    def name(self, at: Segment) -> None:
        """NAD: a traveller (FL, FM, DDU, DDT); the sender (MS) is left out. Names are in C080, or, from some, in C058."""
        role = ROLES.get(at.get(0))
        self._paper = None
        if role is None:
            self._who = None
            return
        names = next((at.elements[place] for place in (3, 2) if place < len(at.elements) and any(at.elements[place])), [])
        who = Traveller(role, names[0].strip() if names else "", " ".join(part.strip() for part in names[1:3] if part.strip()))
        self._enter(who, at)

    def _enter(self, who: Traveller, at: Segment) -> None:
        who.segment = at.number
        self._who = who
        self.message.travellers.append(who)
        if not who.surname and not who.given_names:
            self._fault(Code.NO_NAME, at)

    def sex(self, at: Segment) -> None:
        """ATT+2: the sex."""
        if self._who is None or at.get(0) != "2":
            return
        said = at.get(2) or at.get(1)
        self._who.sex = SEXES.get(said.upper(), "")
        if said and not self._who.sex:
            self._fault(Code.BAD_SEX, at)

    def nationality(self, at: Segment) -> None:
        """NAT."""
        if self._who is not None:
            self._who.nationality = at.get(1) or at.get(0)

    def document(self, at: Segment) -> None:
        """DOC: a travel document; what follows it (DTM+36, LOC+91) is about it."""
        if self._who is None:
            return
        self._paper = Paper(at.get(0), at.get(1).replace(" ", ""))
        self._who.papers.append(self._paper)

    def reference(self, at: Segment) -> None:
        """RFF: the reservation (AVF) and the seat (SEA) of a traveller."""
        if self._who is not None and at.get(0) == "AVF":
            self._who.booking = at.get(0, 1)
        elif self._who is not None and at.get(0) == "SEA":
            self._who.seat = at.get(0, 1)

    def count(self, at: Segment) -> None:
        """CNT: 42 all passengers, 41 all crew."""
        what, number = at.get(0), at.get(0, 1).strip()
        if not (number.isdigit() and number.isascii()) or len(number) > 6:
            self._fault(Code.BAD_NUMBER, at)
        elif what == "42":
            self.message.stated = int(number)
        elif what == "41":
            self.message.stated_crew = int(number)

    def whole(self, at: Segment) -> None:
        """PDT of the United States: document/number:expiry:issuer + surname:given:initial:birth:sex + PAX or CRW + from:to."""
        kind, _slash, number = at.get(0).partition("/")
        names = [part for part in (at.get(1, 1), at.get(1, 2)) if part]
        who = Traveller(ROLES.get(at.get(2), Role.PASSENGER), at.get(1), " ".join(names))
        who.birth = self._day(at.get(1, 3), at, self.today)
        who.sex = SEXES.get(at.get(1, 4).upper(), "")
        who.embarks, who.disembarks = place_of(at.get(3)), place_of(at.get(3, 1))
        if number:
            who.papers.append(Paper(kind, number, at.get(0, 2), self._day(at.get(0, 1), at)))
        who.nationality = at.get(0, 2)
        self._enter(who, at)
        self._who = None


HANDLERS: dict[str, Callable[[Reader, Segment], None]] = {
    "BGM": Reader.head,
    "TDT": Reader.transport,
    "LOC": Reader.place,
    "DTM": Reader.moment,
    "NAD": Reader.name,
    "ATT": Reader.sex,
    "NAT": Reader.nationality,
    "DOC": Reader.document,
    "RFF": Reader.reference,
    "CNT": Reader.count,
    "PDT": Reader.whole,
}
