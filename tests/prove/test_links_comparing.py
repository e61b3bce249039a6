"""What the rig calls equal: each kind of difference is found."""

import pytest

from lakay.prove.links.comparing import compare

HUB = {
    "events": {"a.1:1": "h1", "a.1:2": "h2", "hub.1:1": "g1"},
    "records": {"k:1": ["e1", "s1"], "k:2": ["e2", "s2"], "k:3": ["e3", "s3"]},
    "unapplied": {},
    "quiet": {},
    "makers": {"far": ["c.1:1"], "near": ["b.1:1"], "own": ["a.1:1"]},
    "faults": 0,
}
POST = {
    "events": {"a.1:1": "h1", "a.1:2": "h2", "a.1:3": "h3"},
    "records": {"k:1": ["e1", "s1"], "k:2": ["other", "t2"]},
    "unapplied": {},
    "quiet": {},
    "faults": 0,
}


def wrong(hub=HUB, post=POST, hub_owes=(), post_owes=("a.1:1", "a.1:2")):
    return {key.removeprefix("wrong: "): n for key, n in compare(hub, post, hub_owes, post_owes).items() if n and "wrong" in key}


def test_nodes_that_hold_what_they_should_are_equal():
    assert wrong() == {}
    assert compare(HUB, POST, (), ())["records compared"] == 1


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"hub_owes": ["hub.1:1"]}, "missing at the post"),
        ({"post_owes": ["a.1:3"]}, "missing at the hub"),
        ({"post": POST | {"events": {"a.1:1": "x"}}}, "events that differ"),
        ({"post": POST | {"unapplied": {"refused rule": 1}}}, "without effect at the post: refused rule"),
        ({"post": POST | {"faults": 1}}, "faults of the post's chains"),
        ({"post": POST | {"records": {"k:1": ["e1", "s9"]}}}, "records that differ (k)"),
    ],
)
def test_each_difference_is_found(changed, found):
    assert wrong(**changed) == {found: 1}


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ({"b.1:1": "far"}, {}),
        ({"b.1:1": "far", "b.1:2": "near"}, {}),
        ({"b.1:2": "near"}, {"wait quietly for what is theirs": 1}),
        ({"b.1:2": "own"}, {"wait quietly for what is theirs": 1}),
        ({"b.1:2": "nobody's"}, {"wait quietly for what is theirs": 1}),
    ],
    ids=["made elsewhere", "made by what waits itself", "made here, and not lacking", "its own", "made by nobody"],
)
def test_what_waits_quietly_is_held_against_the_hub(needs, found):
    """Events of a neighbour, `b`, are for this node; those of `c` are not."""
    owed = ["a.1:1", "a.1:2", "b.1:1", "b.1:2"]
    events = {"a.1:1": "h1", "a.1:2": "h2", "b.1:1": "b1", "b.1:2": "b2"}
    post = POST | {"quiet": needs, "events": events}
    assert wrong(post=post, hub_owes=owed) == found
    assert compare(HUB, post, owed, ())["wait quietly"] == len(needs)
