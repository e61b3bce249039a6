"""Markers in the compartment, inside the closed place too, and who may meet them: who opens it with their own key, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lakay.whereabouts.models import AddressLock, CardUse, Glass, HolderKey, Keyholder, Opening, Stay
from tests.web.matrix import DESK, GUERDA, KEEPERS, MIRLANDE, NADEGE
from tests.web.whereabouts_world import PLACE_WORDS

WITHOUT = {
    "whereabouts.glass.judgement",
    "whereabouts.lock.person",
    "whereabouts.stay.box",
    "whereabouts.stay.wraps",
    "whereabouts.glass.passed",
}
"""A code, an id; and what is closed: the markers stand inside it."""


def _pages(*names: str, who: frozenset[str]) -> dict[str, frozenset[str]]:
    return {f"whereabouts:{name}": who for name in names}


ON_THE_CIRCLE = _pages("circle", "place", "open", "again", "seen", "add", "end", who=KEEPERS) | _pages("ask", who=DESK)
OF_A_GLASS = _pages("glass", "agree", "refuse", "glass_open", "glass_end", who=DESK)
OF_THE_PERSON = _pages("person", "lock", "lift", "card", "card_end", who=DESK)

MEETS: dict[str, dict[str, frozenset[str]]] = {
    **dict.fromkeys(PLACE_WORDS, _pages("open", who=NADEGE) | _pages("glass_open", who=MIRLANDE)),
    "whereabouts.opening.why": ON_THE_CIRCLE,
    "whereabouts.glass.grounds": ON_THE_CIRCLE | OF_A_GLASS | _pages("home", who=DESK) | _pages("reviews", "review", who=GUERDA),
    "whereabouts.glass.finding": ON_THE_CIRCLE,
    "whereabouts.lock.reason": OF_THE_PERSON,
}


def plant(world: Any, mark: Callable[[str], str]) -> list[str]:
    """Put the markers there. Returns the fields marked."""
    HolderKey.objects.filter(staff=world.id_of("yves")).update(closed=mark("whereabouts.key.closed").encode())
    Keyholder.objects.update(reason=mark("whereabouts.holder.reason"))
    Opening.objects.update(why=mark("whereabouts.opening.why"))
    Glass.objects.update(grounds=mark("whereabouts.glass.grounds"), finding=mark("whereabouts.glass.finding"))
    AddressLock.objects.update(reason=mark("whereabouts.lock.reason"), lifted_why=mark("whereabouts.lock.lifted_why"))
    CardUse.objects.update(why=mark("whereabouts.card_use.why"))
    assert Stay.objects.exists()
    return [
        *("whereabouts.key.closed", "whereabouts.holder.reason", "whereabouts.opening.why", "whereabouts.glass.grounds"),
        *("whereabouts.glass.finding", "whereabouts.lock.reason", "whereabouts.lock.lifted_why", "whereabouts.card_use.why"),
        *PLACE_WORDS,
    ]
