"""When people pass."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from lakay.demo.rhythm import CLOSES, GATES, OPENS, direction_at, instants, share_out, weight

FIRST, LAST = date(2025, 11, 20), date(2026, 11, 20)


@pytest.mark.parametrize("total", [0, 1, 17, 4000])
def test_shares_add_up_exactly(total: int) -> None:
    assert sum(share_out(total, FIRST, LAST).values()) == total


def test_market_days_are_the_busiest() -> None:
    gate = GATES[0]
    monday, tuesday, sunday = (date(2026, 11, 16) + timedelta(days=n) for n in (0, 1, 6))
    assert weight(gate, monday) > weight(gate, tuesday) > weight(gate, sunday)


def test_people_pass_in_order_while_the_gate_is_open() -> None:
    moments = list(instants(Random(1), FIRST, 300))
    assert moments == sorted(moments)
    assert all(OPENS <= moment.timetz().replace(tzinfo=None) <= CLOSES for moment in moments)


def test_more_go_out_in_the_morning() -> None:
    random = Random(2)
    out = [direction_at(random, moment) == "exit" for moment in instants(random, FIRST, 2000) if moment.hour < 12]
    assert 0.6 < sum(out) / len(out) < 0.85
