"""Who may do what at the protection desk. Each `check` raises NotAllowed with a reason that a person can read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.protection.models import Intake, Screening

INTAKE_WORK = Permission.INTAKE_WORK
INTAKE_FOLLOW = Permission.INTAKE_FOLLOW
INTAKE_SUPERVISE = Permission.INTAKE_SUPERVISE
STATUS_DECIDE = Permission.STATUS_DECIDE


def check_can_open(by: Actor) -> None:
    """Files are opened by the desk of a post."""
    if not by.may(INTAKE_WORK):
        raise NotAllowed(_("Your role does not receive people at the protection desk."))
    if not by.post:
        raise NotAllowed(_("Choose your post first."))


def check_can_receive(by: Actor, intake: Intake) -> None:
    """Who waits at a post is received by the desk of that post; a supervisor hands a file to whom they choose."""
    check_can_open(by)
    if by.post != intake.post:
        raise NotAllowed(_("You are not assigned to this post."))


def check_is_theirs(by: Actor, intake: Intake) -> None:
    """What is asked and written of a person is the work of whoever has the file."""
    if not by.may(INTAKE_FOLLOW):
        raise NotAllowed(_("Your role does not receive people at the protection desk."))
    if intake.assigned_to != by.id:
        raise NotAllowed(_("Somebody else has this file. Take it over first."))


def check_can_signal(by: Actor, intake: Intake) -> None:
    """That somebody is more urgent is told by whoever has the file, or by the supervisor of its post."""
    if not (by.may(INTAKE_SUPERVISE) and by.post == intake.post):
        check_is_theirs(by, intake)


def check_can_supervise(by: Actor, intake: Intake) -> None:
    """Files of the own post are handed on by its supervisor."""
    if not by.may(INTAKE_SUPERVISE):
        raise NotAllowed(_("Your role does not hand on files."))
    if by.post != intake.post:
        raise NotAllowed(_("You are not assigned to this post."))


def check_can_decide(by: Actor, intake: Intake) -> None:
    """Whether somebody was trafficked is decided by another person than the one who asked the questions."""
    if not by.may(STATUS_DECIDE):
        raise NotAllowed(_("Your role does not decide about trafficking."))
    if not by.agency:
        raise NotAllowed(_("Only somebody of an agency decides about trafficking."))
    if intake.assigned_to != by.id and (by.post != intake.post or not by.may(INTAKE_SUPERVISE)):
        raise NotAllowed(_("Somebody else has this file. Take it over first."))
    if Screening.objects.filter(intake=intake, by=by.id).exists():
        raise NotAllowed(_("You asked the questions yourself. Another person must decide."))
