"""The demo country, built small: it holds together, and the journal can make it again row for row."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.conf import settings

from lakay.access.models import Staff
from lakay.border.models import Crossing, Shift, Tally
from lakay.border.rules import ShiftStatus
from lakay.demo.build import build, is_built
from lakay.demo.staff import WORKERS
from lakay.journal import checking, rebuild
from lakay.people.models import Person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


def test_the_demo_country_is_rebuilt_row_for_row() -> None:
    assert not is_built()
    build(pack=settings.PACK, crossings=120, seed=5, at=AT, progress=lambda *_n: None)
    assert is_built()
    scenes = Shift.objects.filter(officer=Staff.objects.get(username="jean").pk)  # people whom the patterns notice come besides
    assert Crossing.objects.exclude(shift__in=scenes).count() + Tally.objects.count() == 120
    assert Staff.objects.count() == len(WORKERS)
    assert 10 < Person.objects.count() < 120
    assert not Shift.objects.exclude(status=ShiftStatus.CLOSED).exists()
    before = list(rebuild.dump())
    assert list(checking.findings()) == []
    assert list(rebuild.drifts()) == []
    rebuild.rebuild()
    assert list(rebuild.dump()) == before


@pytest.mark.once
def test_counts_at_the_close_are_what_passed() -> None:
    build(pack=settings.PACK, crossings=60, seed=6, at=AT, progress=lambda *_n: None)
    for shift in Shift.objects.all():
        passed = Crossing.objects.passed().filter(shift=shift)
        counted = Tally.objects.filter(shift=shift)
        for direction, kept in (("entry", shift.entries), ("exit", shift.exits)):
            assert kept == passed.filter(direction=direction).count() + counted.filter(direction=direction).count()
