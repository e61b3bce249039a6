"""A passenger list that came to the hub is known at its post and at no other, and each forgets it by itself."""

from __future__ import annotations

import pytest

from tests.sync.node_process import exchange
from tests.sync.test_two_nodes import Made, enrol, make

__all__ = ["make"]


@pytest.mark.slow
def test_a_list_goes_to_its_post_alone_and_is_forgotten_at_both(make: Made) -> None:
    hub, post, other = make("hub", hub=True), make("post"), make("other")
    enrol(hub, post)
    enrol(hub, other, post="HT-BEL")
    hub("expect_bus")
    exchange(hub, post)
    exchange(hub, other)
    ((said,),) = post("values", kind="border.passenger", fields=["said"])
    assert (said["surname"], said["birth"], said["papers"][0]["number"]) == ("Sanon", "1979-12-12", "RD7777777")
    assert "border.passenger" not in other("rows")
    assert post("tend_lists") == 0, "the hub has screened it, and the post knows"
    assert hub("tend_lists", days=40) == 1
    exchange(hub, post)
    assert hub("values", kind="border.passenger", fields=["said"]) == [[None]]
    assert post("tend_lists", days=40) == 1
    assert post("values", kind="border.passenger", fields=["said"]) == [[None]]
    exchange(post, hub)
    assert (hub("unapplied"), post("unapplied"), hub("faults"), post("faults")) == ({}, {}, [], [])
