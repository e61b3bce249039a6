"""People of the demo at the gate of Ouanaminthe, at Malpasse and across the line, each with a browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lakay.access.models import Staff
from lakay.access.sessions import actor_for
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from tests.web.booth.conftest import Sit, settled, sit
from tests.web.coordination.gate import settle_gate

__all__ = ["settled", "sit"]


def actor(name: str, post: str) -> Actor:
    """A person of the demo at work."""
    usernames = {"rose": "rose-laure"}
    staff = Staff.objects.select_related("agency").get(username=usernames.get(name, name))
    return actor_for(staff, SystemClock().now(), post)


@pytest.fixture
def luckner(sit: Sit) -> Client:
    """The border police; it leads what there is to lead."""
    return sit("luckner")


@pytest.fixture
def gate(luckner: Client) -> dict[str, Any]:
    """What happened at the gate, by name."""
    return settle_gate(actor)
