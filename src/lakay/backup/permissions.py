"""Who may have copies checked and see how they stand. Nobody reads a record of a person by this."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed

CAN_VERIFY = "backup:copy:verify"
CAN_RESTORE = "backup:store:restore"
"""Held by nobody with an account: a store is restored at the machine itself, by the holders of the paper."""


def check_can_verify(by: Actor) -> None:
    """Raise NotAllowed unless copies may be checked by this person."""
    if not by.may(CAN_VERIFY):
        raise NotAllowed(_("Your role does not allow this."))


def check_can_restore(by: Actor) -> None:
    """Raise NotAllowed unless it is the command at the machine itself."""
    if not by.may(CAN_RESTORE):
        raise NotAllowed(_("Your role does not allow this."))
