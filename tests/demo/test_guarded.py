"""Whom nobody may find in the demo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from django.conf import settings

from lakay.access.address_lock import locked_among
from lakay.demo.build import officer_of
from lakay.demo.guarded import HOLDERS, PIN, POST, STAYS, cards, demo_key, guard
from lakay.demo.helping import help_people
from lakay.demo.inventing import Names
from lakay.demo.protected import protect
from lakay.demo.staff import settle
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import system_actor
from lakay.places.pack.load import read_pack
from lakay.referral.models import Referral
from lakay.vault.slots import COST
from lakay.whereabouts import keeping, queries
from lakay.whereabouts.models import AddressLock, Circle

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_the_cards_that_are_printed_open_the_two_places_and_one_address_is_locked() -> None:
    make_node_keys()
    founder = system_actor("demo", permissions=frozenset({"access:staff:manage", "access:grant:manage"}))
    staff = dict(settle(read_pack(settings.PACK), founder, NOW))
    people = {worker.username: officer_of(worker, member) for worker, member in staff.items()}
    protect(people, Names(settings.PACK / "names.csv"), Random(1), NOW)
    help_people(people, NOW)
    assert guard(people, NOW) == Circle.objects.count() == len(STAYS) == 2
    for name in HOLDERS:
        key = queries.own_key(people[name].id)
        assert key is not None
        opened = keeping.opened(key, cards()[name], PIN)
        for circle in Circle.objects.all():
            found = keeping.read_places(queries.stays_of(circle), opened)
            assert all(one.place is not None and "envante" in one.place.name for one in found)
            assert len(queries.glass_keys(circle, NOW)) == 2
    lock = AddressLock.objects.get()
    assert Referral.objects.filter(intake=lock.intake_id).exclude(sent_at=None).exists(), "there is something to telephone about"
    assert locked_among([lock.intake_id])
    assert replace(people["yvonne"], post=POST).post == lock.intake.post
    assert demo_key("nadege", COST).code == cards()["nadege"]
