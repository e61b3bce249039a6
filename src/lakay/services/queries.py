"""What is asked of the directory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, FloatField, Q, QuerySet, TextField
from django.db.models.functions import Cast

from lakay.access.visibility import visible
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.places.models import Place, Post
from lakay.places.pack.records import Names
from lakay.services.models import Service
from lakay.services.rules import STALE, Offer, Reason, Wanted, first, place_of

SHOWN = 25

_COLUMNS = (
    *(
        Cast("id", TextField()),
        "name",
        F("provider__country"),
        "place",
        Cast("latitude", FloatField()),
        Cast("longitude", FloatField()),
    ),
    *(Cast("areas", TextField()), Cast("languages", TextField()), "sex", "age_from", "age_to", "cost"),
    *("capacity", "occupied"),
)
"""In the order of `Offer`, in the forms that cost least to read: a directory has thousands of rows and few different lists."""


@dataclass(frozen=True, slots=True)
class Match:
    """A service in the answer, with the reasons for its place in it."""

    service: Service
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The first services in order, and how many fit at all."""

    matches: tuple[Match, ...]
    fitting: int


def search(actor: Actor, purpose: Purpose, wanted: Wanted, at: datetime, shown: int = SHOWN) -> Answer:
    """Which services fit somebody, the best first: two queries however many there are."""
    best, fitting = first(wanted, _offers(candidates(actor, purpose, wanted), at), at, shown)
    return Answer(_read(best, wanted, at), fitting)


def candidates(actor: Actor, purpose: Purpose, wanted: Wanted) -> QuerySet[Service]:
    """Services that the database can tell to fit; areas are looked at afterwards."""
    found = visible(actor, purpose, Service).filter(ended_at=None, provider__ended_at=None)
    if wanted.types:
        found = found.filter(type__in=wanted.types)
    if wanted.sex:
        found = found.filter(sex__in=("", wanted.sex))
    if wanted.age is not None:
        young, old = Q(age_from=None) | Q(age_from__lte=wanted.age), Q(age_to=None) | Q(age_to__gte=wanted.age)
        found = found.filter(young & old)
    return found


def _offers(found: QuerySet[Service], at: datetime) -> Iterator[Offer]:
    """What the order needs. Of a count it is asked of the database whether it is old, and said as an instant that is, or is not."""
    fresh = ExpressionWrapper(Q(counted_at__gte=at - STALE), output_field=BooleanField(null=True))
    counted = {None: None, True: at, False: at - 2 * STALE}
    for row in found.values_list(*_COLUMNS, fresh).iterator(chunk_size=2000):
        yield Offer._make((*row[:6], _codes(row[6]), _codes(row[7]), *row[8:-1], counted[row[-1]]))


_AS_THEY_STAND = [name for name in Offer._fields if name not in {"id", "country", "latitude", "longitude"}]


def _offer_of(one: Service) -> Offer:
    """A service as it stands."""
    values: dict[str, Any] = {name: getattr(one, name) for name in _AS_THEY_STAND}
    values |= {"latitude": _float(one.latitude), "longitude": _float(one.longitude)}
    return Offer(id=one.pk.hex, country=one.provider.country, **values)


@lru_cache(maxsize=1024)
def _codes(stored: str) -> tuple[str, ...]:
    """A list of codes as the tables keep it."""
    return tuple(json.loads(stored))


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _read(best: Sequence[Offer], wanted: Wanted, at: datetime) -> tuple[Match, ...]:
    keys = [UUID(one.id) for one in best]
    rows = Service.objects.select_related("provider").in_bulk(keys)
    return tuple(Match(rows[key], place_of(wanted, _offer_of(rows[key]), at).reasons) for key in keys)


def services_kept_by(actor: Actor, purpose: Purpose) -> QuerySet[Service]:
    """The services of the actor's own agency, whose room they count."""
    own = visible(actor, purpose, Service).filter(ended_at=None, provider__agency=actor.agency).exclude(provider__agency="")
    return own.select_related("provider").order_by("name")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody stands who looks for a service."""

    place: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


def origin_of(post: str) -> Origin:
    """Where a post is; nowhere for one that nobody knows."""
    found = Post.objects.filter(code=post).values_list("place__pcode", "country", "latitude", "longitude").first()
    return Origin(found[0] or "", found[1], _float(found[2]), _float(found[3])) if found else Origin()


def place_names(pcodes: Iterable[str]) -> dict[str, Names]:
    """What communes are called, by p-code."""
    return {place.pcode: place.names for place in Place.objects.filter(pcode__in=set(pcodes) - {""})}
