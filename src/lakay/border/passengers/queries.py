"""What is asked of passenger lists: the board of a post, one voyage, who came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from lakay.border.models import Crossing, Passenger, PassengerList, PassengerScreening
from lakay.border.passengers.holding import Held, Somebody, hold, number_of
from lakay.border.passengers.likeness import alike
from lakay.border.passengers.pack import terms
from lakay.border.passengers.shape import as_somebody
from lakay.kernel.partial_dates import PartialDate
from lakay.people.models import PersonName
from lakay.people.rules.codes import NameKind

BOARD_BACK, BOARD_AHEAD = timedelta(hours=18), timedelta(hours=72)

PEOPLE = ("passengers", "crew", "other")
"""Kinds of list whose people are expected at the booths; reservations are shown and not expected."""


@dataclass(slots=True)
class Voyage:
    """One aircraft, boat or bus with all its lists, the newest of each kind; `first` names it in addresses."""

    first: PassengerList
    lists: list[PassengerList] = field(default_factory=list)
    screenings: list[PassengerScreening] = field(default_factory=list)

    @property
    def hits(self) -> int:
        """How many alerts may mean somebody on it, of the kind that was asked for."""
        return sum(len(screening.met or ()) for screening in self.screenings)

    @property
    def people(self) -> int:
        """Passengers listed; of reservations only where there is nothing better."""
        return sum(row.people for row in self._best)

    @property
    def crew(self) -> int:
        """Crew listed."""
        return sum(row.crew for row in self.lists)

    @property
    def stated(self) -> int | None:
        """Passengers as the sender counted them; None where no list says it."""
        said = [row.stated for row in self._best if row.stated is not None and row.listed != "crew"]
        return max(said, default=None)

    @property
    def is_screened(self) -> bool:
        """Whether everybody on all its lists was held against the alert list."""
        return len(self.screenings) == len(self.lists)

    @property
    def screened_at(self) -> datetime | None:
        """When that was; the earliest, where its lists were looked at one after the other."""
        return min([screening.at for screening in self.screenings], default=None) if self.is_screened else None

    @property
    def is_whole(self) -> bool:
        """Whether no part of a list sent in pieces is missing."""
        parts: dict[tuple[str, str], list[PassengerList]] = {}
        for row in self.lists:
            parts.setdefault((row.listed, row.reference if row.part > 1 or not row.final else ""), []).append(row)
        return all(_is_whole(rows) for (_kind, reference), rows in parts.items() if reference)

    @property
    def _best(self) -> list[PassengerList]:
        listed = [row for row in self.lists if row.listed in PEOPLE]
        return listed or self.lists


def _is_whole(rows: Sequence[PassengerList]) -> bool:
    return {row.part for row in rows} == set(range(1, max(row.part for row in rows) + 1)) and any(row.final for row in rows)


def board(post: str, at: datetime) -> list[Voyage]:
    """The voyages of a post around an instant, the next first, with what the alert list says (but for protective alerts)."""
    near = Q(expected_at__gte=at - BOARD_BACK, expected_at__lte=at + BOARD_AHEAD)
    unsaid = Q(expected_at=None, file__at__gte=at - BOARD_BACK)
    rows = PassengerList.objects.standing().filter(near | unsaid, post=post).select_related("file").order_by("id")
    voyages = _grouped(rows)
    latest = _latest([row for voyage in voyages for row in voyage.lists])
    for voyage in voyages:
        voyage.screenings = [latest[row.pk] for row in voyage.lists if row.pk in latest]
    return sorted(voyages, key=lambda voyage: (voyage.first.expected_at or at, voyage.first.pk))


def _latest(lists: Sequence[PassengerList], *, protective: bool = False) -> dict[UUID, PassengerScreening]:
    """The screening that holds, of each list that was screened."""
    rows = PassengerScreening.objects.filter(listing__in=list(lists), protective=protective).order_by("at", "id")
    return {row.listing_id: row for row in rows}


def _grouped(rows: Iterable[PassengerList]) -> list[Voyage]:
    found: dict[tuple[str, ...], Voyage] = {}
    for row in rows:
        day = row.expected_at.isoformat()[:10] if row.expected_at else ""
        name = row.voyage or row.vessel or str(row.pk)
        found.setdefault((row.direction, name, day), Voyage(row)).lists.append(row)
    return list(found.values())


def voyage_of(listed: PassengerList) -> Voyage:
    """The voyage to which a list belongs."""
    same = PassengerList.objects.filter(
        post=listed.post,
        direction=listed.direction,
        voyage=listed.voyage,
        vessel=listed.vessel,
        replaced_by=None,
    )
    if not (listed.voyage or listed.vessel):
        same = same.filter(pk=listed.pk)
    rows = same.select_related("file").order_by("id")
    day = listed.expected_at.date() if listed.expected_at else None
    lists = [row for row in rows if (row.expected_at.date() if row.expected_at else None) == day]
    latest = _latest(lists or [listed])
    return Voyage(lists[0] if lists else listed, lists or [listed], list(latest.values()))


def first_of(file: UUID, post: str) -> PassengerList | None:
    """The first list of a file that is for a post."""
    return PassengerList.objects.filter(file=file, post=post).order_by("id").first()


def people_of(voyage: Voyage) -> list[Passenger]:
    """Everybody on the lists of a voyage, in their order."""
    rows = Passenger.objects.filter(listing__in=voyage.lists).select_related("listing").order_by("listing_id", "number")
    return list(rows)


@dataclass(frozen=True, slots=True)
class Meant:
    """An alert that may mean somebody on a list: codes of what agreed."""

    listing: PassengerList
    passenger: Passenger
    alert: str
    category: str
    basis: str
    evidence: tuple[str, ...]


def hits_of(voyage: Voyage) -> list[Meant]:
    """The alerts that may mean somebody on a voyage, but for protective ones."""
    return _meant(voyage.lists, voyage.screenings)


def protected_hits(post: str, at: datetime) -> list[Meant]:
    """The protective alerts that may mean somebody who is expected at a post, the next arrival first: for the protection desk."""
    lists = [row for voyage in board(post, at) for row in voyage.lists]
    return _meant(lists, list(_latest(lists, protective=True).values()))


def _meant(lists: Sequence[PassengerList], screenings: Sequence[PassengerScreening]) -> list[Meant]:
    met = [(screening.listing_id, one) for screening in screenings for one in screening.met or ()]
    by_id = {row.pk: row for row in lists}
    people = {str(one.pk): one for one in Passenger.objects.filter(pk__in=[one["passenger"] for _listing, one in met])}
    return [
        Meant(
            by_id[listing], people[one["passenger"]], one["alert"], one["category"], one["basis"], tuple(one.get("evidence", ()))
        )
        for listing, one in met
        if one["passenger"] in people
    ]


def passed_around(voyage: Voyage) -> list[Crossing]:
    """Who passed the post in the direction of a voyage, near its hour."""
    first = voyage.first
    at = first.expected_at or first.file.at
    window = {"at__gte": at - terms().early, "at__lte": at + terms().late}
    rows = Crossing.objects.at_post(first.post).standing().filter(direction=first.direction, **window)
    return list(rows.select_related("person", "document").order_by("at", "id"))


def held(voyage: Voyage, people: Sequence[Passenger], passed: Sequence[Crossing]) -> Held:
    """Who of a voyage came, who did not, and who passed near its hour on no list at all."""
    expected = [as_somebody(passenger) for passenger in people if passenger.listing.listed in PEOPLE]
    found = hold(expected, _somebodies(passed), alike)
    found.extra = _on_no_list(voyage, passed, found.extra)
    return found


def _on_no_list(voyage: Voyage, passed: Sequence[Crossing], extra: Sequence[UUID]) -> list[UUID]:
    """Leave out whom another voyage of the same hours explains."""
    at = voyage.first.expected_at or voyage.first.file.at
    span = terms().early + terms().late
    others = (
        PassengerList.objects.standing()
        .filter(
            post=voyage.first.post,
            direction=voyage.first.direction,
            listed__in=PEOPLE,
            expected_at__range=(at - span, at + span),
        )
        .exclude(pk__in=[row.pk for row in voyage.lists])
    )
    listed = Passenger.objects.filter(listing__in=others).select_related("listing")
    left = set(extra)
    somebodies = _somebodies([crossing for crossing in passed if crossing.pk in left])
    return hold([as_somebody(passenger) for passenger in listed], somebodies, alike).extra


def _somebodies(passed: Sequence[Crossing]) -> list[Somebody]:
    people = {crossing.person_id for crossing in passed}
    names: dict[UUID, PersonName] = {}
    for name in PersonName.objects.filter(person__in=people, ended_at=None).order_by("id"):
        if name.person_id not in names or name.name_kind == NameKind.PRINTED:
            names[name.person_id] = name
    return [_somebody(crossing, names.get(crossing.person_id)) for crossing in passed]


def _somebody(crossing: Crossing, name: PersonName | None) -> Somebody:
    person, document = crossing.person, crossing.document
    numbers = frozenset({number_of(document.number)}) - {""} if document else frozenset[str]()
    family = (name.family or name.whole) if name else ""
    return Somebody(crossing.pk, family, name.given if name else "", PartialDate.parse(person.birth), numbers, person.sex)
