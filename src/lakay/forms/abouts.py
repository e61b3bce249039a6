"""About whom a form may be filled: a higher module registers who may name which of its records, and the answers are sealed with its key.

# in the higher module's apps.py, ready():  abouts.register(in_my_hands)
def in_my_hands(actor: Actor, record: UUID) -> bool: ...
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from lakay.kernel.actors import Actor

May = Callable[[Actor, UUID], bool]

ABOUTS: list[May] = []
"""Filled as the program starts."""


def register(may: May) -> None:
    """Offer records that forms can be about."""
    if may not in ABOUTS:
        ABOUTS.append(may)


def may_be_about(actor: Actor, record: UUID) -> bool:
    """Whether somebody may fill a form about a record. What nobody knows of is about nobody."""
    return any(may(actor, record) for may in ABOUTS)
