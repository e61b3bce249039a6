"""What stands out in how officers look people up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lakay.border.queries.officers import looked_up
from lakay.border.rules.officers import Looked, striking
from lakay.kernel.actors import Actor
from tests.border.conftest import NOW, encounter_with, passport, shift_of


def officer(name: str, **more: int) -> Looked:
    return Looked(**{"officer": name, "lookups": 100, "lost": 2, "typed": 10, "overrides": 0, **more})  # type: ignore[arg-type]


COLLEAGUES = [officer("a"), officer("b", lost=3), officer("c", lost=1)]


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (officer("x"), ()),
        (officer("x", lost=20), ("lost",)),
        (officer("x", lost=4, lookups=4, typed=0), ()),
        (officer("x", typed=60, overrides=6), ("typed", "overrides")),
    ],
)
def test_what_is_far_from_the_colleagues_is_told(one: Looked, told: tuple[str, ...]) -> None:
    assert striking(one, [*COLLEAGUES, one]) == told


@pytest.mark.django_db
def test_a_look_up_after_which_nobody_passed_is_counted(marie: Actor) -> None:
    encounter_with(marie, shift_of(marie), passport())
    found = looked_up(NOW - timedelta(days=1), NOW + timedelta(days=1))
    assert [(one.officer, one.lookups, one.lost, one.overrides) for one in found] == [(marie.id.hex, 1, 1, 0)]
    assert looked_up(NOW - timedelta(days=1), NOW - timedelta(hours=1)) == []
