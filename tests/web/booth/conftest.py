"""A booth at Ouanaminthe with its people logged in, and the lines that a reader would send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client, override_settings
from pytest_django.fixtures import Settings

from lakay.access.login import demo_login
from lakay.access.sessions import new_device
from lakay.cli.prepare import INSTALLER
from lakay.demo.staff import settle
from lakay.journal.writer import one_turn
from lakay.kernel.actors import system_actor
from lakay.kernel.clock import SystemClock
from lakay.places.actions import load_pack
from lakay.places.pack.load import read_pack
from lakay.traveldocs.generate import generate

FOUNDER = system_actor("tests", permissions=frozenset({"access:staff:manage", "access:grant:manage"}))

BEFORE_THE_TESTS = datetime(2026, 11, 1, tzinfo=UTC)
"""Some tests stop the clock: whoever works in them worked there before."""

Sit = Callable[[str], Client]


def lines(country: str = "HTI", number: str = "RD1234567", surname: str = "Pierre", days_valid: int = 900) -> str:
    """The zone of an invented passport, as a reader sends it."""
    return "\r".join(
        generate(
            "TD3",
            document_code="P",
            issuing_state=country,
            document_number=number,
            surname=surname,
            given_names="Marie Ange",
            nationality=country,
            birth=date(1991, 3, 4),
            sex="F",
            expiry=SystemClock().now().date() + timedelta(days=days_valid),
        )
    )


@pytest.fixture(scope="module")
def settled(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The country and the people of the demo, there once for the tests of a file, and never kept."""
    now = min(SystemClock().now(), BEFORE_THE_TESTS)
    with django_db_blocker.unblock(), override_settings(MODE="demo"), transaction.atomic():
        with one_turn():
            load_pack(by=INSTALLER, at=now)
            list(settle(read_pack(django_settings.PACK), FOUNDER, now))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def sit(settled: None, db: None, settings: Settings) -> Sit:
    """Log somebody of the demo in and return their browser."""
    settings.MODE = "demo"

    def sit_down(username: str) -> Client:
        device = new_device()
        client = Client()
        client.cookies["lakay_device"] = device
        client.cookies["lakay_session"] = demo_login(username=username, device=device, at=SystemClock().now()).token
        client.cookies["lakay_language"] = "en"
        return client

    return sit_down


@pytest.fixture
def marie(sit: Sit) -> Client:
    """Marie Désir at her open booth."""
    client = sit("marie")
    client.post("/booth/open/", {"lane": "1", "direction": "entry", "command": str(uuid4())})
    return client


def scan(client: Client, mrz: str, **more: Any) -> Any:
    """Read a document at the booth, as the page does."""
    sent = {"mrz": mrz, "channel": "reader", "command": str(uuid4()), **more}
    return client.post("/booth/scan/", sent, headers={"HX-Request": "true"})


def decide(client: Client, encounter: Any, decision: str = "admitted", **more: Any) -> Any:
    """Decide on the traveller in front."""
    sent = {"encounter": str(encounter), "decision": decision, "command": str(uuid4()), **more}
    return client.post("/booth/decide/", sent, headers={"HX-Request": "true"})
