"""Invented voyages of today: flights, a boat and a bus, whose lists came in through the same door as real ones would.

XV and QZ are no airline's codes; nobody on the lists exists. Some of them passed the booths before, and one is on the alert list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from lakay.border.passengers.receiving import gates_on, program, receive
from lakay.demo.inventing import Invented, Names, invent
from lakay.kernel.actors import Actor
from lakay.watchlist.models import Alert

People = Mapping[str, Actor]


@dataclass(frozen=True, slots=True)
class Voyage:
    """A voyage: from where to which post, when (hours from now), how many people, and who brings its list ("" for the inbox)."""

    number: str
    origin: str
    post: str
    hours: float
    people: int
    brings: str = ""


FLIGHTS = (
    Voyage("XV412", "MIA", "HT-CAP", 1.5, 42),
    Voyage("QZ77", "SDQ", "HT-CAP", 5, 18, "stanley"),
    Voyage("XV418", "MIA", "HT-PAP", 3, 61),
)
BOAT = Voyage("SA-118", "Providenciales", "HT-CAP-SEA", 2, 23, "yolette")
BUS = Voyage("BIS-7", "Santo Domingo", "HT-OUA", -0.5, 31, "rose-laure")

VESSELS = {BOAT.number: "Navire;Sent Ann II", BUS.number: "Otobis;XX-0000"}
CREW = 4


def expect_voyages(people: People, names: Names, random: Random, at: datetime, known: Sequence[Invented] = ()) -> int:
    """Take in the lists of today, for the posts that there are. `known` are people who passed before; a few of them travel again.
    Returns how many voyages.

    Somebody looked for sits in the first aircraft, and somebody to be protected in the bus.
    """
    waiting = list({who.number: who for who in known}.values())
    open_posts = {gate.code for gate in gates_on(at.date())}
    voyages = [voyage for voyage in (*FLIGHTS, BOAT, BUS) if voyage.post in open_posts]
    for voyage in voyages:
        again = _some(waiting)
        if voyage in (FLIGHTS[0], BUS):
            again += _looked_for(at, protective=voyage is BUS)
        aboard = _aboard(voyage, names, random, at, again)
        head = VESSELS.get(voyage.number)
        _take(voyage, _table(voyage, head, aboard, at) if head else _flight(voyage, aboard, at), people, at)
    return len(voyages)


def _some(waiting: list[Invented]) -> list[Invented]:
    return [waiting.pop() for _n in range(min(2, len(waiting)))]


def _looked_for(at: datetime, *, protective: bool) -> list[Invented]:
    """One of those whom the invented alert list means, as a passenger."""
    for alert in Alert.objects.standing(at).filter(protective=protective).exclude(birth="").order_by("id"):
        contents = alert.contents
        if contents.names and contents.birth.exact and contents.nationalities:
            name, born, country = contents.names[0], contents.birth.exact, contents.nationalities[0]
            number = contents.documents[0].number if contents.documents else f"X{born:%y%m%d}"
            return [Invented(name.family, name.given, contents.sex or "X", born, country, number, at.date(), ())]
    return []


def _aboard(voyage: Voyage, names: Names, random: Random, at: datetime, again: list[Invented]) -> list[Invented]:
    again = list({(who.surname, who.given_names, who.born_on): who for who in again}.values())
    return again + [invent(random, names, at.date()) for _n in range(voyage.people - len(again))]


def _take(voyage: Voyage, raw: bytes, people: People, at: datetime) -> None:
    by = people.get(voyage.brings)
    name = f"{voyage.number}.txt"
    if by is None:
        receive(raw, by=program(), at=at, channel="inbox", name=name)
    else:
        receive(raw, by=by, at=at, channel="page", name=name, here=by.post)


def _local(voyage: Voyage, at: datetime) -> datetime:
    """The expected hour on the clock of the island, five hours behind UTC (four in summer: the demo does not mind)."""
    return at + timedelta(hours=voyage.hours - 5)


def _flight(voyage: Voyage, aboard: Sequence[Invented], at: datetime) -> bytes:
    """A PAXLST with a small crew."""
    lands, leaves = _local(voyage, at), _local(voyage, at) - timedelta(hours=2)
    head = [
        f"UNB+UNOC:4+{voyage.number[:2]}:ZZ+HTAPIS:ZZ+{at:%y%m%d:%H%M}+1++APIS",
        f"UNH+1+PAXLST:D:05B:UN:IATA+{voyage.number}/{lands:%y%m%d/%H%M}+01:F",
        *("BGM+745", f"TDT+20+{voyage.number}", f"LOC+125+{voyage.origin}", f"DTM+189:{leaves:%y%m%d%H%M}:201"),
        *(f"LOC+87+{voyage.post.partition('-')[2]}", f"DTM+232:{lands:%y%m%d%H%M}:201"),
    ]
    working = [_segments("FM", who) for who in aboard[-CREW:]]
    travelling = [_segments("FL", who) for who in aboard[:-CREW]]
    body = [line for lines in (*travelling, *working) for line in lines]
    foot = [f"CNT+42:{len(travelling)}", f"CNT+41:{len(working)}"]
    lines = [*head, *body, *foot]
    return "".join(f"{line}'\n" for line in [*lines, f"UNT+{len(lines)}+1", "UNZ+1+1"]).encode("latin-1", errors="replace")


def _segments(role: str, who: Invented) -> list[str]:
    surname, given = (part.replace("'", "?'") for part in (who.surname, who.given_names))
    return [
        *(f"NAD+{role}+++{surname}:{given}", f"ATT+2++{who.sex}", f"DTM+329:{who.born_on:%y%m%d}", f"NAT+2+{who.country}"),
        *(f"DOC+P:110:111+{who.number}", f"DTM+36:{who.expires_on:%y%m%d}", f"LOC+91+{who.country}"),
    ]


def _table(voyage: Voyage, vessel: str, aboard: Sequence[Invented], at: datetime) -> bytes:
    """A captain's or a driver's list, as a spreadsheet saves it."""
    about = [vessel, f"Vwayaj;{voyage.number}", f"Soti;{voyage.origin}", f"Pou;{voyage.post}"]
    head = [*about, f"Rive;{_local(voyage, at):%Y-%m-%d %H:%M}", "Siyati;Non;Seks;Dat nesans;Nasyonalite;Nimewo paspo;Fonksyon"]
    work = ["Kapiten", *[""] * (len(aboard) - 1)]
    rows = [
        f"{who.surname};{who.given_names};{who.sex};{who.born_on:%d/%m/%Y};{who.country};{who.number};{work[place]}"
        for place, who in enumerate(aboard)
    ]
    return "\n".join([*head, *rows, f"Total;{len(aboard) - 1}", ""]).encode()


__all__ = ["expect_voyages"]
