"""Who may do what between agencies. Each `check` raises NotAllowed with a reason that a person can read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.access.agreements import agrees
from lakay.access.policy import Permission
from lakay.coordination.models import Incident, Patrol, RapidAlert, Task
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed

INCIDENT_VIEW = Permission.INCIDENT_VIEW
INCIDENT_WRITE = Permission.INCIDENT_WRITE
TASK_WRITE = Permission.TASK_WRITE
PATROL_WRITE = Permission.PATROL_WRITE
RAPID_SEND = Permission.RAPID_SEND
BRIEFING_READ = Permission.BRIEFING_READ


def check_sits_at_a_post(by: Actor, permission: Permission) -> None:
    """What is done between agencies is done by an agency at a post."""
    if not by.may(permission):
        raise NotAllowed(_("Your role does not allow this."))
    if not by.agency or not by.post:
        raise NotAllowed(_("Choose your post first."))


def takes_part(by: Actor, incident: Incident) -> bool:
    """Whether the person's agency, at the person's post, takes part in an incident."""
    return incident.participations.filter(agency=by.agency, post=by.post).exists()


def leads(by: Actor, incident: Incident) -> bool:
    """Whether the person's agency, at the person's post, leads an incident."""
    return (incident.lead, incident.lead_post) == (by.agency, by.post)


def is_offered_lead(by: Actor, incident: Incident) -> bool:
    """Whether the person's agency, at the person's post, was asked to take the lead."""
    return bool(by.agency) and (incident.offered_to, incident.offered_to_post) == (by.agency, by.post)


def is_asked(by: Actor, task: Task) -> bool:
    """Whether a task was asked of the person's agency, at the person's post."""
    return (task.to_agency, task.to_post) == (by.agency, by.post)


def asked_it(by: Actor, task: Task) -> bool:
    """Whether the person's agency, at the person's post, asked for a task."""
    return (task.agency, task.post) == (by.agency, by.post)


def is_own_patrol(by: Actor, patrol: Patrol) -> bool:
    """Whether a patrol is of the person's agency, at the person's post."""
    return (patrol.agency, patrol.post) == (by.agency, by.post)


def sent_it(by: Actor, alert: RapidAlert) -> bool:
    """Whether the person's agency, at the person's post, sent an alert."""
    return (alert.agency, alert.post) == (by.agency, by.post)


def check_takes_part(by: Actor, incident: Incident) -> None:
    """The log is written by those who take part."""
    check_sits_at_a_post(by, INCIDENT_WRITE)
    if not takes_part(by, incident):
        raise NotAllowed(_("Your agency does not take part in this incident."))


def check_leads(by: Actor, incident: Incident) -> None:
    """Who takes part, who leads and when it is over is decided by the lead agency."""
    check_sits_at_a_post(by, INCIDENT_WRITE)
    if not leads(by, incident):
        raise NotAllowed(_("Another agency leads this incident."))


def check_is_offered_lead(by: Actor, incident: Incident) -> None:
    """An incident handed over is taken by somebody of the agency that was asked."""
    check_sits_at_a_post(by, INCIDENT_WRITE)
    if not is_offered_lead(by, incident):
        raise NotAllowed(_("This incident was not handed to your agency."))


def check_is_asked(by: Actor, task: Task) -> None:
    """A task is answered by a named person of the agency that was asked, who is not the one who asked."""
    check_sits_at_a_post(by, TASK_WRITE)
    if not is_asked(by, task):
        raise NotAllowed(_("This task was asked of another agency."))
    if task.asked_by == by.id:
        raise NotAllowed(_("You asked for this yourself. Somebody else must answer."))


def check_asked_it(by: Actor, task: Task) -> None:
    """A task is withdrawn by the agency that asked."""
    check_sits_at_a_post(by, TASK_WRITE)
    if not asked_it(by, task):
        raise NotAllowed(_("Another agency asked for this task."))


def check_own_patrol(by: Actor, patrol: Patrol) -> None:
    """What a patrol found is written by its own agency, until the patrol has ended."""
    check_sits_at_a_post(by, PATROL_WRITE)
    if not is_own_patrol(by, patrol):
        raise NotAllowed(_("This is a patrol of another agency."))
    if patrol.ended_at is not None:
        raise NotAllowed(_("This patrol has ended."))


def check_is_told(by: Actor, alert: RapidAlert) -> None:
    """A rapid alert is acknowledged at the posts that it was sent to."""
    check_sits_at_a_post(by, INCIDENT_VIEW)
    named = alert.targets.filter(post=by.post).exists()
    if alert.post == by.post or not (named or alert.everywhere):
        raise NotAllowed(_("This alert was not sent to your post."))


def check_sent_it(by: Actor, alert: RapidAlert) -> None:
    """A rapid alert is lifted by the agency that sent it."""
    check_sits_at_a_post(by, RAPID_SEND)
    if not sent_it(by, alert):
        raise NotAllowed(_("Another agency sent this alert."))


def can_read_briefing(by: Actor) -> bool:
    """Whether the agency has agreed on the joint briefing, and the person may read it at their post."""
    return by.may(BRIEFING_READ) and bool(by.post) and agrees(by.agency, "briefing", "post")
