"""What the tests of the figures of others share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from lakay.journal.keys import make_node_keys


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    make_node_keys()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Reasons are read in English here."""
    with translation.override("en"):
        yield
