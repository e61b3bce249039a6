"""A record made for the journal is the one that Django's own constructor would have made."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from lakay.journal.making import maker
from lakay.journal.models import Record
from lakay.journal.registry import tables
from tests.journal.sample.models import Card, Stamp

KINDS = sorted(tables())


def held(instance: Record) -> dict[str, Any]:
    """Its values, without Django's own state."""
    return {name: value for name, value in instance.__dict__.items() if name != "_state"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_one_has_the_same_values(kind: str) -> None:
    model = tables()[kind].model
    assert held(maker(model).make({"id": UUID(int=1)})) == held(model(id=UUID(int=1)))


@pytest.mark.parametrize("kind", KINDS)
def test_two_of_them_share_no_value_that_can_change(kind: str) -> None:
    made = maker(tables()[kind].model)
    first, second = held(made.make({})), held(made.make({}))
    shared = [name for name, value in first.items() if isinstance(value, list | dict) and value is second[name]]
    assert shared == []


def test_a_key_is_given_by_its_record_or_by_its_id() -> None:
    card = Card(id=UUID(int=2))
    by_record = maker(Stamp).make({"card": card, "number": 3})
    assert (by_record.card_id, by_record.card) == (card.id, card)
    assert maker(Stamp).make({"card_id": card.id}).card_id == card.id


def test_a_name_that_is_no_field_is_refused() -> None:
    with pytest.raises(TypeError, match="no field colour"):
        maker(Stamp).make({"colour": "red"})


def test_a_record_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="is not a Stamp"):
        maker(Stamp).make({"card": Stamp(id=UUID(int=4))})
