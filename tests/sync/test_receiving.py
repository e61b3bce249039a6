"""A machine comes in: what the hub answers, to whom, and how often."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lakay.journal.models import Event
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.sync import actions, queries
from lakay.sync.enrolment.codes import make_code
from lakay.sync.enrolment.fingerprints import node_name
from lakay.sync.enrolment.papers import BadPaper
from lakay.sync.models import Invitation, InvitationSecret, Peer
from lakay.sync.permissions import SameHands
from lakay.sync.receiving import NotAnswered, answer_request
from lakay.sync.rules import InvitationStatus
from lakay.sync.secrets import index_key, secrets
from tests.sync.conftest import AT, FRANTZ, LATER, MARIE, SOLANGE, admit, invitation
from tests.sync.machines import Machine

pytestmark = pytest.mark.django_db


def status() -> str:
    return invitation().status


def test_a_machine_comes_in_by_two_people(hub, code):
    machine = Machine()
    sent = machine.request(code)
    assert machine.read(answer_request(sent, AT), sent, code).state == "waiting"
    assert status() == "asked"
    assert queries.peer_named(machine.node) is None, "nobody has admitted it yet"
    admit(machine)
    taken = machine.read(answer_request(sent, LATER), sent, code)
    assert (taken.state, taken.index_key) == ("admitted", index_key())
    assert taken.place is not None
    assert (taken.place.role, taken.place.post, taken.place.hub_signing_key) == ("post", "HT-OUA", secrets().signing_public)
    peer = Peer.objects.get(node=machine.node)
    assert (peer.role, peer.post, peer.status, peer.invited_by, peer.admitted_by) == (
        "post",
        "HT-OUA",
        "active",
        FRANTZ.id,
        SOLANGE.id,
    )


def test_the_same_person_cannot_do_both(code):
    machine = Machine()
    answer_request(machine.request(code), AT)
    with pytest.raises(SameHands):
        admit(machine, by=FRANTZ)
    assert status() == "asked"


def test_the_database_does_not_know_one_person_in_both_roles(code):
    machine = Machine()
    answer_request(machine.request(code), AT)
    admit(machine)
    with pytest.raises(IntegrityError), transaction.atomic():
        Peer.objects.filter(node=machine.node).update(admitted_by=FRANTZ.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.update(decided_by=FRANTZ.id)


def test_who_does_not_look_after_machines_invites_and_admits_nobody(hub, code):
    machine = Machine()
    answer_request(machine.request(code), AT)
    with pytest.raises(NotAllowed):
        admit(machine, by=MARIE)
    with pytest.raises(NotAllowed):
        actions.invite(by=MARIE, at=AT, code=make_code(os.urandom), role="shelter", agency="DIE", days=7)


def test_only_the_hub_invites(db):
    with pytest.raises(NotAllowed):
        actions.invite(by=FRANTZ, at=AT, code=make_code(os.urandom), role="shelter", agency="DIE", days=7)


def test_there_is_one_hub(hub):
    with pytest.raises(NotAllowed):
        actions.found_hub(by=FRANTZ, at=AT, title="Another", agency="MICT")
    with pytest.raises(NotAllowed):
        actions.invite(by=FRANTZ, at=AT, code=make_code(os.urandom), role="hub", agency="MICT", days=7)


def test_the_groups_must_be_those_of_the_machine_that_asked(code):
    """Somebody who saw the paper asked first. The groups on the true machine's screen are others, and the hub finds it out."""
    thief, true = Machine("Ouanaminthe 1"), Machine("Ouanaminthe 1")
    answer_request(thief.request(code), AT)
    with pytest.raises(NotAnswered):
        answer_request(true.request(code), AT)
    with pytest.raises(NotAllowed):
        admit(true)
    assert status() == "asked"
    assert not Peer.objects.filter(role="post").exists()
    actions.refuse(by=SOLANGE, at=LATER, invitation=invitation(), reason="the groups differ")
    sent = thief.request(code)
    assert thief.read(answer_request(sent, LATER), sent, code).state == "refused"


@pytest.mark.parametrize("typed", ["", "0000", "1234 " * 8])
def test_groups_that_are_not_whole_admit_nobody(code, typed):
    machine = Machine()
    answer_request(machine.request(code), AT)
    with pytest.raises(NotAllowed):
        actions.admit(by=SOLANGE, at=LATER, invitation=invitation(), groups=typed or machine.groups[:34])
    assert status() == "asked"


def test_the_same_request_again_is_answered_again_and_written_once(code):
    """The line went before the answer came."""
    machine = Machine()
    sent = machine.request(code)
    for _ in range(3):
        assert machine.read(answer_request(sent, AT), sent, code).state == "waiting"
    assert Event.objects.filter(action="sync.invitation.ask").count() == 1


def test_an_invitation_is_for_one_machine(code):
    first, second = Machine(), Machine()
    answer_request(first.request(code), AT)
    admit(first)
    with pytest.raises(NotAnswered):
        answer_request(second.request(code), LATER)
    assert Peer.objects.filter(role="post").count() == 1


