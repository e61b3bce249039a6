"""The hub's side of an enrolment: a request comes in by whatever carrier, an answer goes back. Bytes in, bytes out."""

from __future__ import annotations

import os
from datetime import datetime

from lakay.journal.core import seal
from lakay.journal.keys import node_keys
from lakay.kernel.actors import system_actor
from lakay.sync import queries, releasing
from lakay.sync.actions import invitations as actions
from lakay.sync.enrolment.papers import (
    ADMITTED,
    REFUSED,
    WAITING,
    Answer,
    BadPaper,
    Place,
    Request,
    number_of,
    read_request,
    write_answer,
)
from lakay.sync.models import Invitation, InvitationSecret, Peer
from lakay.sync.rules import InvitationStatus, has_run_out
from lakay.sync.secrets import index_key, secrets

MACHINE = system_actor("enrolment")

_STATES = {
    InvitationStatus.ASKED.value: WAITING,
    InvitationStatus.ADMITTED.value: ADMITTED,
    InvitationStatus.REFUSED.value: REFUSED,
}


class NotAnswered(PermissionError):
    """The hub says nothing to this request: no such invitation, a wrong code, too late, or another machine was first."""


def answer_request(paper: bytes, at: datetime, authority: str = "") -> bytes:
    """Take a request and answer it. Raises NotAnswered, always the same, whatever was wrong with it.

    The same request again is answered as the matter stands then. Each wrong code is counted; too many close the invitation.
    `authority`: the certificate of this hub's own authority (PEM), which the machine is to trust from then on.
    """
    hub = queries.own_hub()
    try:
        invitation = _invitation(number_of(paper)) if hub else None
        secret = _secret(invitation) if invitation else None
    except BadPaper as error:
        raise NotAnswered from error
    if hub is None or invitation is None or secret is None:
        raise NotAnswered
    key = seal.unwrap(node_keys().wrapping, invitation.pk, bytes(secret.wrapped))
    request = _believed(paper, key, invitation, at)
    if invitation.status == InvitationStatus.OPEN:
        if has_run_out(invitation.status, invitation.expires_at, at):
            raise NotAnswered
        actions.ask(by=MACHINE, at=at, invitation=invitation, request=request)
        invitation.refresh_from_db()
    if _keys_of(invitation) != (request.signing_key, request.sealing_key):
        raise NotAnswered
    return _answer(invitation, paper, key, hub, authority)


def _invitation(number: str) -> Invitation | None:
    return Invitation.objects.filter(number=number).order_by("-invited_at").first()


def _secret(invitation: Invitation) -> InvitationSecret | None:
    return InvitationSecret.objects.filter(invitation=invitation.pk).first()


def _believed(paper: bytes, key: bytes, invitation: Invitation, at: datetime) -> Request:
    try:
        return read_request(paper, key)
    except BadPaper as error:
        if actions.count_wrong(invitation.pk) and invitation.status == InvitationStatus.OPEN:
            actions.lock_invitation(by=MACHINE, at=at, invitation=invitation)
        raise NotAnswered from error


def _keys_of(invitation: Invitation) -> tuple[bytes, bytes]:
    return bytes(invitation.signing_key or b""), bytes(invitation.sealing_key or b"")


def _answer(invitation: Invitation, paper: bytes, key: bytes, hub: Peer, authority: str) -> bytes:
    own = secrets()
    state = _STATES[invitation.status]
    place = Place(
        role=invitation.role,
        post=invitation.post,
        agency=invitation.agency,
        hub_title=hub.title,
        hub_signing_key=own.signing_public,
        hub_sealing_key=own.sealing_public,
        address=hub.address,
        authority=authority,
        releases=releasing.book().public,
    )
    answer = Answer(state, place, index_key() if state == ADMITTED else b"")
    return write_answer(answer, paper, bytes(invitation.sealing_key or b""), key, own.signing, os.urandom)


def has_joined(node: str) -> None:
    """A machine has spoken as a node: the code of its invitation has done its work and is forgotten."""
    invited = Invitation.objects.filter(node=node, status=InvitationStatus.ADMITTED).values_list("pk", flat=True)
    for pk in InvitationSecret.objects.filter(invitation__in=list(invited)).values_list("pk", flat=True):
        actions.forget_code(pk)
