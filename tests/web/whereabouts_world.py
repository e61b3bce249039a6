"""Where the boy of Mirlande's file stays: Nadège and Carole hold it, Mirlande and Ginette may break the glass, and did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.protection.models import Intake
from lakay.whereabouts import keeping, queries
from lakay.whereabouts.actions import (
    agree_glass,
    ask_glass,
    issue_card,
    make_key,
    open_circle,
    present_card,
    record_opening,
    record_place,
    set_lock,
)
from lakay.whereabouts.models import Card, Circle, Glass
from lakay.whereabouts.rules.cards import MadeCard, make_card
from lakay.whereabouts.rules.codes import PlaceKind
from lakay.whereabouts.rules.keys import MadeKey
from lakay.whereabouts.rules.keys import make_key as made_key
from lakay.whereabouts.rules.sealing import Place

PIN, WORD, CHEAP = "481516", "mango fransik", (1, 8, 1)
GROUNDS = "The uncle is on his way there and nobody answers."
PLACE_WORDS = {
    f"whereabouts.place.{name}": f"zqplace{name}" for name in ("name", "address", "commune", "phone", "since", "directions")
}
"""Markers inside the closed place."""

Sits = Callable[[str, str], Actor]


@cache
def key_of(name: str) -> MadeKey:
    """Somebody's key, the same in every test."""
    return made_key(PIN, CHEAP)


@cache
def the_card() -> MadeCard:
    """The boy's card."""
    return make_card(WORD)


def settle_whereabouts(sits: Sits, records: Mapping[str, Any]) -> dict[str, Any]:
    """Keys, circle, place, looks, an emergency in each state, the lock and the card."""
    now, people = SystemClock().now(), {name: sits(name, "HT-OUA") for name in ("nadege", "mirlande", "ginette", "carole")}
    for name, actor in people.items():
        make_key(by=actor, at=now, public=key_of(name).public, closed=key_of(name).closed)
    intake = Intake.objects.get(pk=records["file_mirlande"])
    holders: list[UUID] = [people[name].id for name in ("nadege", "carole")]
    open_circle(by=people["mirlande"], at=now, intake=intake, holders=holders)
    circle = Circle.objects.select_related("intake").get(intake=intake)
    words = {name.rpartition(".")[2]: word for name, word in PLACE_WORDS.items()}
    sealed = keeping.seal_new(
        Place(PlaceKind.HOST, **words), circle, queries.holder_keys(circle), queries.glass_keys(circle, now)
    )
    record_place(by=people["mirlande"], at=now, circle=circle, sealed=sealed)
    record_opening(by=people["carole"], at=now, circle=circle, why="To visit him.")
    glasses = {"over": _glass(people, circle, 3), "open": _glass(people, circle, 0)}
    asked = ask_glass(by=people["mirlande"], at=now, circle=circle, grounds=GROUNDS).id_of(Glass)
    set_lock(by=people["mirlande"], at=now, intake=intake, reason="His uncle looks for him.")
    issue_card(by=people["mirlande"], at=now, intake=intake, made=the_card())
    card = Card.objects.get(intake=intake.pk)
    present_card(by=people["mirlande"], at=now, card=card, right=True, why="He is hungry.")
    holder = queries.holders_of(circle)[0]
    made = {
        "circle": circle.pk,
        "holder": holder.pk,
        "glass_asked": asked,
        **{f"glass_{state}": one for state, one in glasses.items()},
    }
    return made | {"card": card.pk}


def _glass(people: Mapping[str, Actor], circle: Circle, hours: int) -> UUID:
    """An emergency some hours ago, to which Ginette agreed."""
    at = SystemClock().now() - timedelta(hours=hours)
    found = Glass.objects.get(pk=ask_glass(by=people["mirlande"], at=at, circle=circle, grounds=GROUNDS).id_of(Glass))
    key = queries.own_key(people["ginette"].id)
    assert key is not None
    opened = keeping.opened(key, key_of("ginette").code, PIN)
    passed = keeping.shares_for(queries.stays_of(circle), opened, key_of("mirlande").public)
    agree_glass(by=people["ginette"], at=at, glass=found, passed=passed)
    return found.pk


def opens(name: str) -> Callable[[Any], dict[str, str]]:
    """What somebody sends to open it with their own key."""
    return lambda world: {"code": key_of(name).code, "pin": PIN, "why": "To visit him.", "command": "0" * 31 + "1"}


def reads_card(world: Any) -> dict[str, str]:
    """The boy's card and his word."""
    return {"code": the_card().text, "word": WORD, "agreed": "on", "command": "0" * 31 + "2"}
