"""What a form of 401 questions costs until it can be answered: the processor's own time, which other work on the machine does not change.

On a machine at rest `LAKAY_THROTTLED=6` slows the browser itself down, so that the clock tells what an old laptop would need.
"""

from __future__ import annotations

import json
import os
import sys

import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.forms.conftest import published
from tests.forms.large import large_form
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
SLOWER = 6
THROTTLED = int(os.environ.get("LAKAY_THROTTLED", "1"))
TIMES = int(os.environ.get("LAKAY_TIMES", "1"))
BOUND = 20_000  # ms on a machine six times as slow: ten times the aim; the figures are told with `-s`


def busy(session: CDPSession) -> float:
    """Milliseconds of the processor that the page took so far."""
    return float({one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}["TaskDuration"] * 1000)


def wait_for(page: Page, what: str) -> None:
    """Until the page says so. By the plainest question: a waiting `expect` reads the whole page each time, for longer than the page needs."""
    page.wait_for_function("what => document.querySelector('#fill')?.dataset[what]", arg=what, polling=100, timeout=300_000)


def opened(page: Page, address: str) -> dict[str, int]:
    """The processor's time to the first question that can be answered and to the last one, as six times as slow a machine would need it."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLED})
    begun = busy(session)
    page.goto(address, wait_until="commit")
    wait_for(page, "ready")
    first = busy(session)
    wait_for(page, "whole")
    last = busy(session)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    clock = {f"{name} by the clock": int(page.locator("#fill").get_attribute(f"data-{name}") or 0) for name in ("ready", "whole")}
    session.detach()
    return {"first": round((first - begun) * SLOWER), "all": round((last - begun) * SLOWER)} | clock


def test_401_questions_can_be_answered_soon(world: World, seat: SeatedVisit) -> None:
    published(large_form(7))
    visit = seat("mirlande", "/forms/fill/", language="ht")
    for _time in range(TIMES):
        figures = opened(visit.page, f"{visit.address}/forms/fill/large_7/")
        sys.stdout.write(json.dumps(figures | {"load": os.getloadavg()[0]}) + "\n")
    assert visit.page.locator("#questions .field, #questions .notice").count() == 401
    assert figures["first"] < BOUND
    assert visit.faults == []
