"""What the tests of the desk share."""

from __future__ import annotations

import pytest

from lakay.journal.keys import make_node_keys


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    make_node_keys()
