"""What a hostile node has signed is refused, and costs its neighbours nothing."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from lakay.journal.core.events import BadEvent, event_of
from lakay.journal.foreign import take
from lakay.journal.models import Event
from lakay.kernel.ids import new_id
from tests.journal.foreign.conftest import unapplied
from tests.journal.foreign.peers import NOW, Said, card_of
from tests.journal.sample.models import Card, Stamp

FULL_TIME = "2026-11-23T15:00:00.000000Z"
WRONG = [
    {"number": "1"},
    {"number": True},
    {"number": 2**31},
    {"number": 10**400},
    {"number": None},
    {"at": "yesterday"},
    {"at": "2026-11-23 15:00:00Z"},
    {"at": "2026-11-23T15:00:00.000000"},
    {"at": "0001-01-01T00:00:00.000000+23:59"},
    {"at": 5},
    {"weight": "NaN"},
    {"weight": "1e9"},
    {"weight": "0.00001"},
    {"weight": 1},
    {"facts": {"a": "\0"}},
    {"card": "x"},
    {"card": 7},
    {"card": ["x"]},
    {"remark": 5},
    {"remark": "x" * 81},
    {"remark": "a\0b"},
    {"data": "not base64!"},
    {"data": 1},
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: str(wrong)[:30])
def test_a_value_that_its_field_cannot_hold_is_refused_alone(ouanaminthe, whole, wrong):
    opened = ouanaminthe.open_card()
    card = card_of(opened)
    ouanaminthe.stamp(card, 1)
    bad = {"card": card.hex, "number": 2, "at": FULL_TIME} | wrong
    ouanaminthe.write("sample.stamp", Said("sample.stamp", new_id(), bad, card, update=False))
    ouanaminthe.stamp(card, 3)
    found = take(ouanaminthe.events, via="x.y", at=NOW, keys=ouanaminthe.grants())
    assert [fate.state for fate in found] == ["applied", "applied", "refused", "applied"]
    assert found[2].reason in {"value", "constraint"}
    assert sorted(Stamp.objects.values_list("number", flat=True)) == [1, 3]
    whole()


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "x" * 81},
        {"post": "a\0b"},
        {"seq": 2**63},
        {"hlc": -1},
        {"hlc": 10**30},
        {"at": "soon"},
        {"at": "2026-11-23"},
        {"purpose": "x" * 31},
        {"changes": [["sample.card", "0" * 32, {}, {}, 5]]},
        {"changes": [["sample.card", "0" * 32, {}, {}, {"name": 5}]]},
        {"changes": [["sample.card", "0" * 32, {}, {}, {"name": {"a.b": 2**63}}]]},
        {"changes": [[5, "0" * 32, {}]]},
        {"changes": [[["x"], "0" * 32, {}]]},
        {"changes": [["k" * 61, "0" * 32, {}]]},
    ],
    ids=lambda wrong: str(wrong)[:40],
)
def test_an_event_that_no_store_can_hold_is_not_stored(ouanaminthe, wrong):
    first, second = ouanaminthe.open_card(), ouanaminthe.open_card()
    body = json.dumps(json.loads(second.body) | wrong, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    try:
        bad = event_of(body, b"s")
    except BadEvent:
        return
    (one, two) = take([first, bad], via="x.y", at=NOW)
    assert (one.state, two.state) == ("applied", "refused")
    assert (Event.objects.count(), Card.objects.count()) == (1, 1)


@pytest.mark.parametrize("text", ['{"a":1,"a":2}', '{"v":1.5}', "[]", "", "null", '{"v":1}', '{"v":NaN}'])
def test_bytes_that_are_no_event_are_told_from_events(text):
    with pytest.raises(BadEvent):
        event_of(text.encode())


def test_a_newer_release_is_kept_and_takes_effect_as_far_as_it_is_known(ouanaminthe, whole):
    opened = ouanaminthe.open_card()
    card = card_of(opened)
    data = json.loads(opened.body)
    data["changes"][0][2]["height"] = 7
    data["changes"].append(["sample.shelf", new_id().hex, {"a": 1}])
    data["mood"] = {"unknown": "key"}
    body = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    event = event_of(body, ouanaminthe.key.sign(sha256(body).digest()))
    assert [fate.state for fate in take([event], via="x.y", at=NOW, keys=ouanaminthe.grants())] == ["newer"]
    assert Card.objects.get(id=card).name == "Wideline"
    assert unapplied() == {"newer fields": 1}
    assert bytes(Event.objects.get().body) == body
    whole()


def test_an_event_of_a_later_version_waits_for_the_upgrade(ouanaminthe, whole):
    data = json.loads(ouanaminthe.open_card().body) | {"v": 2}
    body = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    event = event_of(body, ouanaminthe.key.sign(sha256(body).digest()))
    assert [fate.state for fate in take([event], via="x.y", at=NOW)] == ["newer"]
    assert Card.objects.count() == 0
    whole()


def test_an_id_that_another_node_has_used_is_kept_and_has_no_effect(ouanaminthe, malpasse, whole):
    one = ouanaminthe.open_card()
    data = json.loads(malpasse.open_card().body) | {"id": one.header.id.hex}
    body = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    other = event_of(body, malpasse.key.sign(sha256(body).digest()))
    found = take([one, other], via="x.y", at=NOW, keys=ouanaminthe.grants())
    assert [(fate.state, fate.reason) for fate in found] == [("applied", ""), ("refused", "id")]
    assert (Event.objects.count(), Card.objects.count()) == (2, 1)
    whole()
    assert [fate.state for fate in take([one, other], via="x.y", at=NOW)] == ["known", "known"]


def test_a_clock_that_is_wrong_by_years_moves_nobody_elses(ouanaminthe, malpasse, card):
    ouanaminthe.clock = NOW.replace(year=2031)
    take([ouanaminthe.open_card()], via="x.y", at=NOW)
    card()
    mine = Event.objects.get(via="")
    assert mine.hlc < Event.objects.exclude(via="").get().hlc
    malpasse.clock = mine.at.replace(year=2020)
    take([malpasse.open_card()], via="x.y", at=NOW)
    card()
    assert Event.objects.filter(via="").latest("seq").hlc > mine.hlc


def test_a_change_of_a_record_of_another_kind_is_waiting_not_an_error(ouanaminthe):
    opened = ouanaminthe.open_card()
    stray = ouanaminthe.write("sample.card.change", Said("sample.card", new_id(), {"colour": "red"}, new_id(), update=True))
    found = take([opened, replace(stray)], via="x.y", at=NOW)
    assert [fate.state for fate in found] == ["applied", "waiting"]
