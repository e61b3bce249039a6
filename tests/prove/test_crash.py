"""The server is killed with -9 while officers register travellers."""

import os

import pytest

from lakay.prove.crash import crash
from lakay.prove.node import Node

KILLS = int(os.environ.get("LAKAY_TEST_KILLS", "25"))
"""Of each database, so fifty in all."""
DATABASES = {"sqlite": "", "postgresql": os.environ.get("LAKAY_TEST_POSTGRES_URL", "")}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]


@pytest.mark.parametrize("database", DATABASES)
def test_what_was_acknowledged_stands_once(database, tmp_path):
    if database == "postgresql" and not DATABASES[database]:
        pytest.skip("needs PostgreSQL: LAKAY_TEST_POSTGRES_URL")
    node = Node(tmp_path, os.environ, database=DATABASES[database], workers=2 if DATABASES[database] else 1)
    try:
        figures = crash(node, KILLS, seed=1, tell=lambda _: None)
    finally:
        node.kill()
    assert figures["wrong"] == 0, "\n".join(f"{name}: {figure}" for name, figure in figures.items())
    assert figures["acknowledged"] > 5 * KILLS
