"""People of the border tests: an officer, her colleague at the next booth, and passports that do not exist."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from lakay.border.actions import Reading, open_encounter, open_shift
from lakay.border.models import Encounter, Shift
from lakay.border.permissions import CROSSING_RECORD, ENCOUNTER_OPEN, REGISTER_READ, SHIFT_OPEN
from lakay.border.rules import Channel, Direction
from lakay.kernel.actors import Actor
from lakay.traveldocs.generate import generate
from lakay.traveldocs.mrz import Mrz
from lakay.traveldocs.parsing import parse

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
BOOTH = frozenset({SHIFT_OPEN, ENCOUNTER_OPEN, CROSSING_RECORD, REGISTER_READ})


def officer(number: int, post: str = "HT-OUA", permissions: frozenset[str] = BOOTH) -> Actor:
    """An inspector at a post."""
    return Actor(UUID(int=number), agency="DIE", post=post, roles=frozenset({"inspector"}), permissions=permissions)


@pytest.fixture
def marie() -> Actor:
    """The inspector at the first booth of Ouanaminthe."""
    return officer(1)


@pytest.fixture
def jean() -> Actor:
    """Her colleague at the next booth."""
    return officer(2)


def passport(
    *,
    country: str = "HTI",
    number: str = "RD1234567",
    surname: str = "Pierre",
    given_names: str = "Marie Ange",
    birth: date = date(1991, 3, 4),
    expiry: date = date(2029, 8, 12),
) -> Mrz:
    """The zone of a passport, as read on the day of the tests."""
    lines = generate(
        "TD3",
        document_code="P",
        issuing_state=country,
        document_number=number,
        surname=surname,
        given_names=given_names,
        nationality=country,
        birth=birth,
        sex="F",
        expiry=expiry,
    )
    return parse(lines, today=TODAY)


def shift_of(by: Actor, direction: Direction = Direction.ENTRY) -> Shift:
    """An open shift of an officer."""
    receipt = open_shift(by=by, at=NOW, post=by.post, lane="1", direction=direction)
    return Shift.objects.get(pk=receipt.id_of(Shift))


def encounter_with(by: Actor, shift: Shift, mrz: Mrz) -> Encounter:
    """An encounter as the page loads it before the decision."""
    reading = Reading.of_zone(mrz, Channel.READER, TODAY, "HTI")
    receipt = open_encounter(by=by, at=NOW, shift=shift, reading=reading)
    return Encounter.objects.select_related("shift", "person", "document").get(pk=receipt.id_of(Encounter))
