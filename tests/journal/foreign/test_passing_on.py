"""What a store passes on to others: each event again when more can be passed on of it than before."""

from dataclasses import replace

from lakay.journal.checking import findings
from lakay.journal.core.vouching import vouched
from lakay.journal.foreign import SubjectGrant, after, know, last_position, retry, take, take_keys, take_up_newer
from lakay.journal.models import Event, SecondPlace
from tests.journal.foreign.conftest import unapplied
from tests.journal.foreign.peers import NOW, card_of
from tests.journal.sample.models import Card


def positions():
    """Where each event stands, by its number."""
    found = {seq: [position] for seq, position in Event.objects.order_by("seq").values_list("seq", "position")}
    for seq, position in SecondPlace.objects.order_by("position").values_list("event__seq", "position"):
        found[seq].append(position)
    return found


def test_a_signature_that_comes_later_is_kept_and_the_event_passed_on_again(ouanaminthe, whole):
    for _ in range(3):
        ouanaminthe.open_card()
    one, two, three = ouanaminthe.events
    take([replace(one, signature=b""), replace(two, signature=b""), three], via="x.y", at=NOW)
    whole()
    take([one], via="x.y", at=NOW)
    assert positions() == {1: [1, 4], 2: [2], 3: [3]}
    assert [bytes(row.signature) for row in Event.objects.order_by("seq")] == [one.signature, b"", three.signature]
    take([one], via="x.y", at=NOW)
    assert last_position() == 4
    whole()


def test_an_end_that_nobody_signed_is_found(ouanaminthe):
    for _ in range(3):
        ouanaminthe.open_card()
    one, two, _three = ouanaminthe.events
    take([one, replace(two, signature=b"")], via="x.y", at=NOW)
    assert [finding.fault.code for finding in findings()] == ["unsigned"]


def test_a_hub_may_vouch_for_a_chain_that_it_holds_and_a_post_may_not(ouanaminthe, malpasse):
    event = ouanaminthe.open_card()
    take([replace(event, signature=malpasse.key.sign(vouched(event.hash)))], via="x.y", at=NOW)
    assert [finding.fault.code for finding in findings()] == ["signature"]
    assert know(malpasse.name, malpasse.raw, vouches=True) is False
    assert list(findings()) == []
    Event.objects.update(signature=malpasse.key.sign(event.hash))
    assert [finding.fault.code for finding in findings()] == ["signature"]


def test_what_a_key_opens_for_the_first_time_is_passed_on_again(ouanaminthe, malpasse):
    opened = ouanaminthe.open_card(story="long")
    other = ouanaminthe.open_card()
    take([opened, other], via="x.y", at=NOW)
    card = card_of(opened)
    take_keys([grant for grant in ouanaminthe.grants("personal") if grant.subject == card])
    assert positions() == {1: [1, 3], 2: [2]}
    take_keys([SubjectGrant(card, "", ouanaminthe.keys[card])])
    assert positions() == {1: [1, 3, 4], 2: [2]}
    take_keys([SubjectGrant(card, "", malpasse.key_of(card))])
    assert positions() == {1: [1, 3, 4], 2: [2]}


def test_what_names_a_person_and_seals_nothing_goes_on_with_the_key(ouanaminthe):
    opened = ouanaminthe.open_card()
    named = ouanaminthe.write("sample.card.read", subjects=(card_of(opened),))
    take([opened, named], via="x.y", at=NOW)
    take_keys(ouanaminthe.grants("personal"))
    assert positions() == {1: [1, 3], 2: [2, 4]}


def test_what_was_refused_or_not_understood_is_passed_on_once_it_takes_effect(ouanaminthe, whole):
    event = ouanaminthe.open_card()
    assert take([event], via="x.y", at=NOW, judge=lambda event: "newer")[0].state == "newer"
    assert (unapplied(), Card.objects.count()) == ({"newer action": 1}, 0)
    whole()
    assert take_up_newer(NOW, judge=lambda event: "newer")[0].state == "newer"
    assert take_up_newer(NOW, judge=lambda event: "no")[0].state == "refused"
    assert retry(event.header.id, NOW).state == "applied"
    assert (unapplied(), Card.objects.count()) == ({}, 1)
    assert [(one.position, one.via) for one in after(0, 9)] == [(1, "x.y"), (2, "")]
    whole()


def test_what_was_not_understood_and_now_only_waits_is_passed_on_too(ouanaminthe, malpasse):
    """Another store may have what it waits for."""
    card = malpasse.open_card()
    ouanaminthe.hear(malpasse, card)
    event = ouanaminthe.stamp(card_of(card), 1)
    take([event], via="x.y", at=NOW, judge=lambda event: "newer")
    assert take_up_newer(NOW)[0].state == "waiting"
    assert positions() == {1: [1, 2]}
    assert retry(event.header.id, NOW).state == "waiting"
    assert positions() == {1: [1, 2]}
    take([card], via="x.y", at=NOW)
    assert [one.position for one in after(0, 9)] == [1, 2, 3, 4]
