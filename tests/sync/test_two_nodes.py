"""Nodes in processes of their own: one comes in, they agree, one is stolen, one is burnt and replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sync.node_process import Node, exchange

Made = Callable[..., Node]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Made]:
    """Make a node with its tables and keys; the hub with the country."""
    made: list[Node] = []

    def node(name: str, *, hub: bool = False) -> Node:
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
