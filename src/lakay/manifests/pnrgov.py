"""PNRGOV 11.1 to 18.1: reservations of a flight, as carriers push them to states (IATA/ICAO/WCO PNRGOV guide).

They are read to be shown: names, documents given at booking (SSR DOCS), locators. Nothing here weighs or sorts anybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lakay.manifests.dates import MONTHS, compact, exists
from lakay.manifests.edifact import Segment
from lakay.manifests.faults import Code, Faults
from lakay.manifests.paxlst import SEXES, voyage_of
from lakay.manifests.values import Call, Kind, Message, Mode, Paper, Role, Traveller

_SSR_DAY = re.compile(r"(\d{2})([A-Z]{3})(\d{2}|\d{4})")


def _ssr_day(text: str, latest: str) -> str:
    """A day as reservations write it: 12MAR84."""
    found = _SSR_DAY.fullmatch(text.upper())
    month = MONTHS.get(found[2].lower(), 0) if found else 0
    if found is None or not month:
        return ""
    if len(found[3]) == 4:
        year = int(found[3])
        return f"{year}-{month:02}-{found[1]}" if exists(year, month, int(found[1])) else ""
    return compact(f"{found[3]}{month:02}{found[1]}", latest)


@dataclass(slots=True)
class Reader:
    """Reads the segments of one message. `today` is YYYY-MM-DD, for years of two digits."""

    message: Message
    faults: Faults
    today: str
    _booking: str = ""
    _who: Traveller | None = None
    _inside: bool = False

    def __post_init__(self) -> None:
        self.message.kind, self.message.mode = Kind.BOOKINGS, Mode.AIR

    def take(self, segment: Segment) -> None:
        """One segment of the message."""
        handler = HANDLERS.get(segment.tag)
        if handler is not None:
            handler(self, segment)

    def origin(self, at: Segment) -> None:
        """ORG: the carrier that sends."""
        self.message.carrier = self.message.carrier or at.get(0)

    def travel(self, at: Segment) -> None:
        """TVL before the first reservation: the flight. Inside a reservation it is the journey of that traveller, which is not kept."""
        message = self.message
        if self._inside or message.voyage or len(at.elements) < 5:
            return
        leaves, arrives = self._time(at, 0), self._time(at, 2)
        message.route = [Call(at.get(1), departs=leaves), Call(at.get(2), arrives=arrives)]
        message.voyage = voyage_of(at.get(3) + at.get(4))
        message.carrier = message.carrier or at.get(3)

    def _time(self, at: Segment, first: int) -> str:
        day, clock = at.get(0, first), at.get(0, first + 1)
        if len(day) != 6:
            return ""
        turned = day[4:6] + day[2:4] + day[:2]
        found = compact(turned + clock) or compact(turned)
        if not found:
            self.faults.add(Code.BAD_DATE, at.offset, at.number, at.tag)
        return found

    def number(self, at: Segment) -> None:
        """EQN: how many reservations the sender counted."""
        text = at.get(0)
        if not self._inside and text.isdigit() and text.isascii() and len(text) < 7 and self.message.stated is None:
            self.message.stated = int(text)

    def start(self, at: Segment) -> None:
        """SRC: a reservation begins."""
        self._inside, self._booking, self._who = True, "", None

    def locator(self, at: Segment) -> None:
        """RCI: carrier and locator."""
        self._booking = self._booking or at.get(0, 1)

    def traveller(self, at: Segment) -> None:
        """TIF: a traveller of the reservation: surname + given names:type:number."""
        if not self._inside:
            return
        self._who = Traveller(Role.PASSENGER, at.get(0), at.get(1), booking=self._booking, segment=at.number)
        self.message.travellers.append(self._who)
        if not (at.get(0) or at.get(1)):
            self.faults.add(Code.NO_NAME, at.offset, at.number, at.tag)

    def special(self, at: Segment) -> None:
        """SSR DOCS: /P/HTI/number/HTI/12MAR84/F/30JUN28/SURNAME/GIVEN, as one text in the last component or in elements."""
        if at.get(0) != "DOCS" or self._who is None:
            return
        text = next((part for element in at.elements for part in element if part.startswith("/") and part.count("/") >= 4), "")
        fields = [part.strip() for part in text.split("/")[1:]] + [""] * 8
        kind, issuer, number, nationality, birth, sex, expires = fields[:7]
        if not number:
            return
        self._who.papers.append(Paper(kind, number, issuer, _ssr_day(expires, "")))
        self._who.nationality = self._who.nationality or nationality
        self._who.birth = self._who.birth or _ssr_day(birth, self.today)
        self._who.sex = self._who.sex or SEXES.get(sex[:1].upper(), "")


HANDLERS: dict[str, Callable[[Reader, Segment], None]] = {
    "ORG": Reader.origin,
    "TVL": Reader.travel,
    "EQN": Reader.number,
    "SRC": Reader.start,
    "RCI": Reader.locator,
    "TIF": Reader.traveller,
    "SSR": Reader.special,
}
