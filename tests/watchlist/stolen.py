"""What a hub, a post and a thief do in the proof that a stolen post cannot list whom the country looks for. Run inside a node's process."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from django.conf import settings
from django.db import connection

from lakay.journal.models import Event
from lakay.journal.registry import tables
from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist.actions import decide_batch, decide_change, propose_end
from lakay.watchlist.decoys import MET, place
from lakay.watchlist.keeper import program
from lakay.watchlist.loading import load_sheet, settle_all
from lakay.watchlist.locking import lock_waiting
from lakay.watchlist.models import Alert, Batch, Change, Lock
from lakay.watchlist.queries import hits
from lakay.watchlist.rules import locks
from lakay.watchlist.rules.contents import Contents, WantedDocument, WantedName
from lakay.watchlist.rules.sheet import Sheet
from tests.watchlist.conftest import staff

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
START = 3
"""Bytes by which a word is looked for first."""
CHEAP = 4
"""The price of a guess is not what is tested here, and would be paid forty thousand times."""

SYLLABLES = [one + two for one, two in product("bdfgklmnprstvz", "aeiou")]


def person(number: int) -> tuple[str, str, PartialDate, str]:
    """Somebody invented, whose words stand nowhere else: family name, given name, date of birth, passport."""
    rest, two = divmod(number, len(SYLLABLES))
    three, one = divmod(rest, len(SYLLABLES))
    more = SYLLABLES[three] if three else ""
    family = f"kwa{SYLLABLES[one]}{SYLLABLES[two]}{more}ndor".title()
    given = f"wil{SYLLABLES[two]}{SYLLABLES[one]}mita".title()
    return family, given, PartialDate(1950 + number % 50, 1 + number % 12, 1 + number % 28), f"ZX{number:07}"


def listed(count: int) -> int:
    """Two people put so many on the list of this hub, and it is locked for the posts."""
    officer, approver = staff("kerline", "alert_officer", "PNH"), staff("gesner", "alert_approver", "DIE")
    contents = [_wanted(number) for number in range(count)]
    batch = Batch.objects.get(pk=load_sheet(Sheet(contents), by=officer, at=AT, file_name="list", reason="A list."))
    decide_batch(by=approver, at=AT, batch=batch, approve=True, reason="Seen.")
    settle_all(batch, by=approver, at=AT)
    locks.COST = CHEAP
    return lock_waiting(by=program(), clock=lambda: AT)


def _wanted(number: int) -> Contents:
    family, given, birth, passport = person(number)
    return Contents(
        category="wanted",
        from_at=AT,
        until_at=AT + timedelta(days=30),
        names=(WantedName(family, given),),
        documents=(WantedDocument("HTI", passport, "passport"),),
        birth=birth,
        sex="F",
        nationalities=("HTI",),
        legal_basis=f"Warrant of {family}",
        legal_reference=f"PAP-{passport}",
        authority="Court",
        note=f"{given} was seen in Okap.",
    )


def ended(number: int) -> None:
    """An alert is taken off the list."""
    officer, approver = staff("kerline", "alert_officer", "PNH"), staff("gesner", "alert_approver", "DIE")
    later = AT + timedelta(hours=1)
    alert = next(one for one in Alert.objects.filter(status="active") if one.names[0][0] == person(number)[0])
    propose_end(by=officer, at=later, alert=alert, reason="Found.")
    decide_change(by=approver, at=later, change=Change.objects.get(alert=alert), approve=True, reason="Seen.")
    lock_waiting(by=program(), clock=lambda: later)


def met(number: int, how: str) -> list[list[str]]:
    """What a booth of this node is told of the traveller."""
    family, given, birth, passport = person(number)
    by_name: dict[str, Any] = {"surname": family.upper(), "given_names": given.upper(), "birth": birth}
    asked = {"name": by_name, "document": {"document": ("HTI", passport, "P")}, "nothing": {}}[how]
    return [[hit.category, hit.basis.value] for hit in hits(**asked, at=AT + timedelta(hours=2))]


def told_by_all(words: list[str]) -> list[str]:
    """Which of these words a thief reads who has the running store and all its keys: every value of every table as the program sees it,
    what is base64 in it undone, and every byte of the file."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folded = {word: word.casefold().encode() for word in words}
    wanted = set(folded.values())
    found = among(wanted, "\n".join(_values()).casefold().encode())
    for path in settings.DATA.rglob("*"):
        if path.is_file():
            found |= among(wanted, path.read_bytes().lower())
    return [word for word in words if folded[word] in found]


def among(words: set[bytes], text: bytes) -> set[bytes]:
    """Which of many words stand in a text, also inside others: one way through it for all of them. They have START bytes at least."""
    starts = b"|".join(re.escape(start) for start in sorted({word[:START] for word in words}))
    lengths = {len(word) for word in words}
    places = (one.start() for one in re.finditer(b"(?=%s)" % starts, text))
    return {text[place : place + length] for place in places for length in lengths} & words


def _values() -> list[str]:
    found: list[str] = []
    for table in tables().values():
        for row in table.model._default_manager.values_list():
            found += [str(value) for value in row]
    return found + [_undone(value) for value in found if len(value) > 100]


def _undone(value: str) -> str:
    try:
        return b64decode(value, validate=True).decode("latin-1")
    except (Error, ValueError):
        return ""


def counted() -> list[int]:
    """Alerts, locked entries and decoys of this node."""
    decoys = Lock.objects.exclude(post="").count()
    return [Alert.objects.count(), Lock.objects.count() - decoys, decoys]


def decoy(post: str, number: int) -> int:
    """Somebody who does not exist is put on the list of one post."""
    locks.COST = CHEAP
    approver = staff("gesner", "alert_approver", "DIE")
    return place(post, [_wanted(number)], by=approver, at=AT)


def decoys_met() -> int:
    """How often this node knows that a decoy was asked about."""
    return Event.objects.filter(action=MET).count()
