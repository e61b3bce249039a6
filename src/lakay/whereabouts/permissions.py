"""Who may do what in this compartment. Each `check` raises NotAllowed with a reason that a person can read."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.protection.models import Intake
from lakay.whereabouts.models import Circle, Glass, Keyholder, Opening
from lakay.whereabouts.rules.codes import GlassState

TRIES, WITHIN = 5, timedelta(hours=1)
NOT_YOURS = _("Only whoever has the file, or the supervisor of its post, does this.")


def check_has_file(by: Actor, intake: Intake) -> None:
    """Compartments, locks and cards are for whoever has the file, and for the supervisor of its post."""
    follows = by.may(Permission.INTAKE_FOLLOW) and intake.assigned_to == by.id
    supervises = by.may(Permission.INTAKE_SUPERVISE) and bool(by.post) and by.post == intake.post
    if not follows and not supervises:
        raise NotAllowed(NOT_YOURS)


def check_can_hold(by: Actor) -> None:
    """A key of one's own is for roles that may be named keyholders, or break the glass."""
    if not by.may(Permission.PLACE_HOLD) and not by.may(Permission.GLASS_BREAK):
        raise NotAllowed(_("Your role holds no places."))


def holds(staff: UUID, circle: Circle) -> bool:
    """Whether somebody is a keyholder now."""
    return Keyholder.objects.filter(circle=circle, staff=staff, ended_at=None).exists()


def check_holds(by: Actor, circle: Circle) -> None:
    """What only keyholders do."""
    if not by.may(Permission.PLACE_HOLD) or not holds(by.id, circle):
        raise NotAllowed(_("Only a keyholder of this person does this."))


def check_not_guessing(by: Actor, circle: Circle, now: datetime) -> None:
    """After five wrong codes or PINs in an hour even a keyholder waits."""
    tries = Opening.objects.filter(circle=circle, by=by.id, worked=False, at__gt=now - WITHIN)
    if tries.count() >= TRIES:
        raise NotAllowed(_("Too many wrong codes or PINs. Wait an hour."))


def check_keeps(by: Actor, circle: Circle) -> None:
    """Who writes down a place, and who names or ends keyholders: a keyholder, whoever has the file, its supervisor."""
    if not (by.may(Permission.PLACE_HOLD) and holds(by.id, circle)):
        check_has_file(by, circle.intake)


def check_can_break(by: Actor, circle: Circle) -> None:
    """The glass is broken at the post of the person."""
    if not by.may(Permission.GLASS_BREAK):
        raise NotAllowed(_("Your role does not break the glass."))
    if not by.post or by.post != circle.post:
        raise NotAllowed(_("You are not assigned to this post."))


def check_can_answer(by: Actor, glass: Glass, now: datetime) -> None:
    """The second person is another person, and the question still waits."""
    check_can_break(by, glass.circle)
    if glass.asked_by == by.id:
        raise NotAllowed(_("You asked for it yourself. Another person must agree."))
    if glass.times.state(now) is not GlassState.ASKED:
        raise NotAllowed(_("Nothing waits for an answer any more."))


def check_is_broken_for(by: Actor, glass: Glass, now: datetime) -> None:
    """Only who asked looks, and only within the hour."""
    check_can_break(by, glass.circle)
    if glass.asked_by != by.id:
        raise NotAllowed(_("Only who asked for it may look."))
    if glass.times.state(now) is not GlassState.OPEN:
        raise NotAllowed(_("The hour is over."))


def check_can_review(by: Actor, glass: Glass, now: datetime) -> None:
    """Afterwards somebody who had no part in it says whether it was right."""
    if not by.may(Permission.GLASS_REVIEW):
        raise NotAllowed(_("Your role does not review this."))
    if by.id in {glass.asked_by, glass.agreed_by}:
        raise NotAllowed(_("You had a part in it. Another person must review it."))
    if glass.times.state(now) is not GlassState.OVER:
        raise NotAllowed(_("It can be reviewed when it is over."))