def test_a_request_that_was_overheard_gives_its_hearer_nothing(code):
    """Sent again by another it is answered, but what is answered opens for the machine alone."""
    machine, thief = Machine(), Machine()
    sent = machine.request(code)
    answer_request(sent, AT)
    admit(machine)
    overheard = answer_request(sent, LATER)
    assert index_key() not in overheard
    with pytest.raises(BadPaper):
        thief.read(overheard, sent, code)


def test_a_wrong_code_is_counted_and_the_fifth_closes_the_invitation(code):
    machine = Machine()
    for tries in range(1, 5):
        with pytest.raises(NotAnswered):
            answer_request(machine.request(code, key=os.urandom(32)), AT)
        assert (status(), InvitationSecret.objects.get().wrong) == ("open", tries)
    with pytest.raises(NotAnswered):
        answer_request(machine.request(code, key=os.urandom(32)), AT)
    assert status() == "locked"
    with pytest.raises(NotAnswered):
        answer_request(machine.request(code), AT)
    assert not InvitationSecret.objects.exists()


def test_wrong_codes_do_not_throw_out_a_machine_that_has_asked(code):
    machine = Machine()
    sent = machine.request(code)
    answer_request(sent, AT)
    for _ in range(7):
        with pytest.raises(NotAnswered):
            answer_request(machine.request(code, key=os.urandom(32)), AT)
    assert machine.read(answer_request(sent, AT), sent, code).state == "waiting"


def test_an_invitation_runs_out(code):
    machine = Machine()
    with pytest.raises(NotAnswered):
        answer_request(machine.request(code), AT + timedelta(days=7))
    answer_request(machine.request(code), AT + timedelta(days=6))
    with pytest.raises(NotAllowed):
        admit(machine, at=AT + timedelta(days=8))


def test_an_invitation_taken_back_is_answered_no_more(code):
    actions.withdraw(by=SOLANGE, at=LATER, invitation=invitation())
    with pytest.raises(NotAnswered):
        answer_request(Machine().request(code), LATER)
    assert not InvitationSecret.objects.exists()


def test_every_refusal_is_the_same(hub, code):
    """Nobody learns by asking whether a number exists, a code was wrong, or another was first."""
    other = make_code(os.urandom)
    said = set()
    for paper in (b"", b"x" * 99, Machine().request(other), Machine().request(code, key=os.urandom(32))):
        with pytest.raises(NotAnswered) as refusal:
            answer_request(paper, AT)
        said.add(str(refusal.value))
    assert said == {""}


def test_a_node_that_is_no_hub_answers_nobody(db):
    with pytest.raises(NotAnswered):
        answer_request(Machine().request(make_code(os.urandom)), AT)


def test_a_machine_that_is_in_the_register_does_not_come_in_twice(hub, code):
    machine = Machine()
    answer_request(machine.request(code), AT)
    admit(machine)
    again = make_code(os.urandom)
    actions.invite(by=FRANTZ, at=AT, code=again, role="post", agency="DIE", post="HT-BEL", days=7)
    with pytest.raises(NotAllowed):
        answer_request(machine.request(again), LATER)


def test_the_code_is_nowhere_in_the_store(code):
    rows = [bytes(row.body) for row in Event.objects.all()] + [bytes(InvitationSecret.objects.get().wrapped)]
    for row in rows:
        assert code.secret.encode() not in row
        assert code.key() not in row
        assert code.key().hex().encode() not in row


def test_decided_is_decided(code):
    machine = Machine()
    answer_request(machine.request(code), AT)
    admit(machine)
    for decide in (actions.refuse, actions.withdraw):
        more: dict[str, Any] = {"reason": ""} if decide is actions.refuse else {}
        with pytest.raises(CannotMove):
            decide(by=SOLANGE, at=LATER, invitation=invitation(), **more)
    with pytest.raises(CannotMove):
        admit(machine)


def test_no_machine_takes_the_place_of_one_that_still_works(hub, code):
    machine = Machine()
    answer_request(machine.request(code), AT)
    admit(machine)
    instead: dict[str, Any] = {"role": "post", "agency": "DIE", "post": "HT-OUA", "days": 7, "replaces": machine.node}
    with pytest.raises(NotAllowed):
        actions.invite(by=FRANTZ, at=AT, code=make_code(os.urandom), **instead)
    actions.suspend(by=FRANTZ, at=LATER, peer=Peer.objects.get(node=machine.node), reason="burnt")
    actions.invite(by=FRANTZ, at=LATER, code=make_code(os.urandom), **instead)
    assert Invitation.objects.filter(status=InvitationStatus.OPEN, replaces=machine.node).count() == 1


def test_the_hub_stands_in_its_own_register(hub):
    assert hub.node == node_name(secrets().signing_public)
    assert (hub.role, hub.address) == ("hub", "https://hub.example")
