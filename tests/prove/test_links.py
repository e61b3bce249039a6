"""Real nodes that exchange: on lines that fail, under blows, on bad disks. The whole runs are `lakay prove links|day|faults`."""

import os
from datetime import UTC, datetime

import pytest

from lakay.prove.links.day import day
from lakay.prove.links.faults import faults
from lakay.prove.links.network import NotHere, Quality
from lakay.prove.links.pair import crash_exchange
from lakay.prove.links.storm import storm

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.timeout(1800), pytest.mark.enable_socket]


def quietly(_: object) -> None: ...


def test_three_nodes_on_bad_lines_agree_in_the_end(tmp_path):
    try:
        figures = storm(tmp_path, os.environ, nodes=3, minutes=0.7, seed=1, quality=Quality(64_000, 0.3), tell=quietly)
    except NotHere as missing:
        pytest.skip(f"real nodes on bad lines: {missing}")
    assert figures["wrong"] == 0, figures
    assert figures["acknowledged"] > 0


def test_a_busy_morning_goes_over_a_bad_line_with_little_said_twice(tmp_path):
    try:
        figures = day(tmp_path, os.environ, crossings=400, quality=Quality(64_000, 0.15), cuts=2, seed=1, tell=quietly)
    except NotHere as missing:
        pytest.skip(f"a day over a bad line: {missing}")
    assert figures["wrong"] == 0, figures


def test_a_hub_and_a_post_killed_at_any_moment_lose_and_double_nothing(tmp_path):
    figures = crash_exchange(tmp_path, os.environ, minutes=0.7, seed=1, tell=quietly)
    assert figures["wrong"] == 0, figures
    assert figures["acknowledged"] > 0


def test_a_failing_disk_never_makes_a_receipt_for_what_is_not_there(tmp_path):
    try:
        figures = faults(tmp_path, os.environ, range(20, 500, 60), datetime.now(UTC), quietly)
    except NotHere as missing:
        pytest.skip(f"a failing disk: {missing}")
    assert figures["wrong"] == 0, figures
    assert figures["runs"] == 16
