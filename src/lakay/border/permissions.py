"""Who may do what at the booth. Each `check` raises with a reason that a person can read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.border.models import Encounter, Shift
from lakay.border.rules import ShiftStatus
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed

SHIFT_OPEN = "border:shift:open"
ENCOUNTER_OPEN = "border:encounter:open"
CROSSING_RECORD = "border:crossing:record"
REGISTER_READ = "border:register:read"


def check_can_open_shift(by: Actor, post: str) -> None:
    """An officer opens a shift at the post where they sit."""
    if not by.may(SHIFT_OPEN):
        raise NotAllowed(_("Your role does not open a booth."))
    if by.post != post:
        raise NotAllowed(_("You are not assigned to this post."))


def check_own_open_shift(by: Actor, shift: Shift, permission: str) -> None:
    """What happens in a shift is done by its own officer, while it is open."""
    if not by.may(permission):
        raise NotAllowed(_("Your role does not decide on travellers."))
    if shift.officer != by.id:
        raise NotAllowed(_("This is another officer's shift."))
    if shift.status != ShiftStatus.OPEN:
        raise NotAllowed(_("This shift is closed. Open a new one."))


def check_can_decide(by: Actor, encounter: Encounter) -> None:
    """The officer who read the document decides, in the same shift."""
    check_own_open_shift(by, encounter.shift, CROSSING_RECORD)


def can_read_register(by: Actor) -> bool:
    """Whether the register of the own post may be read."""
    return by.may(REGISTER_READ) and bool(by.post)
