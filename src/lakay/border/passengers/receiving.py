"""A file is read, found its posts, taken in once, and its people screened: the same way for a page, the inbox and a feed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from lakay.border.models import Passenger, PassengerFile, PassengerList
from lakay.border.pack import pack
from lakay.border.passengers.actions import Came, erase_lists, note_screened, take_lists
from lakay.border.passengers.expecting import Expected, Gate, expect
from lakay.border.passengers.pack import terms
from lakay.border.passengers.shape import as_listed
from lakay.border.permissions import PASSENGER_BRING
from lakay.journal.erasure import CAN_ERASE, Erased, NobodyToErase
from lakay.kernel.actors import Actor, system_actor
from lakay.manifests import Manifest, Message, read
from lakay.places.models import Post
from lakay.places.queries import posts_on
from lakay.watchlist.queries import Hit, hits

log = logging.getLogger(__name__)

MOST_BYTES = 8_000_000
MOST_PEOPLE = 6_000
"""On one file: more than any ship or aircraft carries. A longer one is not taken in, for one event holds it all."""


class NoList(ValueError):
    """Nobody's list is in the file, or it is for none of our posts. `found` tells what is wrong with it."""

    def __init__(self, found: Manifest, why: str) -> None:
        super().__init__(why)
        self.found = found
        self.why = why


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is in: `again` if it was before."""

    file: UUID
    found: Manifest
    again: bool


def program() -> Actor:
    """The program itself: it takes in what nobody brought by hand, screens, and erases in time."""
    return system_actor("passengers", frozenset({PASSENGER_BRING, CAN_ERASE}))


def receive(raw: bytes, *, by: Actor, at: datetime, channel: str, name: str, here: str = "") -> Taken:
    """Take a file in. `here` is the post for which it is where it names none. Raises NoList, NotAllowed."""
    digest = sha256(raw).hexdigest()
    found = read(raw, at.date().isoformat())
    if (before := _before(digest)) is not None:
        return Taken(before, found, again=True)
    placed = _placed(found, at, here)
    if not placed:
        raise NoList(found, "no_list" if not any(message.travellers for message in found.messages) else "no_post")
    if len(raw) > MOST_BYTES or sum(len(message.travellers) for message, _expected in placed) > MOST_PEOPLE:
        raise NoList(found, "too_large")
    came = Came(channel, name, digest)
    receipt = take_lists(by=by, at=at, came=came, found=found, placed=placed, keep_until_on=_until(placed, at))
    file = receipt.id_of(PassengerFile)
    for listed in PassengerList.objects.filter(file=file):
        screen(listed, at)
    return Taken(file, found, again=False)


def _before(digest: str) -> UUID | None:
    return PassengerFile.objects.filter(file_hash=digest).values_list("id", flat=True).first()


def _placed(found: Manifest, at: datetime, here: str) -> list[tuple[Message, Expected]]:
    gates = gates_on(at.date())
    otherwise = next((gate for gate in gates if gate.code == here), None)
    with_people = [message for message in found.messages if message.travellers]
    pairs = [(message, expect(message, gates, otherwise)) for message in with_people]
    return [(message, expected) for message, expected in pairs if expected is not None]


def _until(placed: Sequence[tuple[Message, Expected]], at: datetime) -> date:
    """The last day of keeping: counted from the last arrival, but never from later than a year ahead, whatever a list says."""
    latest = max([expected.at for _message, expected in placed if expected.at], default=at)
    return (min(max(latest, at), at.replace(year=at.year + 1, day=1)) + terms().keep).date()


def gates_on(today: date) -> list[Gate]:
    """The official posts of this country as lists may name them."""
    return [_gate(post) for post in posts_on(today, country=pack().header.home, status="official")]


def _gate(post: Post) -> Gate:
    names = [getattr(names, code) for names in (post.names, post.place.names) for code in ("ht", "fr", "es", "en")]
    return Gate(post.code, post.mode, tuple(dict.fromkeys(names)), post.time_zone)


def screen(listed: PassengerList, at: datetime) -> int:
    """Hold everybody on a list against the alert list as it stands now. Returns how many alerts may mean somebody on it."""
    met: list[tuple[Passenger, Hit]] = []
    for passenger in Passenger.objects.filter(listing=listed).exclude(said=None).order_by("number"):
        met += [(passenger, hit) for hit in _hits_of(passenger, listed, at)]
    note_screened(by=program(), at=at, listed=listed, met=met)
    return len(met)


def _hits_of(passenger: Passenger, listed: PassengerList, at: datetime) -> list[Hit]:
    who = as_listed(passenger)
    found: dict[UUID, Hit] = {}
    for paper in who.papers or [None]:
        for hit in hits(
            document=(paper.issuer, paper.number, paper.type) if paper else None,
            surname=who.surname or who.full_name,
            given_names=who.given_names,
            birth=who.birth,
            sex=who.sex,
            nationality=who.nationality,
            direction=listed.direction,
            at=at,
        ):
            if (
                not hit.silent
            ):  # the board of arrivals is read by many; whoever is to know is told when the traveller stands there
                found.setdefault(hit.alert, hit)
    return list(found.values())


def screen_waiting(at: datetime) -> int:
    """Screen the lists on which nobody was looked at yet: those that came by the exchange, or before a cut of power."""
    waiting = list(PassengerList.objects.standing().screened_before(None).order_by("id")[:50])
    for listed in waiting:
        screen(listed, at)
    return len(waiting)


def erase_old(at: datetime) -> int:
    """Erase the content of files whose last day is over, some at a time."""
    old = PassengerFile.objects.filter(raw__isnull=False, keep_until_on__lt=at.date()).order_by("keep_until_on", "id")
    files = list(old[:20])
    done = 0
    for file in files:
        try:
            erase_lists(by=program(), at=at, file=file, today=at.date())
        except (Erased, NobodyToErase):
            log.warning("the content of a passenger file stands although its key does not")
            continue
        done += 1
    return done
