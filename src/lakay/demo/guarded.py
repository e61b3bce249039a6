"""Whom nobody may find in the demo: keyholders with keys of their own, two people whose places are closed, and one whose address is locked.

The cards and the PIN are printed by `lakay demo`: they open nothing but invented places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.protection.models import Intake
from lakay.protection.rules.intakes import OPEN
from lakay.referral.models import Referral
from lakay.referral.rules.states import Status
from lakay.vault.slots import COST, Cost
from lakay.whereabouts import keeping, queries
from lakay.whereabouts.actions import make_key, open_circle, record_opening, record_place, set_lock
from lakay.whereabouts.models import Circle
from lakay.whereabouts.rules.codes import PlaceKind
from lakay.whereabouts.rules.keys import MadeKey
from lakay.whereabouts.rules.keys import make_key as made_key
from lakay.whereabouts.rules.sealing import Place

POST, PIN = "HT-OUA", "481516"
HOLDERS, BREAKERS = ("nadege", "anita"), ("mirlande", "yvonne")
"""Who may know, and who may break the glass, two of them together."""

AT_THE_POST = ("nadege", *BREAKERS)
QUICK = (1, 8, 1)
"""A cost of stretching that is good for nothing but finding the code again."""

People = Mapping[str, Actor]


@dataclass(frozen=True, slots=True)
class Stays:
    """Where somebody stayed, one place after the other, and for how many hours."""

    places: tuple[Place, ...]


STAYS = (
    Stays(
        (
            Place(
                PlaceKind.HOST, "Fanmi Estinvil (envante)", "12 ri Envante", "Wanament", "+50900000011", "Pòt ble, dèyè lekòl la"
            ),
            Place(PlaceKind.SHELTER, "Kay Sen Jan (envante)", "3 ri Envante", "Fòlibète", "+50900000012", "Sonnen de fwa"),
        )
    ),
    Stays((Place(PlaceKind.FAMILY, "Kay matant li (envante)", "8 ri Envante", "Kap Ayisyen", "+50900000013", "Anfas mache a"),)),
)


def demo_key(username: str, cost: Cost = COST) -> MadeKey:
    """Somebody's key in the demo: the same code on their card each time."""
    return made_key(PIN, cost, Random(f"lakay demo {username}").randbytes)


def cards() -> dict[str, str]:
    """What stands on the cards of those who have a key, by user name."""
    return {name: demo_key(name, QUICK).code for name in (*HOLDERS, *BREAKERS)}


def guard(people: People, at: datetime) -> int:
    """Give keys, close the places of two files of the desk, and lock the address of the first. Returns how many were closed."""
    seated = {name: replace(people[name], post=POST) if name in AT_THE_POST else people[name] for name in (*HOLDERS, *BREAKERS)}
    with one_turn():
        for name, actor in seated.items():
            made = demo_key(name)
            make_key(by=actor, at=at - timedelta(days=9), public=made.public, closed=made.closed)
    files = _files(seated["nadege"])
    for intake, stays in zip(files, STAYS, strict=False):
        with one_turn():
            _close(intake, stays, seated, at)
    for intake in files[:1]:
        set_lock(
            by=seated["nadege"],
            at=at - timedelta(minutes=30),
            intake=intake,
            reason="Yon moun k ap chèche l te vin mande pou li.",
        )
    return min(len(files), len(STAYS))


def _files(worker: Actor) -> list[Intake]:
    """Files in somebody's hands, first those of whom services were told something."""
    told = set(Referral.objects.exclude(status=Status.DRAFTED).values_list("intake", flat=True))
    found = Intake.objects.filter(status__in=OPEN, assigned_to=worker.id).order_by("opened_at", "pk")
    return sorted(found, key=lambda one: one.pk not in told)


def _close(intake: Intake, stays: Stays, people: People, at: datetime) -> None:
    holders = [people[name].id for name in HOLDERS]
    open_circle(by=people["nadege"], at=at - timedelta(hours=5), intake=intake, holders=holders)
    circle = Circle.objects.select_related("intake").get(intake=intake)
    keys = queries.holder_keys(circle), queries.glass_keys(circle, at)
    for number, place in enumerate(stays.places):
        when = at - timedelta(hours=4 - number)
        record_place(by=people["nadege"], at=when, circle=circle, sealed=keeping.seal_new(place, circle, *keys))
    record_opening(by=people["anita"], at=at - timedelta(hours=1), circle=circle, why="Pou pote rad ba li.")
