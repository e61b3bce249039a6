"""Invitations: made by one, answered by a machine, admitted or refused by another."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.journal.batch import Batch
from lakay.journal.core import seal
from lakay.journal.keys import node_keys
from lakay.journal.writer import one_turn, run_write
from lakay.journal.writing import Act, Receipt, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.sync.actions.peers import NeedsWords
from lakay.sync.enrolment.codes import Code
from lakay.sync.enrolment.fingerprints import fingerprint, node_name
from lakay.sync.enrolment.papers import Request
from lakay.sync.models import Invitation, InvitationSecret, Peer
from lakay.sync.permissions import check_at_hub, check_can_admit, check_can_be_replaced
from lakay.sync.queries import own_hub, peer_named
from lakay.sync.rules import AWAY, INVITATION_STATES, LIVING, LONGEST_DAYS, WRONG_TRIES, InvitationStatus, PeerStatus, has_run_out


class RunOut(NotAllowed):
    """The invitation is too old; a new one must be made."""


class OtherMachine(NotAllowed):
    """The groups that were typed are not those of the machine that asked."""


@action("sync.invitation.make", Purpose.ADMINISTRATION)
def invite(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    code: Code,
    role: str,
    agency: str,
    days: int,
    post: str = "",
    replaces: str = "",
    command: UUID | None = None,
) -> None:
    """Make the paper for one machine. `code` from `make_code`: it is shown once, printed, and kept nowhere; `days` 1 to 30."""
    check_at_hub(by, own_hub())
    if role not in AWAY or not 1 <= days <= LONGEST_DAYS:
        raise NotAllowed(_("There is no such place for a machine."))
    if role == "post" and not post:
        raise NeedsWords(_("Say at which post the machine stands."))
    if replaces:
        check_can_be_replaced(peer_named(replaces))
    if Invitation.objects.filter(number=code.number, status__in=LIVING).exists():
        raise NotAllowed(_("Try again: this number is in use."))
    made = act.create(
        Invitation,
        number=code.number,
        role=role,
        post=post,
        agency=agency,
        replaces=replaces,
        invited_by=by.id,
        invited_at=at,
        expires_at=at + timedelta(days=days),
        status=InvitationStatus.OPEN.value,
    )
    wrapped = seal.wrap(node_keys().wrapping, made.pk, code.key(), os.urandom)
    InvitationSecret.objects.create(invitation=made.pk, wrapped=wrapped)


@action("sync.invitation.ask", Purpose.ADMINISTRATION)
def ask(act: Act, *, by: Actor, at: datetime, invitation: Invitation, request: Request, command: UUID | None = None) -> None:
    """Enter the request of a machine that knew the code. `by` is the machine's own system actor."""
    now = _standing(invitation, InvitationStatus.ASKED)
    if has_run_out(now.status, now.expires_at, at):
        raise RunOut(_("This invitation has run out."))
    if peer_named(node_name(request.signing_key)) is not None:
        raise NotAllowed(_("This machine is in the register already."))
    act.update(
        now,
        status=InvitationStatus.ASKED.value,
        title=request.title,
        version=request.version,
        node=node_name(request.signing_key),
        signing_key=request.signing_key,
        sealing_key=request.sealing_key,
        asked_at=at,
    )


def admit(*, by: Actor, at: datetime, invitation: Invitation, groups: str, command: UUID | None = None) -> Receipt:
    """Let a machine in. `groups`: what its screen shows, as told by telephone or on paper; the hub compares.

    Another person than who made the invitation. From here on the machine is a node, known to all at their next round. Two events
    in one commit: the invitation concerns the hub alone, the node everybody.
    """
    with one_turn():
        accept_request(by=by, at=at, invitation=invitation, groups=groups, command=command)
        return enter_peer(by=by, at=at, invitation=invitation)


