"""A list of who travels as it was read. Texts are as they stood, but for dates, which are ISO 8601, and sex (F, M, X)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lakay.manifests.faults import Fault


class Form(StrEnum):
    """How the file is written."""

    EDIFACT = "edifact"
    TEXT = "text"
    SHEET = "sheet"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What a message is about (BGM of PAXLST: 745 passengers, 250 crew, 266 end of boarding; the others by their own name)."""

    PASSENGERS = "passengers"
    CREW = "crew"
    CLOSE_OUT = "close_out"
    BOOKINGS = "bookings"
    OTHER = "other"


class Mode(StrEnum):
    """How they travel (UN/ECE recommendation 19: 1 sea, 3 road, 4 air)."""

    AIR = "air"
    SEA = "sea"
    BUS = "bus"
    UNKNOWN = ""


class Role(StrEnum):
    """Why somebody is on board (NAD: FL and DDU passengers, the latter in transit; FM and DDT crew)."""

    PASSENGER = "passenger"
    CREW = "crew"
    TRANSIT = "transit"
    TRANSIT_CREW = "transit_crew"


@dataclass(slots=True)
class Paper:
    """A travel document: `type` as the message has it (P, I, A, V …), issuer's code as written, last day as YYYY-MM-DD."""

    type: str = ""
    number: str = ""
    issuer: str = ""
    expires: str = ""


@dataclass(slots=True)
class Traveller:
    """Somebody on board. `full_name` only where nobody took the name apart; `birth` is YYYY-MM-DD, YYYY-MM or YYYY.

    `embarks` and `disembarks` are codes of places; `booking` the locator of the reservation; `segment` where they stand in the file.
    """

    role: Role = Role.PASSENGER
    surname: str = ""
    given_names: str = ""
    full_name: str = ""
    sex: str = ""
    birth: str = ""
    nationality: str = ""
    papers: list[Paper] = field(default_factory=list)
    embarks: str = ""
    disembarks: str = ""
    residence: str = ""
    birth_place: str = ""
    booking: str = ""
    seat: str = ""
    segment: int = 0


@dataclass(slots=True)
class Call:
    """A place on the way. Times are local to the place, YYYY-MM-DDTHH:MM (or a day alone); "" where not said."""

    place: str
    arrives: str = ""
    departs: str = ""


@dataclass(slots=True)
class Message:
    """One message, or one table. `stated` and `stated_crew` are what the sender counted, None where nothing is said.

    `part` and `final` say which piece of a list sent in several this is; pieces share `reference`. `begins` and `ends` are bytes.
    """

    type: str = ""
    kind: Kind = Kind.OTHER
    reference: str = ""
    part: int = 1
    final: bool = True
    carrier: str = ""
    voyage: str = ""
    vessel: str = ""
    mode: Mode = Mode.UNKNOWN
    prepared: str = ""
    route: list[Call] = field(default_factory=list)
    travellers: list[Traveller] = field(default_factory=list)
    stated: int | None = None
    stated_crew: int | None = None
    segments: int = 0
    begins: int = 0
    ends: int = 0

    @property
    def passengers(self) -> list[Traveller]:
        """Those who are not crew."""
        return [who for who in self.travellers if who.role in {Role.PASSENGER, Role.TRANSIT}]

    @property
    def crew(self) -> list[Traveller]:
        """Those who work on board."""
        return [who for who in self.travellers if who.role in {Role.CREW, Role.TRANSIT_CREW}]


@dataclass(slots=True)
class Manifest:
    """A file as read. `raw` are its bytes, all of them and unchanged."""

    raw: bytes
    form: Form = Form.UNKNOWN
    sender: str = ""
    recipient: str = ""
    messages: list[Message] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
