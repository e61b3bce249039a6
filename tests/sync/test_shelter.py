"""A shelter's own machine gets the referrals that are sent to it and no other's, and its answer comes back."""

from __future__ import annotations

import pytest

from tests.sync.node_process import exchange
from tests.sync.test_two_nodes import Made, enrol, make

__all__ = ["make"]
DESK = "tests.sync.shelter_desk:"


@pytest.mark.slow
def test_a_referral_goes_to_the_machine_of_its_shelter_alone_and_the_answer_comes_back(make: Made) -> None:
    hub, shelter, other = make("hub", hub=True), make("shelter"), make("other")
    enrol(hub, shelter, role="shelter", post="SSJE", agency="SSJE")
    enrol(hub, other, role="shelter", post="OTHER", agency="IBESR")
    assert hub("run", what=f"{DESK}draft") == "SSJE"
    exchange(hub, shelter)
    assert not [kind for kind in shelter("rows") if kind.startswith(("referral.", "protection."))], "nothing before it goes"
    hub("run", what=f"{DESK}go")
    for machine in (shelter, other):
        exchange(hub, machine)
    assert shelter("run", what=f"{DESK}came") == ["Ti Jo"]
    shelter("run", what=f"{DESK}accept")
    exchange(shelter, hub)
    assert hub("run", what=f"{DESK}taken") == ["accepted", "Li ka vini."]
    hub("run", what=f"{DESK}call_back")
    for machine in (shelter, other):
        exchange(hub, machine)
    assert shelter("run", what=f"{DESK}heard") == ["1", "None", "True"]
    rows = shelter("rows")
    assert {kind for kind in rows if kind.startswith(("referral.", "protection."))} == {"referral.delivery", "referral.reply"}
    assert not [kind for kind in other("rows") if kind.startswith(("referral.", "protection."))]
    assert [node("unapplied") for node in (hub, shelter, other)] == [{}, {}, {}]
    assert [node("faults") for node in (hub, shelter, other)] == [[], [], []]
