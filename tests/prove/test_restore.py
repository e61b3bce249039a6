"""Copies during writes, each restored on an empty machine (getodk/central#1645: a copy that was sometimes broken)."""

import os

import pytest

from lakay.prove.node import Node
from lakay.prove.restore import restore_often

COPIES = int(os.environ.get("LAKAY_TEST_COPIES", "100"))


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.timeout(7200)
def test_every_copy_taken_while_officers_work_is_restored_and_equal(tmp_path):
    node = Node(tmp_path / "node", os.environ, threads=8)
    try:
        figures = restore_often(node, COPIES, seed=1, tell=lambda _: None)
    finally:
        node.kill()
    assert figures.faults == []
    assert figures.told()["wrong"] == 0
    assert figures.restored == COPIES
    assert figures.registered > COPIES // 2, "nobody worked meanwhile"
