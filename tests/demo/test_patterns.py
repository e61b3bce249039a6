"""The patterns of the demo: noticed by the rules themselves, judged by the desk."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from lakay.access.policy import ROLES
from lakay.border.models import Call, Firing, Shift
from lakay.border.patterns.parameters import Pattern
from lakay.demo.inventing import Names
from lakay.demo.patterns import play_patterns
from lakay.kernel.actors import Actor
from lakay.places.pack.folder import SHIPPED
from tests.border.conftest import officer

pytestmark = pytest.mark.django_db


def somebody(number: int, role: str) -> Actor:
    """A worker of the demo."""
    return officer(number, permissions=frozenset(str(permission) for permission in ROLES[role].permissions))


def played(seed: int = 1) -> int:
    """One round."""
    names = Names(SHIPPED / "names.csv")
    who = {"officer": somebody(1, "inspector"), "carer": somebody(2, "protection_officer")}
    return play_patterns(**who, names=names, random=Random(seed), last=date(2026, 11, 20), rounds=1)


def test_every_rule_of_the_booth_fires_and_is_judged() -> None:
    calls = played()
    assert calls == Call.objects.count() >= 9
    assert {*Firing.objects.values_list("rule", flat=True)} == set(Pattern) - {Pattern.CHILD_NOT_RETURNED}
    judged = Firing.objects.filter(call__status="closed")
    assert judged.count() == Firing.objects.count()
    assert {True, False} <= {*judged.values_list("call__agreed", flat=True)}
    assert {*Call.objects.exclude(status="closed").values_list("status", flat=True)} == {"waiting", "taken"}
    assert not Shift.objects.open().exists()
    assert all(shift.entries == shift.said_entries and shift.exits == shift.said_exits for shift in Shift.objects.all())
