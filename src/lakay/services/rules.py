"""Which service comes first for whom, and why. Values in, values out.

The order: room, then how near, then whether they speak the person's language, then cost. A service that does not serve the person at
all (sex, age, area) is left out, and the search says how many were.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from heapq import nsmallest
from math import asin, cos, hypot, radians, sin
from typing import Any, NamedTuple
from uuid import UUID

STALE = timedelta(days=3)
"""After that a figure of room is old: a choice of this office."""

EARTH_KM = 6371.0


class Pillar(StrEnum):
    """The four of the OSCE/ODIHR handbook of national referral mechanisms, 2nd edition (2022)."""

    IDENTIFICATION = "identification"
    SUPPORT = "support"
    INCLUSION = "inclusion"
    JUSTICE = "justice"


class Cost(StrEnum):
    """What the person pays."""

    FREE = "free"
    REDUCED = "reduced"
    PAID = "paid"


class Why(StrEnum):
    """A reason for the place of a service in the list; pages translate them."""

    ROOM = "room"
    ROOM_OLD = "room_old"
    ROOM_UNKNOWN = "room_unknown"
    FULL = "full"
    KM = "km"
    SAME_COMMUNE = "same_commune"
    SAME_DISTRICT = "same_district"
    SAME_REGION = "same_region"
    SAME_COUNTRY = "same_country"
    OTHER_COUNTRY = "other_country"
    SPEAKS = "speaks"
    SPEAKS_OTHER = "speaks_other"
    NOT_FREE = "not_free"


RANKS = {Why.ROOM: 0, Why.ROOM_UNKNOWN: 1, Why.ROOM_OLD: 1, Why.FULL: 2}
"""With room first, full last; what nobody counted lately between them."""

NEARNESS = (Why.SAME_COMMUNE, Why.SAME_DISTRICT, Why.SAME_REGION, Why.SAME_COUNTRY, Why.OTHER_COUNTRY)
TYPICAL_KM = dict(zip(NEARNESS, (3, 20, 50, 150, 250), strict=True))
"""How far it may be where only the p-codes are known, so that both kinds stand in one order. A guess of this office."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, for whom, and from where. Empty or None: it does not matter, or nobody knows."""

    types: frozenset[str] = frozenset()
    sex: str = ""
    age: int | None = None
    language: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    country: str = ""


class Offer(NamedTuple):
    """What is known of a service, for the order. A plain tuple: thousands are made for each question. `id` in hexadecimal digits."""

    id: str
    name: str
    country: str
    place: str
    latitude: float | None
    longitude: float | None
    areas: Collection[str]
    languages: Collection[str]
    sex: str
    age_from: int | None
    age_to: int | None
    cost: str
    capacity: int | None
    occupied: int | None
    counted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with its figure: free places, days, kilometres."""

    why: Why
    figure: int | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A service in its place. `order` is what it was sorted by."""

    id: UUID
    reasons: tuple[Reason, ...]
    order: tuple[Any, ...] = field(compare=False)


def fits(wanted: Wanted, offer: Offer) -> bool:
    """Whether a service serves such a person there at all. Who does not know an age or a sex shuts nobody out."""
    if offer.sex and wanted.sex and offer.sex != wanted.sex:
        return False
    if wanted.age is not None and not (offer.age_from or 0) <= wanted.age <= (200 if offer.age_to is None else offer.age_to):
        return False
    return not offer.areas or not wanted.place or any(wanted.place.startswith(area) for area in offer.areas)


def ranked(wanted: Wanted, offers: Iterable[Offer], at: datetime) -> list[Ranked]:
    """The services that fit, in order, each with its reasons."""
    return sorted((place_of(wanted, offer, at) for offer in offers if fits(wanted, offer)), key=lambda one: one.order)


def first(wanted: Wanted, offers: Iterable[Offer], at: datetime, count: int) -> tuple[list[Offer], int]:
    """The first so many of them, in order, and how many fit at all. No reasons are worked out: only a few are shown."""
    fitting = [offer for offer in offers if fits(wanted, offer)]
    return nsmallest(count, fitting, key=lambda offer: order_of(wanted, offer, at)), len(fitting)


def order_of(wanted: Wanted, offer: Offer, at: datetime) -> tuple[Any, ...]:
    """What a service is sorted by."""
    spoken = not offer.languages or not wanted.language or wanted.language in offer.languages
    room, near = _room(offer, at), _near(wanted, offer)
    return (RANKS[room], TYPICAL_KM.get(near[0], near[1]), not spoken, offer.cost != Cost.FREE, offer.name, offer.id)


def place_of(wanted: Wanted, offer: Offer, at: datetime) -> Ranked:
    """Where a service stands in the order, and why."""
    reasons = [room_of(offer, at), near_of(wanted, offer)]
    if wanted.language and offer.languages:
        reasons.append(Reason(Why.SPEAKS if wanted.language in offer.languages else Why.SPEAKS_OTHER))
    if offer.cost != Cost.FREE:
        reasons.append(Reason(Why.NOT_FREE))
    return Ranked(UUID(offer.id), tuple(reasons), order_of(wanted, offer, at))


def room_of(offer: Offer, at: datetime) -> Reason:
    """What is known of its room: free and counted lately, not known or old, full; with the free places, or the days of an old count."""
    why = _room(offer, at)
    if why is Why.ROOM_OLD and offer.counted_at is not None:
        return Reason(why, (at - offer.counted_at).days)
    if why is Why.ROOM and offer.capacity is not None and offer.occupied is not None:
        return Reason(why, offer.capacity - offer.occupied)
    return Reason(why)


def _room(offer: Offer, at: datetime) -> Why:
    if offer.capacity is None or offer.occupied is None or offer.counted_at is None:
        return Why.ROOM_UNKNOWN
    if at - offer.counted_at > STALE:
        return Why.ROOM_OLD
    return Why.ROOM if offer.capacity > offer.occupied else Why.FULL


def near_of(wanted: Wanted, offer: Offer) -> Reason:
    """How far it is: in kilometres where both are known, else by what the p-codes have in common."""
    why, km = _near(wanted, offer)
    return Reason(why, round(km)) if why is Why.KM else Reason(why)


def _near(wanted: Wanted, offer: Offer) -> tuple[Why, float]:
    here, there = (wanted.latitude, wanted.longitude), (offer.latitude, offer.longitude)
    if None not in here and None not in there:
        return Why.KM, distance_km(*here, *there)  # type: ignore[arg-type]
    return _common(wanted, offer), 0.0


def _common(wanted: Wanted, offer: Offer) -> Why:
    """The p-codes of OCHA grow by level: HT04 a department, HT042 its district, HT0421 the commune."""
    if wanted.country and offer.country != wanted.country:
        return Why.OTHER_COUNTRY
    here, there = wanted.place, offer.place
    if not here or not there:
        return Why.SAME_COUNTRY
    if here == there:
        return Why.SAME_COMMUNE
    return next(
        (why for size, why in ((5, Why.SAME_DISTRICT), (4, Why.SAME_REGION)) if here[:size] == there[:size]), Why.SAME_COUNTRY
    )


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Between two points on the ground, in kilometres as the crow flies (haversine)."""
    one, two = radians(lat1), radians(lat2)
    chord = hypot(sin((two - one) / 2), (cos(one) * cos(two)) ** 0.5 * sin(radians(lon2 - lon1) / 2))
    return 2 * EARTH_KM * asin(min(1.0, chord))
