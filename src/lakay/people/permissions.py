"""Who may change what is known about people. The roles that hold these permissions stand in the table of `access`."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed


class OwnRequest(NotAllowed):
    """Two people must agree to this, and this person is the first of them."""

    def __init__(self) -> None:
        super().__init__(_("Two people must agree to this. Ask a colleague to look at it."))


def check_can_edit(by: Actor) -> None:
    """Raise NotAllowed for those who may not change what is known about people."""
    check_may(by, Permission.PERSON_EDIT)


def check_can_record_consent(by: Actor) -> None:
    """Raise NotAllowed for those who may not record that somebody agreed or took it back."""
    check_may(by, Permission.CONSENT_RECORD)


def check_can_propose_merge(by: Actor) -> None:
    """Raise NotAllowed for those who may not propose that two records are one person."""
    check_may(by, Permission.MERGE_PROPOSE)


def check_can_decide_merge(by: Actor) -> None:
    """Raise NotAllowed for those who may not decide about merges, or undo one."""
    check_may(by, Permission.MERGE_DECIDE)


def check_is_another(by: Actor, first: UUID) -> None:
    """Raise OwnRequest if the one who acts is the one who acted first."""
    if by.id == first:
        raise OwnRequest
