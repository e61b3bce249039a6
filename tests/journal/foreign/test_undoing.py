"""A stolen machine's last entries lose their effect, and get it back where they were found to be good."""

from lakay.journal.foreign import refuse, retry, take
from lakay.journal.models import Conflict
from tests.journal.foreign.conftest import state, unapplied
from tests.journal.foreign.peers import NOW, card_of
from tests.journal.sample.models import Card, Stamp


def test_what_it_changed_is_as_before_and_as_after_once_it_is_lifted(ouanaminthe, malpasse, whole):
    opened = ouanaminthe.open_card(colour="red")
    card = card_of(opened)
    malpasse.hear(ouanaminthe, opened)
    theirs, ours = malpasse.change_card(card, colour="green", name="X"), ouanaminthe.change_card(card, colour="blue")
    take([opened], via="x.y", at=NOW, keys=ouanaminthe.grants())
    before = state()
    take([theirs], via="x.y", at=NOW)
    with_theirs = state()
    assert refuse([theirs.header.id], "revoked", NOW) == 1
    assert state() == before
    assert unapplied() == {"refused revoked": 1}
    whole()
    assert refuse([theirs.header.id], "revoked", NOW) == 0
    assert retry(theirs.header.id, NOW).state == "applied"
    assert state() == with_theirs
    take([ours], via="x.y", at=NOW)
    assert Conflict.objects.count() == 1
    refuse([theirs.header.id], "revoked", NOW)
    assert (Card.objects.get().colour, Conflict.objects.count()) == ("blue", 0)
    whole()


def test_what_it_made_is_gone_and_what_others_built_on_it_waits(ouanaminthe, malpasse, whole):
    opened = malpasse.open_card()
    card = card_of(opened)
    ouanaminthe.hear(malpasse, opened)
    changed, stamped = ouanaminthe.change_card(card, colour="blue"), ouanaminthe.stamp(card, 1)
    take([opened, changed, stamped], via="x.y", at=NOW, keys=malpasse.grants())
    before = state()
    refuse([opened.header.id], "revoked", NOW)
    assert (Card.objects.count(), Stamp.objects.count()) == (0, 0)
    assert unapplied() == {"refused revoked": 1, "waiting record": 2}
    whole()
    assert retry(opened.header.id, NOW).state == "applied"
    assert state() == before
    assert unapplied() == {}
    whole()


def test_a_refusal_is_noted_for_what_waits_too(ouanaminthe, whole):
    opened = ouanaminthe.open_card()
    stamped = ouanaminthe.stamp(card_of(opened), 1)
    take([stamped], via="x.y", at=NOW)
    assert refuse([stamped.header.id], "revoked", NOW) == 0
    assert unapplied() == {"refused revoked": 1}
    take([opened], via="x.y", at=NOW)
    assert Stamp.objects.count() == 0
    whole()
