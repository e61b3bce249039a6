"""What the story of an alert list needs: its files, its two travellers, and what is done in a node's own process."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management import call_command

from lakay.demo.nodes import joining
from lakay.demo.staff import settle
from lakay.journal.keys import make_node_keys
from lakay.journal.writer import one_turn
from lakay.kernel.actors import system_actor
from lakay.kernel.clock import SystemClock
from lakay.places.pack.load import read_pack
from lakay.sync.runner import speak_now
from tests.watchlist.stolen import counted, person, told_by_all

CHEAP = "from lakay.watchlist.rules import locks; locks.COST = 4; from lakay.cli.main import main; main()"
"""`lakay`, with a low price of a guess: what one costs is not what is told here, and would be paid for every entry."""


class Passenger(NamedTuple):
    """Somebody who travels, as their passport says it."""

    family: str
    given: str
    sex: str
    born: date
    number: str


SOUGHT = ("Dieudonné", "Jean-Baptiste", "M", "1984-03-07", "PP7700001")
NAMESAKE = ("Joseph", "Marie Ange", "F", "1991", "PP7700002")
"""Two who are looked for, as the list has them: family name, given names, sex, birth, passport. Of the second it knows the year alone."""

JANBATIS = Passenger("Dyedone", "Janbatis", "M", date(1984, 3, 7), "RT4410001")
"""The first of them, by a passport of another number and a spelling of his own."""
MARIE = Passenger("Joseph", "Marie Ange", "F", date(1991, 6, 2), "RT4410002")
"""Not the second of them."""
OTHERS = (Passenger("Sanon", "Evens", "M", date(1979, 12, 12), "RT4410003"),)


def a_list(count: int) -> str:
    """A file of so many entries, as an agency sends it: the two of the story among people whose words stand nowhere else."""
    held = StringIO()
    table = csv.writer(held)
    table.writerow(("ID", "Family name", "Given names", "Sex", "Date of birth", "Nationality", "Country", "Passport"))
    rows = [SOUGHT, NAMESAKE, *(_invented(number) for number in range(count - 2))]
    for number, (family, given, sex, birth, passport) in enumerate(rows, 1):
        table.writerow((f"Q{number}", family, given, sex, birth, "HTI", "HTI", passport))
    return held.getvalue()


def _invented(number: int) -> tuple[str, str, str, str, str]:
    family, given, birth, passport = person(number)
    return family, given, "F", f"{birth.year}-{birth.month:02}-{birth.day:02}", passport


def a_bus(people: Sequence[Passenger], arrives: datetime) -> str:
    """A driver's list, with the hour on the clock of the post."""
    head = f"Otobis;XX-0000\nVwayaj;BIS-7\nSoti;Dajabón\nPou;HT-OUA\nRive;{arrives:%Y-%m-%d %H:%M}\n"
    lines = [f"{who.family};{who.given};{who.sex};{who.born:%d/%m/%Y};{who.number}\n" for who in people]
    return f"{head}Siyati;Non;Seks;Dat nesans;Nimewo paspo\n{''.join(lines)}"


def found(address: str) -> str:
    """Make this node, which has its keys and places, the hub, with the staff of the demo and no alert. Returns the code for a new post."""
    now = SystemClock().now()
    founder = system_actor("demo", permissions=frozenset({"access:staff:manage", "access:grant:manage"}))
    with one_turn():
        list(settle(read_pack(settings.PACK), founder, now))
    joining.found("Hub", "MICT", address, now)
    return joining.make_invitation("post", "HT-OUA", "DIE", "", now)


def ask(address: str, code: str) -> str:
    """A new machine asks to come in; returns the groups to compare."""
    call_command("migrate", verbosity=0)
    make_node_keys()
    return joining.ask(address, code, "Ouanaminthe", SystemClock().now())


def admit(groups: str) -> None:
    """The hub's other administrator admits the machine."""
    joining.let_in(groups, SystemClock().now())


def enter(address: str) -> str:
    """The machine hears that it is in, and gets the country."""
    heard = joining.hear(address, SystemClock().now())
    fetch()
    return heard


def fetch() -> int:
    """Speak to the hub; returns how many locked entries lie here now."""
    speak_now(SystemClock(), lambda _node, _told: None)
    return counted()[1]


def stolen(count: int) -> dict[str, Any]:
    """Whoever carries this machine away, with all its keys, reads everything on it. Which words of the list does he find?"""
    invented = [person(number) for number in range(count - 2)]
    words = [word for family, given, _birth, passport in invented for word in (family, given, passport)]
    return {"alerts": counted()[0], "entries": counted()[1], "read": told_by_all([*words, SOUGHT[0], SOUGHT[4], NAMESAKE[4]])}
