"""Who may do what at the booth. Each `check` raises with a reason that a person can read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from lakay.border.models import Encounter, SecondLook, Shift
from lakay.border.rules import SecondLineStatus, ShiftStatus
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed

SHIFT_OPEN = "border:shift:open"
ENCOUNTER_OPEN = "border:encounter:open"
CROSSING_RECORD = "border:crossing:record"
REGISTER_READ = "border:register:read"
SECOND_LOOK_VIEW = "border:second_look:view"
SECOND_LOOK_DECIDE = "border:second_look:decide"
SECOND_LOOK_CONFIRM = "border:second_look:confirm"
INSPECTION_RECORD = "border:inspection:record"
LATE_ENTER = "border:late:enter"
IMPORT_RUN = "border:import:run"
SHIFT_SUPERVISE = "border:shift:supervise"
CALL_ANSWER = "border:call:answer"
PATTERN_SWEEP = "border:pattern:sweep"
ARRIVAL_VIEW = "border:arrival:view"
PASSENGER_VIEW = "border:passenger:view"
PASSENGER_BRING = "border:passenger:bring"
FEED_MANAGE = "border:feed:manage"


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


def check_can_work(by: Actor, encounter: Encounter) -> None:
    """What is asked of a traveller before the decision is answered at the booth, or by whoever of the second line took them."""
    if by.id != encounter.shift.officer and by.may(SECOND_LOOK_DECIDE):
        looks = SecondLook.objects.filter(encounter=encounter, status=SecondLineStatus.TAKEN, taken_by=by.id)
        if looks.exists():
            return
    check_can_decide(by, encounter)


def check_can_take(by: Actor, look: SecondLook) -> None:
    """The second line of the own post takes the travellers who wait there."""
    if not by.may(SECOND_LOOK_DECIDE):
        raise NotAllowed(_("Your role does not decide in the second line."))
    if by.post != look.post:
        raise NotAllowed(_("You are not assigned to this post."))


def check_is_taker(by: Actor, look: SecondLook) -> None:
    """Who has taken a traveller decides on them."""
    check_can_take(by, look)
    if look.taken_by != by.id:
        raise NotAllowed(_("Somebody else has taken this traveller."))


def check_can_confirm(by: Actor, look: SecondLook) -> None:
    """An admission against a stop is confirmed by another person than the one who asks for it."""
    if not by.may(SECOND_LOOK_CONFIRM):
        raise NotAllowed(_("Your role does not confirm decisions of the second line."))
    if by.post != look.post:
        raise NotAllowed(_("You are not assigned to this post."))
    if by.id == look.proposed_by:
        raise NotAllowed(_("You asked for this yourself. Another person must agree."))


STANDS_THERE = timedelta(minutes=15)
"""How long after the reading somebody can still be the one before the officer: for the photo, which holds nobody up."""


def check_stands_before(by: Actor, encounter: Encounter, at: datetime) -> None:
    """The traveller of this encounter is before this officer now, or went on a moment ago."""
    check_can_decide(by, encounter)
    if at - encounter.at > STANDS_THERE:
        raise NotAllowed(_("This traveller is no longer before you."))


def can_see_before(by: Actor, encounter: Encounter, at: datetime) -> bool:
    """Whether `check_stands_before` lets this officer see the face on file, to hold it against the one before them."""
    try:
        check_stands_before(by, encounter, at)
    except NotAllowed:
        return False
    return True


def check_can_inspect(by: Actor, post: str) -> None:
    """Customs, border police and the supervisor look into luggage, vehicles and goods at their own post."""
    if not by.may(INSPECTION_RECORD):
        raise NotAllowed(_("Your role does not record inspections."))
    if by.post != post:
        raise NotAllowed(_("You are not assigned to this post."))


def check_can_send_to_inspection(by: Actor, encounter: Encounter) -> None:
    """Whoever has the traveller before them sends them on."""
    if not by.may(INSPECTION_RECORD):
        check_can_decide(by, encounter)
    elif by.post != encounter.post:
        raise NotAllowed(_("You are not assigned to this post."))


def check_can_print(by: Actor, post: str) -> None:
    """Whoever may read the register of the post prints what a traveller takes away."""
    if not by.may(REGISTER_READ):
        raise NotAllowed(_("Your role does not read the register."))
    if by.post != post:
        raise NotAllowed(_("You are not assigned to this post."))


def check_can_close_for(by: Actor, shift: Shift) -> None:
    """The supervisor of the post closes the shift of another officer; their own they close by counting."""
    if not by.may(SHIFT_SUPERVISE):
        raise NotAllowed(_("Your role does not close the shifts of others."))
    if by.post != shift.post:
        raise NotAllowed(_("You are not assigned to this post."))
    if by.id == shift.officer:
        raise NotAllowed(_("This is your own shift: count and close it at the booth."))


def check_can_enter_late(by: Actor, shift: Shift) -> None:
    """Paper records are entered in a shift of one's own that is open for them."""
    check_own_open_shift(by, shift, LATE_ENTER)
    if shift.late_for_on is None:
        raise NotAllowed(_("This shift is at the booth, not for paper records."))


def check_can_import(by: Actor, post: str) -> None:
    """Past movements are brought in at the post where they belong."""
    if not by.may(IMPORT_RUN):
        raise NotAllowed(_("Your role does not bring in past movements."))
    if by.post != post:
        raise NotAllowed(_("You are not assigned to this post."))


def can_read_register(by: Actor) -> bool:
    """Whether the register of the own post may be read."""
    return by.may(REGISTER_READ) and bool(by.post)


def check_can_answer(by: Actor, post: str) -> None:
    """Calls are answered by the protection desk of the post where they were raised."""
    if not by.may(CALL_ANSWER):
        raise NotAllowed(_("Your role does not answer calls for protection."))
    if by.post != post:
        raise NotAllowed(_("You are not assigned to this post."))


def check_can_sweep(by: Actor) -> None:
    """The protection desk looks over its own post; only the node itself, which sits at none, looks over all."""
    if not by.may(PATTERN_SWEEP):
        raise NotAllowed(_("Your role does not look for patterns."))
    if by.may(CALL_ANSWER) and not by.post:
        raise NotAllowed(_("You are not assigned to this post."))


def check_can_bring(by: Actor, posts: Iterable[str]) -> None:
    """People bring lists for the post where they sit; the program, which sits at none, for any."""
    if not by.may(PASSENGER_BRING):
        raise NotAllowed(_("Your role does not bring passenger lists."))
    if by.post and any(post != by.post for post in posts):
        raise NotAllowed(_("This list is for another post."))


def check_can_keep_lists(by: Actor) -> None:
    """Screening and erasing lists is the program's work, on behalf of whoever may bring them."""
    if not by.may(PASSENGER_BRING):
        raise NotAllowed(_("Your role does not bring passenger lists."))


def check_can_manage_feeds(by: Actor) -> None:
    """Senders of lists get and lose their keys."""
    if not by.may(FEED_MANAGE):
        raise NotAllowed(_("Your role does not manage senders of passenger lists."))
