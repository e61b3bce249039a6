"""Incidents and their log."""

from __future__ import annotations

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When

from lakay.access.visibility import classes_visible, visible
from lakay.coordination.models import Incident, Note, Participation
from lakay.coordination.rules import IncidentStatus, Seat, Seriousness
from lakay.journal.models import Record
from lakay.kernel.actors import Actor
from lakay.kernel.fields import FieldClass
from lakay.kernel.purposes import Purpose

TOGETHER = Purpose.COORDINATION

_GRAVEST_FIRST = Case(
    When(seriousness=Seriousness.GRAVE, then=Value(0)), When(seriousness=Seriousness.SERIOUS, then=Value(1)), default=Value(2)
)


def incidents_of(actor: Actor, status: str = "") -> QuerySet[Incident]:
    """The incidents that an agency may see, newest first; those of one status, if named."""
    found = visible(actor, TOGETHER, Incident).prefetch_related("participations").order_by("-opened_at", "pk")
    return found.filter(status=status) if status else found


def open_incidents(actor: Actor) -> list[Incident]:
    """Those not closed, the gravest first."""
    found = incidents_of(actor).exclude(status=IncidentStatus.CLOSED)
    return list(found.order_by(_GRAVEST_FIRST, "-opened_at", "pk"))


def own_open_incidents(actor: Actor) -> list[Incident]:
    """Those not closed in which the agency takes part: what a task or a finding can be tied to."""
    taking_part = Participation.objects.filter(incident=OuterRef("pk"), agency=actor.agency, post=actor.post)
    return list(incidents_of(actor).exclude(status=IncidentStatus.CLOSED).filter(Exists(taking_part)))


def log_of(actor: Actor, incident: Incident) -> list[Note]:
    """The lines of the log that the agency may see, in order."""
    return list(visible(actor, TOGETHER, Note).filter(incident=incident).order_by("at", "pk"))


def seats_in(incident: Incident) -> list[Seat]:
    """Who takes part, the lead first."""
    lead = Seat(incident.lead, incident.lead_post)
    seats = dict.fromkeys(Seat(part.agency, part.post) for part in incident.participations.all())
    return sorted(seats, key=lambda seat: (seat != lead, seat.agency, seat.post))


def may_read(actor: Actor, record: Record) -> bool:
    """Whether the agency may read what people wrote in a record, not only that it is there."""
    return FieldClass.SENSITIVE in classes_visible(actor, TOGETHER, record)
