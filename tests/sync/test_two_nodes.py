"""Nodes in processes of their own: one comes in, they agree, one is stolen, one is burnt and replaced."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lakay.prove.links.comparing import compare
from tests.sync.node_process import Node, NodeError, exchange

Made = Callable[..., Node]


@pytest.fixture
def make(tmp_path: Path, empty: Path) -> Iterator[Made]:
    """Make a node with its tables and keys; the hub with the country."""
    made: list[Node] = []

    def node(name: str, *, hub: bool = False) -> Node:
        shutil.copytree(empty, tmp_path / name)
        one = Node(tmp_path / name, name)
        made.append(one)
        one("init", pack=hub)
        if hub:
            one("found")
        return one

    yield node
    for one in made:
        one.end()


def enrol(hub: Node, machine: Node, **place: str) -> str:
    """Invitation, request, comparison, admission, answer."""
    code = hub("invite", **place)
    request = machine("ask", code=code, title=machine.name)
    assert machine("take", answer=hub("answer", request=request)) == "waiting"
    hub("admit", groups=machine("groups"))
    assert machine("take", answer=hub("answer", request=request)) == "admitted"
    return str(machine("name"))


def test_a_post_comes_in_works_and_the_hub_has_it(make):
    hub, post = make("hub", hub=True), make("post")
    hub("staff", username="marie", post="HT-OUA")
    hub("staff", username="jean", post="HT-BEL")
    enrol(hub, post)
    exchange(hub, post)
    at_hub, at_post = hub("rows"), post("rows")
    for kind in ("places.place", "places.post", "access.agency", "access.staff", "access.grant", "sync.peer"):
        assert at_post[kind] == at_hub[kind], kind
    assert "sync.invitation" not in at_post
    assert post("unapplied") == {}
    assert post("usernames") == ["", "marie"], "of those who work elsewhere it knows that they are, not who"
    post("shift", post="HT-OUA")
    assert post("unsent") == 1
    exchange(post, hub)
    assert hub("rows")["border.shift"] == 1
    assert hub("unapplied") == {}
    exchange(post, hub)
    assert post("unsent") == 0


def test_a_shift_left_open_at_a_machine_that_failed_holds_nobody_up_at_another(make):
    """One officer, two machines of one post that had not heard of each other."""
    hub, first, second = make("hub", hub=True), make("first"), make("second")
    for post in (first, second):
        enrol(hub, post)
        post("shift", post="HT-OUA")
    for _round in range(2):
        exchange(first, hub)
        exchange(second, hub)
    assert [node("rows")["border.shift"] for node in (hub, first, second)] == [2, 2, 2]
    assert [node("unapplied") for node in (hub, first, second)] == [{}, {}, {}]


def test_what_is_done_once_at_each_of_two_machines_of_a_post_is_kept_and_counts_once(make):
    """A machine that failed and the one that took its place, or two booths without a link: honest work at both is never refused."""
    hub, first, second = make("hub", hub=True), make("first"), make("second")
    for post in (first, second):
        enrol(hub, post)
    first("shift", post="HT-OUA")
    first("run", what="tests.sync.two_booths:prepare")
    exchange(first, hub)
    exchange(second, hub)
    for post in (first, second):
        post("run", what="tests.sync.two_booths:go_on")
        assert "done" not in post("run", what="tests.sync.two_booths:again"), "a machine lets nobody do it twice"
    for _round in range(2):
        exchange(first, hub)
        exchange(second, hub)
    at_hub = hub("run", what="tests.sync.two_booths:stands")
    assert [post("run", what="tests.sync.two_booths:stands") for post in (first, second)] == [at_hub, at_hub]
    assert [node("unapplied") for node in (hub, first, second)] == [{}, {}, {}]
    assert [node("faults") for node in (hub, first, second)] == [[], [], []]
    assert at_hub["kept"] == [3, 2, 2, 2, 2, 3]
    assert (at_hub["entries"], at_hub["counted"], at_hub["doubled"]) == (1, 0, [False, True])
    assert (at_hub["inspections"], at_hub["set aside"]) == (1, 1)
    assert len(set(at_hub["receipts"])) == 2, "each machine counts its receipts under its own sign"


def compared(hub: Node, post: Node) -> dict[str, int]:
    """What `lakay prove links` finds wrong between two nodes, or waits quietly."""
    tell = "lakay.prove.links.holdings"
    held, mine = hub("run", what=f"{tell}:holdings"), post("run", what=f"{tell}:holdings")
    owed = hub("run", what=f"{tell}:owed", to=post("name"))["events"]
    found = compare(held, mine, owed, post("run", what=f"{tell}:owed", to=hub("name"))["events"])
    return {what: count for what, count in found.items() if count and what.startswith(("wrong", "wait"))}


def test_a_movement_of_somebody_known_only_further_away_waits_quietly_until_they_are_known(make):
    """Entered at Ouanaminthe, seen again at Cap-Haïtien: Belladère shares a corridor with Cap-Haïtien alone."""
    hub, first, between, here = make("hub", hub=True), make("first"), make("between"), make("here")
    for node, post in ((first, "HT-OUA"), (between, "HT-CAP"), (here, "HT-BEL")):
        enrol(hub, node, post=post)
    assert first("run", what="tests.sync.far_traveller:see", post="HT-OUA", number="RD0000001", by=50) == 1
    exchange(first, hub)
    exchange(between, hub)
    assert between("run", what="tests.sync.far_traveller:see", post="HT-CAP", number="RD0000001", by=51) == 1, (
        "they know who it is"
    )
    exchange(between, hub)
    exchange(here, hub)
    stands = {"quiet": 2, "listed": 0, "encounters": 0, "crossings": 0}
    assert here("run", what="tests.sync.far_traveller:stands") == stands
    assert hub("statuses_of")["here"]["waiting"] == "GOOD"
    assert hub("unapplied") == {}
    assert compared(hub, here) == {"wait quietly": 2}, "as a proof over real nodes sees it"
    for node in (first, here):
        node("run", what="tests.sync.far_traveller:widen")
    exchange(first, here)  # by a stick from there
    assert here("run", what="tests.sync.far_traveller:stands") == {"quiet": 0, "listed": 0, "encounters": 2, "crossings": 2}
    assert here("faults") == []


def test_who_is_dismissed_at_the_hub_works_nowhere_after_the_next_round(make):
    """Failure 37: an account that was ended must not go on living where it is used."""
    hub, post = make("hub", hub=True), make("post")
    hub("staff", username="marie", post="HT-OUA")
    enrol(hub, post)
    exchange(hub, post)
    assert post("standing_staff") == ["marie"]
    hub("end_staff_of", username="marie")
    exchange(hub, post)
    assert post("standing_staff") == []
    assert post("faults") == []


def test_a_reset_of_a_log_in_ends_what_is_open_at_every_other_machine(make):
    """Sessions, passkeys that only that machine knows, and a password set there that the hub has not seen: only the new one opens."""
    hub, post = make("hub", hub=True), make("post")
    hub("staff", username="marie", post="HT-OUA")
    enrol(hub, post)
    exchange(hub, post)
    hub("run", what="tests.sync.reset_desk:reset")
    for step in ("choose", "add_key", "enter"):  # later than the reset, and before it came
        post("run", what=f"tests.sync.reset_desk:{step}")
    before = {"sessions": 1, "passkeys": 1, "opens": ["le-mot-de-marie-1"], "temporary": False, "conflicts": 0}
    assert post("run", what="tests.sync.reset_desk:stands") == before
    exchange(hub, post)
    over = {"sessions": 0, "passkeys": 0, "opens": ["kay-kay-kay-kay"], "temporary": True, "conflicts": 0}
    assert post("run", what="tests.sync.reset_desk:stands") == over
    post("run", what="tests.sync.reset_desk:enter")
    exchange(hub, post)
    assert post("run", what="tests.sync.reset_desk:stands") == over | {"sessions": 1}, "once: who logs in since stays in"
    assert [node("unapplied") for node in (hub, post)] == [{}, {}]
    assert [node("faults") for node in (hub, post)] == [[], []]


def test_a_stolen_machine_is_out_at_once_and_known_everywhere_in_one_round(make):
    hub, post, other = make("hub", hub=True), make("post"), make("other")
    stolen = enrol(hub, post)
    enrol(hub, other, post="HT-BEL")
    for one in (post, other):
        exchange(hub, one)
    post("shift", post="HT-OUA")
    exchange(hub, post)
    late = post("shift", post="HT-OUA", number=51)
    before = post("offer", to=hub("name"))
    hub("suspend", node=stolen)
    with pytest.raises(NodeError, match="NotForUs"):
        hub("accept", parcel=before)
    with pytest.raises(NodeError, match="NotForUs"):
        hub("offer", to=stolen)
    assert hub("rows")["border.shift"] == 1, late
    exchange(hub, other, rounds=1)
    assert other("peers")[stolen] == "suspended"
    with pytest.raises(NodeError, match="NotForUs"):
        other("offer", to=stolen)
    held = hub("loss", node=stolen)
    assert held["wrote"]["border.shift"] == 1
    hub("lift", node=stolen)
    exchange(hub, post)
    assert hub("rows")["border.shift"] == 2, "what it had written meanwhile counts again"
    assert hub("unapplied") == {}


def test_a_post_that_writes_what_is_not_its_own_is_refused_and_its_neighbours_are_not(make):
    """Failures 15 and 28: a forged entry costs no honest one, takes no effect, and stands in the list with its reason."""
    hub, post = make("hub", hub=True), make("post")
    enrol(hub, post)
    exchange(hub, post)
    post("shift", post="HT-OUA")
    post("shift", post="HT-BEL", number=51)
    post("declare", code="FALSE", label="False agency")
    post("shift", post="HT-OUA", number=52)
    exchange(post, hub)
    assert hub("rows")["border.shift"] == 2
    assert "FALSE" not in [code for (code,) in hub("values", kind="access.agency", fields=["code"])]
    assert hub("unapplied") == {"refused may_not_write access.agency.declare": 1, "refused may_not_write border.shift.open": 1}
    assert hub("faults") == []


def test_a_burnt_post_is_replaced_by_new_hardware_from_the_hub(make):
    """Failure 9. Each step of docs/how-to/replace-a-post is one line here; there are twenty at most."""
    hub, post = make("hub", hub=True), make("post")
    hub("staff", username="marie", post="HT-OUA")
    burnt = enrol(hub, post)
    exchange(hub, post)
    for number in (50, 51, 52):
        post("shift", post="HT-OUA", number=number)
    exchange(post, hub)
    post.end()

    steps = 0
    hub("suspend", node=burnt, reason="burnt")
    hub("confirm", node=burnt)
    new = make("new")
    code = hub("invite", replaces=burnt)
    request = new("ask", code=code, title="Ouanaminthe 2")
    new("take", answer=hub("answer", request=request))
    hub("admit", groups=new("groups"))
    new("take", answer=hub("answer", request=request))
    exchange(hub, new)
    steps += 9
    assert steps <= 20
    assert new("rows")["border.shift"] == 3
    assert new("usernames") == ["marie"]
    assert new("unapplied") == {}
    assert new("faults") == []
    new("shift", post="HT-OUA", number=53)
    exchange(new, hub)
    assert hub("rows")["border.shift"] == 4
    assert hub("statuses_of")["Ouanaminthe 2"]["unsent"] == "GOOD"
