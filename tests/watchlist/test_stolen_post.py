"""A post is stolen, its store open and running, with every key on it: whom the country looks for cannot be read there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sync.node_process import Node, exchange
from tests.sync.test_two_nodes import enrol
from tests.watchlist.stolen import person

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

PEOPLE = 1_000
STOLEN = "tests.watchlist.stolen:"


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Node, Node]]:
    """A hub with a thousand people on its list, and a post that has been with it."""
    folder = tmp_path_factory.mktemp("nodes")
    hub, post = Node(folder / "hub", "hub"), Node(folder / "post", "post")
    hub("init", pack=True)
    hub("found")
    post("init", pack=False)
    enrol(hub, post)
    assert hub("run", what=f"{STOLEN}listed", count=PEOPLE) == PEOPLE
    exchange(hub, post, rounds=40)
    yield hub, post
    hub.end()
    post.end()


def words() -> list[str]:
    return [word for number in range(PEOPLE) for word in (person(number)[0], person(number)[1], person(number)[3])]


def test_not_one_of_a_thousand_entries_is_read_at_a_stolen_post(nodes: tuple[Node, Node]) -> None:
    hub, post = nodes
    assert post("run", what=f"{STOLEN}counted")[:2] == [0, PEOPLE], "the post has the list, and no alert"
    assert post("unapplied") == {}
    assert post("run", what=f"{STOLEN}told_by_all", words=words()) == []
    assert hub("run", what=f"{STOLEN}told_by_all", words=words()) == words(), "the same thief reads all of it at the hub"


def test_whoever_is_meant_is_found_at_the_post_all_the_same(nodes: tuple[Node, Node]) -> None:
    _hub, post = nodes
    for number in range(0, PEOPLE, 50):
        by_name = post("run", what=f"{STOLEN}met", number=number, how="name")
        assert ["wanted", "name"] in by_name[:1], "a second one may sound the same, with day and month exchanged"
        assert post("run", what=f"{STOLEN}met", number=number, how="document") == [["wanted", "document"]]
    assert post("run", what=f"{STOLEN}met", number=PEOPLE + 7, how="name") == []
    assert post("run", what=f"{STOLEN}met", number=3, how="nothing") == []
    assert post("faults") == []


def test_who_was_taken_off_the_list_passes_at_the_post(nodes: tuple[Node, Node]) -> None:
    hub, post = nodes
    hub("run", what=f"{STOLEN}ended", number=11)
    assert post("run", what=f"{STOLEN}met", number=11, how="name") == [["wanted", "name"]]
    exchange(hub, post)
    assert post("run", what=f"{STOLEN}met", number=11, how="name") == []


def test_a_decoy_lies_at_its_post_shows_nothing_and_tells_the_hub(nodes: tuple[Node, Node]) -> None:
    hub, post = nodes
    for where, number in (("HT-OUA", PEOPLE + 20), ("HT-BEL", PEOPLE + 21)):
        assert hub("run", what=f"{STOLEN}decoy", post=where, number=number) == 1
    exchange(hub, post)
    assert post("run", what=f"{STOLEN}counted") == [0, PEOPLE, 1], "that of another post is not here"
    assert post("run", what=f"{STOLEN}met", number=PEOPLE + 20, how="name") == []
    assert post("run", what=f"{STOLEN}met", number=PEOPLE + 21, how="name") == []
    exchange(hub, post)
    assert hub("run", what=f"{STOLEN}decoys_met") == 1
    assert hub("run", what=f"{STOLEN}met", number=PEOPLE + 20, how="name") == []
