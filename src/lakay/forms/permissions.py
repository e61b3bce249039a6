"""Who may write forms, publish them, send and read what was filled in. Each `check` raises NotAllowed with a reason."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed

FORM_VIEW = Permission.FORM_VIEW
FORM_WRITE = Permission.FORM_WRITE
FORM_PUBLISH = Permission.FORM_PUBLISH
SUBMISSION_VIEW = Permission.SUBMISSION_VIEW
SUBMISSION_SEND = Permission.SUBMISSION_SEND
PHONE_MANAGE = Permission.PHONE_MANAGE

PURPOSES = (Purpose.PROTECTION, Purpose.RECEPTION, Purpose.COORDINATION, Purpose.TRAINING)
"""What a form can be filled for."""


def check_can_write(by: Actor, agency: str) -> None:
    """A form is written and retired by those of its own agency; those of the pack have none."""
    check_may(by, FORM_WRITE)
    if agency not in {"", by.agency}:
        raise NotAllowed(_("This form belongs to another agency."))


def check_can_publish(by: Actor, proposed_by: UUID | None, drafted_by: UUID) -> None:
    """A second person publishes: neither who wrote it nor who proposed it."""
    check_may(by, FORM_PUBLISH)
    if by.id in {proposed_by, drafted_by}:
        raise NotAllowed(_("Two people must agree to this. Ask a colleague to look at it."))


def check_can_send(by: Actor) -> None:
    """A person at work, or the key of a phone."""
    check_may(by, SUBMISSION_SEND)


def check_can_manage_phones(by: Actor) -> None:
    """Keys of phones are given and ended by those who look after machines."""
    check_may(by, PHONE_MANAGE)


def check_is_another(by: Actor, proposed_by: UUID) -> None:
    """Nobody agrees to what they asked for themselves."""
    if by.id == proposed_by:
        raise NotAllowed(_("You asked for this yourself. Another person must agree."))
