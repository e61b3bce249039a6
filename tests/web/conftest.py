"""The country of the page tests, put into the store once for each file and never left there."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from math import inf
from typing import Any

import pytest
from django.db import transaction

from lakay.web.shell import place, posts
from tests.web import kept
from tests.web.world import World, awake


@pytest.fixture
def world(country: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Everybody at work. What a test does to the records is undone, and so is what it does to a browser.

    The clock of a post, once asked for, is not asked for again: the minute after which it is would end within a test that counts.
    """
    monkeypatch.setattr(posts, "KEPT_SECONDS", inf)
    monkeypatch.setattr(place, "KNOWN_SECONDS", inf)
    awake()
    before = {name: deepcopy(client.cookies) for name, client in country.clients.items()}
    yield country
    for name, client in country.clients.items():
        client.cookies = before[name]


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Put in once for the tests of a file, and never left there."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield kept.country()
        transaction.set_rollback(True)
