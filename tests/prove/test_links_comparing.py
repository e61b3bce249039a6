"""What the rig calls equal: each kind of difference is found."""

import pytest

from lakay.prove.links.comparing import compare

HUB = {
    "events": {"a.1:1": "h1", "a.1:2": "h2", "hub.1:1": "g1"},
    "records": {"k:1": ["e1", "s1"], "k:2": ["e2", "s2"], "k:3": ["e3", "s3"]},
    "unapplied": {},
    "faults": 0,
}
POST = {
    "events": {"a.1:1": "h1", "a.1:2": "h2", "a.1:3": "h3"},
    "records": {"k:1": ["e1", "s1"], "k:2": ["other", "t2"]},
    "unapplied": {},
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
