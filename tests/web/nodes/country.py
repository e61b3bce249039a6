"""The machines of the small country: a hub (this one), a post that works, one that was stopped, and papers in every state."""

from __future__ import annotations

import os
from typing import Any
from uuid import uuid4

from lakay.access.sessions import actor_for
from lakay.border.models import Call, Crossing
from lakay.journal.models import Conflict, Event, File, Unapplied
from lakay.kernel.clock import SystemClock
from lakay.people.models import PersonName
from lakay.sync import actions
from lakay.sync.enrolment.codes import make_code
from lakay.sync.models import Invitation, Peer
from lakay.sync.receiving import answer_request
from tests.sync.machines import Machine


def settle_nodes(world: Any) -> None:
    """Frantz invites, Solange admits."""
    frantz, solange = (actor_for(world.staff[name], SystemClock().now()) for name in ("frantz", "solange"))
    at = SystemClock().now()
    actions.found_hub(by=frantz, at=at, title="Ministry", agency="MICT", address="https://hub.example")
    world.records["peer_hub"] = Peer.objects.get().pk
    for name in ("working", "stopped"):
        world.records[f"peer_{name}"] = come_in(frantz, solange, f"Ouanaminthe {name}").pk
    stopped = Peer.objects.get(pk=world.records["peer_stopped"])
    actions.suspend(by=frantz, at=SystemClock().now(), peer=stopped, reason="stolen on the road")
    for name in ("open", "asked"):
        world.records[f"invitation_{name}"] = invited(frantz, Machine(f"Belladere {name}") if name == "asked" else None).pk
    world.records["letter"] = refused_event().pk


def invited(by: Any, machine: Machine | None) -> Invitation:
    """A paper, and the request of the machine that got it."""
    code, at = make_code(os.urandom), SystemClock().now()
    made = actions.invite(by=by, at=at, code=code, role="post", agency="DIE", post="HT-BEL", days=7).id_of(Invitation)
    if machine is not None:
        answer_request(machine.request(code), at)
    return Invitation.objects.get(pk=made)


def come_in(first: Any, second: Any, title: str) -> Peer:
    """A machine that two people let in."""
    machine = Machine(title)
    made = invited(first, machine)
    actions.admit(by=second, at=SystemClock().now(), invitation=made, groups=machine.groups)
    return Peer.objects.get(node=machine.node)


def refused_event() -> Unapplied:
    """An event that stands in the list of refused ones. (It is the hub's own: the list does not ask.)"""
    event = Event.objects.filter(action="sync.peer.suspend").latest("position")
    return Unapplied.objects.create(event=event, state=Unapplied.REFUSED, reason="may_not_write", since=SystemClock().now())


def settle_disputes(world: Any) -> None:
    """A name and a note of the protection desk that another machine wrote differently."""
    person = Crossing.objects.get(pk=world.records["crossing"]).person_id
    name = PersonName.objects.filter(person=person).first()
    call = Call.objects.order_by("pk").first()
    assert name is not None
    assert call is not None
    disputes: list[tuple[File, str]] = [(name, "family"), (call, "note")]
    for record, field in disputes:
        world.records["name_disputed" if record is name else "call_disputed"] = record.pk
        Conflict.objects.create(
            kind=record.kind,
            record=record.pk,
            field=field,
            origin="00112233445566aa.0011223344556677",
            seq=7,
            hlc=1,
            event=uuid4(),
            value="OTHERNAME",
        )
