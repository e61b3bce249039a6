"""The live node of the browser tests: the country of the page tests, and browsers that are logged in as somebody of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lakay.journal.writer import writer
from tests.browsing import Visit
from tests.web import kept
from tests.web.world import World

SeatedVisit = Callable[..., Visit]


@pytest.fixture(name="world")
def live_world(transactional_db: None) -> Iterator[World]:
    """Everybody at work, for real: other threads see it."""
    yield kept.country()
    writer.stop()


@pytest.fixture(name="seat")
def seats(world: World, visit: Callable[..., Visit]) -> SeatedVisit:
    """Open a browser that is logged in as a person of the country; no page yet for `""`."""

    def sit_down(name: str, path: str = "/help/", **more: Any) -> Visit:
        opened = visit("", **more)
        cookies = world.clients[name].cookies
        kept: list[Any] = [
            {"name": key, "value": cookies[key].value, "url": opened.address} for key in ("lakay_session", "lakay_device")
        ]
        opened.page.context.add_cookies(kept)
        if path:
            opened.go(path)
        return opened

    return sit_down
