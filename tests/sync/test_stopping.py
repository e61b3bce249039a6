"""A stolen machine: one person stops it at once, another ends it or lets it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.sync import actions, queries
from lakay.sync.models import Peer
from lakay.sync.permissions import SameHands
from lakay.sync.receiving import answer_request
from tests.sync.conftest import AT, FRANTZ, MARIE, SOLANGE, admit
from tests.sync.machines import Machine

pytestmark = pytest.mark.django_db
NIGHT = AT + timedelta(hours=18)


@pytest.fixture
def post(hub: Peer, code) -> Peer:
    """A post that works."""
    machine = Machine()
    answer_request(machine.request(code), AT)
    admit(machine)
    return Peer.objects.get(node=machine.node)


def test_one_person_stops_a_machine_at_once(post):
    actions.suspend(by=FRANTZ, at=NIGHT, peer=post, reason="the car was stopped on the road")
    core = queries.core_peer(post.node)
    assert core is not None
    assert (core.status, core.held) == ("suspended", {})
    assert not core.allows("any", 1), "nothing that the hub does not hold counts any more"


def test_another_person_makes_it_final(post):
    actions.suspend(by=FRANTZ, at=NIGHT, peer=post, reason="stolen")
    with pytest.raises(SameHands):
        actions.confirm(by=FRANTZ, at=NIGHT, peer=post)
    actions.confirm(by=SOLANGE, at=NIGHT, peer=post)
    assert Peer.objects.get(pk=post.pk).status == "revoked"
    for then in (actions.lift, actions.confirm):
        with pytest.raises(CannotMove):
            then(by=FRANTZ, at=NIGHT, peer=post)


def test_another_person_lets_it_back(post):
    actions.suspend(by=FRANTZ, at=NIGHT, peer=post, reason="not answering")
    with pytest.raises(SameHands):
        actions.lift(by=FRANTZ, at=NIGHT, peer=post)
    actions.lift(by=SOLANGE, at=NIGHT, peer=post)
    core = queries.core_peer(post.node)
    assert core is not None
    assert core.allows("any", 10**6)
    actions.suspend(by=SOLANGE, at=NIGHT, peer=post, reason="again")
    assert Peer.objects.get(pk=post.pk).stopped_by == SOLANGE.id


def test_it_is_not_ended_without_having_been_stopped(post):
    with pytest.raises(CannotMove):
        actions.confirm(by=SOLANGE, at=NIGHT, peer=post)


def test_a_reason_is_said(post):
    with pytest.raises(NotAllowed):
        actions.suspend(by=FRANTZ, at=NIGHT, peer=post, reason=" ")


def test_only_those_who_look_after_machines_stop_one(post):
    with pytest.raises(NotAllowed):
        actions.suspend(by=MARIE, at=NIGHT, peer=post, reason="stolen")


def test_the_hub_does_not_stop_itself(hub):
    with pytest.raises(NotAllowed):
        actions.suspend(by=FRANTZ, at=NIGHT, peer=hub, reason="tired")


def test_the_database_does_not_know_one_person_for_both(post):
    actions.suspend(by=FRANTZ, at=NIGHT, peer=post, reason="stolen")
    with pytest.raises(IntegrityError), transaction.atomic():
        Peer.objects.filter(pk=post.pk).update(status="revoked", decided_by=FRANTZ.id, decided_at=NIGHT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Peer.objects.filter(pk=post.pk).update(status="revoked")
