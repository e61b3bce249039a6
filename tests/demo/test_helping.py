"""Who helps in the demo, and who was referred."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from django.conf import settings

from lakay.access.sessions import actor_with
from lakay.demo.helping import SERVICES, help_people
from lakay.demo.inventing import Names
from lakay.demo.protected import protect
from lakay.demo.referred import STORIES
from lakay.demo.staff import WORKERS
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import system_actor
from lakay.messaging.models import Message
from lakay.referral.models import Complaint, Referral
from lakay.referral.rules.states import Status, stands
from lakay.services.models import Service

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_there_is_a_directory_and_a_referral_in_each_state_that_a_desk_waits_in() -> None:
    make_node_keys()
    people = {one.username: actor_with(system_actor(one.username).id, one.agency, one.post, [(one.role, "")]) for one in WORKERS}
    protect(people, Names(settings.PACK / "names.csv"), Random(1), NOW)
    assert help_people(people, NOW) == Referral.objects.count() == len(STORIES)
    assert Service.objects.count() == len(SERVICES)
    assert not Service.objects.filter(hidden=True).exclude(address="").exists()
    found = {stands(one.status, one.expires_at, NOW) for one in Referral.objects.all()}
    assert found == set(Status)
    assert {"failed", "waiting"} <= set(Message.objects.values_list("status", flat=True))
    assert sorted(bool(one.answer) for one in Complaint.objects.all()) == [False, True]
