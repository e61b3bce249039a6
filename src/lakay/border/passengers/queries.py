"""What is asked of passenger lists: the board of a post, one voyage, who came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from lakay.border.models import Crossing, Passenger, PassengerHit, PassengerList
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
    hits: int = 0

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
        return all(row.screened_at for row in self.lists)

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


def board(post: str, at: datetime, *, protective: bool | None = False) -> list[Voyage]:
    """The voyages of a post around an instant, the next first. `protective`: which alerts are counted; None for none."""
    near = Q(expected_at__gte=at - BOARD_BACK, expected_at__lte=at + BOARD_AHEAD)
    unsaid = Q(expected_at=None, file__at__gte=at - BOARD_BACK)
    rows = PassengerList.objects.filter(near | unsaid, post=post, replaced_at=None).select_related("file").order_by("id")
    voyages = _grouped(rows)
    _count_hits([row for voyage in voyages for row in voyage.lists], voyages, protective)
    return sorted(voyages, key=lambda voyage: (voyage.first.expected_at or at, voyage.first.pk))


def _grouped(rows: Iterable[PassengerList]) -> list[Voyage]:
    found: dict[tuple[str, ...], Voyage] = {}
    for row in rows:
        day = row.expected_at.isoformat()[:10] if row.expected_at else ""
        name = row.voyage or row.vessel or str(row.pk)
        found.setdefault((row.direction, name, day), Voyage(row)).lists.append(row)
    return list(found.values())


def _count_hits(rows: Sequence[PassengerList], voyages: Sequence[Voyage], protective: bool | None) -> None:
    if protective is None:
        return
    open_hits = PassengerHit.objects.filter(listing__in=list(rows), ended_at=None, protective=protective)
    counted = dict(open_hits.values_list("listing").annotate(count=Count("pk")).order_by("listing"))
    for voyage in voyages:
        voyage.hits = sum(counted.get(row.pk, 0) for row in voyage.lists)


def voyage_of(listed: PassengerList) -> Voyage:
    """The voyage to which a list belongs."""
    same = PassengerList.objects.filter(
        post=listed.post,
        direction=listed.direction,
        voyage=listed.voyage,
        vessel=listed.vessel,
        replaced_at=None,
    )
    if not (listed.voyage or listed.vessel):
        same = same.filter(pk=listed.pk)
    rows = same.select_related("file").order_by("id")
    day = listed.expected_at.date() if listed.expected_at else None
    lists = [row for row in rows if (row.expected_at.date() if row.expected_at else None) == day]
    return Voyage(lists[0] if lists else listed, lists or [listed])


def first_of(file: UUID, post: str) -> PassengerList | None:
    """The first list of a file that is for a post."""
    return PassengerList.objects.filter(file=file, post=post).order_by("id").first()


def people_of(voyage: Voyage) -> list[Passenger]:
    """Everybody on the lists of a voyage, in their order."""
    rows = Passenger.objects.filter(listing__in=voyage.lists).select_related("listing").order_by("listing_id", "number")
    return list(rows)


def hits_of(voyage: Voyage, *, protective: bool = False) -> list[PassengerHit]:
    """The alerts that may mean somebody on a voyage."""
    rows = PassengerHit.objects.filter(listing__in=voyage.lists, ended_at=None, protective=protective)
    ordered = rows.select_related("passenger", "listing").order_by("listing_id", "passenger__number", "id")
    return list({(hit.passenger_id, hit.alert or hit.pk): hit for hit in ordered}.values())  # two nodes may have noted the same


def protected_hits(post: str, at: datetime) -> list[PassengerHit]:
    """The protective alerts that may mean somebody who is expected at a post, the next arrival first: for the protection desk."""
    voyages = board(post, at, protective=None)
    lists = [row for voyage in voyages for row in voyage.lists]
    rows = PassengerHit.objects.filter(listing__in=lists, ended_at=None, protective=True)
    return list(rows.select_related("passenger", "listing").order_by("listing__expected_at", "id"))


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
    others = PassengerList.objects.filter(
        post=voyage.first.post,
        direction=voyage.first.direction,
        replaced_at=None,
        listed__in=PEOPLE,
        expected_at__range=(at - span, at + span),
    ).exclude(pk__in=[row.pk for row in voyage.lists])
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
