"""Two values of one field: a person decides, and nobody has to decide again."""

import pytest

from lakay.journal.deciding import MayNotDecide, NothingToDecide, candidates, decide_conflict
from lakay.journal.foreign import take
from lakay.journal.foreign.values import Unfit
from lakay.journal.models import Conflict
from lakay.kernel.actors import Actor
from lakay.kernel.ids import new_id
from tests.journal.foreign.peers import NOW, card_of
from tests.journal.sample.models import Card


@pytest.fixture
def rose():
    return Actor(id=new_id(), agency="DPO", permissions=frozenset({"journal:conflict:decide"}))


@pytest.fixture
def clash(ouanaminthe, malpasse):
    """A card that two posts have coloured and dated differently, without having seen each other."""
    opened = ouanaminthe.open_card(colour="red", born_on="2001-01-01")
    card = card_of(opened)
    malpasse.hear(ouanaminthe, opened)
    ours = ouanaminthe.change_card(card, colour="blue", born_on="2002-02-02")
    theirs = malpasse.change_card(card, colour="green")
    take([opened, ours], via=ouanaminthe.via, at=NOW, keys=ouanaminthe.grants())
    take([theirs], via=malpasse.via, at=NOW)
    return card, ours, theirs


def test_both_values_are_shown_with_who_wrote_them(clash, ouanaminthe, malpasse):
    card, ours, theirs = clash
    found = candidates("sample.card", card, "colour")
    assert {(one.value, one.event, one.origin.node) for one in found} == {
        ("blue", ours.header.id, ouanaminthe.name),
        ("green", theirs.header.id, malpasse.name),
    }
    assert [one.shown for one in found] == [True, False]
    assert found[0].value == Card.objects.get(id=card).colour
    assert candidates("sample.card", card, "name") == []


@pytest.mark.parametrize("value", ["blue", "green", "white"])
def test_what_is_decided_holds_and_the_others_are_done_with(clash, rose, whole, value, ouanaminthe):
    card, _ours, _theirs = clash
    decide_conflict(by=rose, at=NOW, kind="sample.card", record=card, field="colour", value=value)
    assert (Card.objects.get(id=card).colour, Conflict.objects.count()) == (value, 0)
    whole()
    with pytest.raises(NothingToDecide):
        decide_conflict(by=rose, at=NOW, kind="sample.card", record=card, field="colour", value=value)


def test_not_everybody_decides_and_not_everything_is_a_value(clash, rose, marie):
    card, _ours, _theirs = clash
    with pytest.raises(MayNotDecide):
        decide_conflict(by=marie, at=NOW, kind="sample.card", record=card, field="colour", value="blue")
    with pytest.raises(Unfit):
        decide_conflict(by=rose, at=NOW, kind="sample.card", record=card, field="colour", value="x" * 21)
    assert Conflict.objects.count() == 1
