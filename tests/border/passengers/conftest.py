"""The airport of Port-au-Prince, Ouanaminthe and their people; a list of a flight that was never flown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from lakay.access.policy import ROLES
from lakay.border.passengers.receiving import Taken, receive
from lakay.kernel.actors import Actor, system_actor
from lakay.places.actions import load_pack
from lakay.places.pack.load import Pack, read_pack
from tests.manifests.samples import WHOLE

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
LANDS = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
"""14:30 at Port-au-Prince."""

GATES = ("HT-PAP", "HT-CAP", "HT-CAP-SEA", "HT-OUA")


@cache
def small_pack() -> Pack:
    """The pack with three posts and what they stand on."""
    pack = read_pack(Path(settings.PACK))
    posts = tuple(replace(post, counterpart="") for post in pack.posts if post.code in GATES)
    wanted, by_code = {post.place_pcode for post in posts}, {place.pcode: place for place in pack.places}
    while missing := {by_code[code].parent_pcode for code in wanted if by_code[code].parent_pcode} - wanted:
        wanted |= missing
    return replace(pack, posts=posts, places=tuple(place for place in pack.places if place.pcode in wanted), holidays=())


@pytest.fixture
def country(db: None) -> None:
    """The posts."""
    load_pack(by=system_actor("tests", frozenset({"places:place:edit"})), at=NOW, pack=small_pack())


def staff(number: int, role: str, post: str = "HT-PAP") -> Actor:
    """Somebody at work at a post."""
    permissions = frozenset(str(permission) for permission in ROLES[role].permissions)
    return Actor(UUID(int=number), "DIE", post, frozenset({role}), permissions)


@pytest.fixture
def rose() -> Actor:
    """The supervisor at the airport."""
    return staff(1, "booth_supervisor")


@pytest.fixture
def flight(country: None, rose: Actor) -> Taken:
    """The flight's list, brought by the supervisor."""
    return receive(WHOLE.encode(), by=rose, at=NOW, channel="page", name="xv412.txt", here="HT-PAP")