@action("sync.invitation.admit", Purpose.ADMINISTRATION)
def accept_request(
    act: Act, *, by: Actor, at: datetime, invitation: Invitation, groups: str, command: UUID | None = None
) -> None:
    """The machine that asked is the one that was meant."""
    check_at_hub(by, own_hub())
    now = _standing(invitation, InvitationStatus.ADMITTED)
    check_can_admit(by, now)
    if has_run_out(now.status, now.expires_at, at):
        raise RunOut(_("This invitation has run out."))
    keys = bytes(now.signing_key or b""), bytes(now.sealing_key or b"")
    if "".join(filter(str.isdigit, groups)) != "".join(fingerprint(*keys)):
        raise OtherMachine(_("This is not the machine that asked. Ask for the groups again; if they differ, refuse."))
    act.update(now, status=InvitationStatus.ADMITTED.value, decided_by=by.id, decided_at=at)


@action("sync.peer.admit", Purpose.ADMINISTRATION)
def enter_peer(act: Act, *, by: Actor, at: datetime, invitation: Invitation, command: UUID | None = None) -> None:
    """The machine of an invitation that was just decided stands in the register."""
    now = Invitation.objects.get(pk=invitation.pk)
    if now.status != InvitationStatus.ADMITTED or now.decided_by != by.id or peer_named(now.node) is not None:
        raise NotAllowed(_("Nobody has admitted this machine."))
    act.create(
        Peer,
        node=now.node,
        title=now.title,
        role=now.role,
        post=now.post,
        agency=now.agency,
        signing_key=bytes(now.signing_key or b""),
        sealing_key=bytes(now.sealing_key or b""),
        replaces=now.replaces,
        status=PeerStatus.ACTIVE.value,
        invited_by=now.invited_by,
        admitted_by=by.id,
        admitted_at=at,
    )


@action("sync.invitation.refuse", Purpose.ADMINISTRATION)
def refuse(act: Act, *, by: Actor, at: datetime, invitation: Invitation, reason: str, command: UUID | None = None) -> None:
    """Do not let the machine in that asked. Anybody who looks after the nodes may, also who made the invitation."""
    check_at_hub(by, own_hub())
    now = _standing(invitation, InvitationStatus.REFUSED)
    act.update(now, status=InvitationStatus.REFUSED.value, decided_by=by.id, decided_at=at, reason=reason.strip()[:200])


@action("sync.invitation.withdraw", Purpose.ADMINISTRATION)
def withdraw(act: Act, *, by: Actor, at: datetime, invitation: Invitation, command: UUID | None = None) -> None:
    """Take an invitation back: the paper was lost, or the machine does not come."""
    check_at_hub(by, own_hub())
    now = _standing(invitation, InvitationStatus.WITHDRAWN)
    act.update(now, status=InvitationStatus.WITHDRAWN.value)
    InvitationSecret.objects.filter(invitation=now.pk).delete()


@action("sync.invitation.lock", Purpose.SECURITY)
def lock_invitation(act: Act, *, by: Actor, at: datetime, invitation: Invitation, command: UUID | None = None) -> None:
    """Close an invitation whose code was tried wrong too often: somebody guesses."""
    now = _standing(invitation, InvitationStatus.LOCKED)
    act.update(now, status=InvitationStatus.LOCKED.value)
    InvitationSecret.objects.filter(invitation=now.pk).delete()


def count_wrong(invitation: UUID) -> bool:
    """Count a request with a wrong code. Returns whether there were too many now."""

    def work(batch: Batch) -> bool:
        row = InvitationSecret.objects.select_for_update().filter(invitation=invitation).first()
        if row is None:
            return False
        InvitationSecret.objects.filter(pk=row.pk).update(wrong=row.wrong + 1)
        return row.wrong + 1 >= WRONG_TRIES

    return run_write(work)


def forget_code(invitation: UUID) -> None:
    """The machine has joined, or never will: the code proves nothing any more."""
    run_write(lambda batch: InvitationSecret.objects.filter(invitation=invitation).delete())


def _standing(invitation: Invitation, to: InvitationStatus) -> Invitation:
    now = Invitation.objects.select_for_update().get(pk=invitation.pk)
    INVITATION_STATES.check_can_move(InvitationStatus(now.status), to)
    return now
