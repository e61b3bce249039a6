"""What the protection desk of a post writes stands at the hub, can be made again at both, and is nowhere else."""

from __future__ import annotations

import pytest

from tests.sync.node_process import exchange
from tests.sync.test_two_nodes import Made, enrol, make

__all__ = ["make"]


@pytest.mark.slow
def test_the_files_of_a_post_are_made_again_there_and_at_the_hub_and_no_other_post_has_them(make: Made) -> None:
    hub, post, other = make("hub", hub=True), make("post"), make("other")
    enrol(hub, post)
    enrol(hub, other, post="HT-BEL")
    hub("run", what="tests.sync.protected_desk:forms_of_the_pack")
    exchange(hub, post)
    files = post("run", what="tests.sync.protected_desk:work")
    for machine in (post, other):
        exchange(machine, hub)
    at_post = post("run", what="tests.sync.protected_desk:stands")
    assert hub("run", what="tests.sync.protected_desk:stands") == at_post
    rows = hub("rows")
    assert (rows["protection.intake"], rows["forms.submission"], rows["forms.attachment"]) == (files, 1, 1)
    assert [node("run", what="tests.sync.protected_desk:made_again") for node in (hub, post)] == [at_post, at_post]
    assert not [kind for kind in other("rows") if kind.startswith(("protection.", "forms.submission", "forms.attachment"))]
    assert [node("unapplied") for node in (hub, post, other)] == [{}, {}, {}]
    assert [node("faults") for node in (hub, post, other)] == [[], [], []]
