"""Incidents: opened with a first line, joined, noted, handed over, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lakay.coordination.models import Incident, Note, Participation
from lakay.coordination.pack import seat_at
from lakay.coordination.permissions import (
    INCIDENT_WRITE,
    check_is_offered_lead,
    check_leads,
    check_sits_at_a_post,
    check_takes_part,
)
from lakay.coordination.rules import INCIDENT_STATES, Audience, IncidentStatus, Seat, Seriousness
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

TOGETHER = Purpose.COORDINATION


class NothingWritten(ValueError):
    """A note, a reason or an outcome without a word."""


class AlreadyTakesPart(ValueError):
    """The agency was called in before."""


class IncidentOver(ValueError):
    """The incident is closed: what happens now is another incident."""


@dataclass(frozen=True, slots=True)
class IncidentGiven:
    """What is known when an incident is opened. `involved` are agency codes; each sits where `pack.seat_at` says."""

    category: str
    title: str
    seriousness: Seriousness
    involved: tuple[str, ...] = ()
    encounter: UUID | None = None
    inspection: UUID | None = None


@action("coordination.incident.open", TOGETHER)
def open_incident(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    given: IncidentGiven,
    text: str = "",
    audience: Audience = Audience.INVOLVED,
    command: UUID | None = None,
) -> None:
    """An agency opens an incident at its post, leads it, and calls others in."""
    check_sits_at_a_post(by, INCIDENT_WRITE)
    incident = act.create(
        Incident,
        post=by.post,
        category=given.category,
        title=_words(given.title),
        seriousness=given.seriousness,
        status=IncidentStatus.OPEN,
        lead=by.agency,
        lead_post=by.post,
        opened_at=at,
        opened_by=by.id,
        encounter=given.encounter,
        inspection=given.inspection,
    )
    for seat in dict.fromkeys([Seat(by.agency, by.post), *(seat_at(agency, by.post) for agency in given.involved)]):
        act.create(Participation, incident=incident, agency=seat.agency, post=seat.post, at=at, by=by.id)
    if text.strip():
        _note(act, by, at, incident, text, audience)


def _note(act: Act, by: Actor, at: datetime, incident: Incident, text: str, audience: Audience) -> None:
    values = {"agency": by.agency, "post": by.post, "at": at, "by": by.id, "audience": audience, "text": _words(text)}
    act.create(Note, incident=incident, **values)


def _words(text: str) -> str:
    if not text.strip():
        raise NothingWritten
    return text.strip()


@action("coordination.incident.note", TOGETHER)
def add_note(
    act: Act, *, by: Actor, at: datetime, incident: Incident, text: str, audience: Audience, command: UUID | None = None
) -> None:
    """A line in the log, by somebody of an agency that takes part. A closed incident takes late lines too: they are dated."""
    check_takes_part(by, incident)
    _note(act, by, at, incident, text, audience)


@action("coordination.incident.involve", TOGETHER)
def involve(act: Act, *, by: Actor, at: datetime, incident: Incident, agency: str, command: UUID | None = None) -> None:
    """The lead agency calls another in, which sees from now on what the agreement opens to it."""
    check_leads(by, incident)
    now = _standing(incident)
    seat = seat_at(agency, now.post)
    if now.participations.filter(agency=seat.agency, post=seat.post).exists():
        raise AlreadyTakesPart
    act.create(Participation, incident=incident, agency=seat.agency, post=seat.post, at=at, by=by.id)
    act.subject(incident.pk)


@action("coordination.incident.assess", TOGETHER)
def assess_incident(
    act: Act, *, by: Actor, at: datetime, incident: Incident, seriousness: Seriousness, command: UUID | None = None
) -> None:
    """The lead agency finds it more or less grave than it looked."""
    check_leads(by, incident)
    _standing(incident)
    act.update(incident, seriousness=seriousness)


@action("coordination.incident.hand_over", TOGETHER)
def hand_over(act: Act, *, by: Actor, at: datetime, incident: Incident, agency: str, command: UUID | None = None) -> None:
    """The lead agency asks another to lead. Until that one answers, the incident is still its own to answer for."""
    check_leads(by, incident)
    now = _check_can_move(incident, IncidentStatus.HANDED_OVER)
    seat = seat_at(agency, now.post)
    if (seat.agency, seat.post) == (now.lead, now.lead_post):
        raise AlreadyTakesPart
    if not now.participations.filter(agency=seat.agency, post=seat.post).exists():
        act.create(Participation, incident=incident, agency=seat.agency, post=seat.post, at=at, by=by.id)
    act.update(incident, status=IncidentStatus.HANDED_OVER, offered_to=seat.agency, offered_to_post=seat.post)


@action("coordination.incident.answer", TOGETHER)
def answer_hand_over(act: Act, *, by: Actor, at: datetime, incident: Incident, take: bool, command: UUID | None = None) -> None:
    """Somebody of the agency that was asked takes the lead, or gives it back."""
    now = _check_can_move(incident, IncidentStatus.OPEN)
    check_is_offered_lead(by, now)
    lead = {"lead": by.agency, "lead_post": by.post} if take else {}
    act.update(incident, status=IncidentStatus.OPEN, offered_to="", offered_to_post="", **lead)


@action("coordination.incident.close", TOGETHER)
def close_incident(act: Act, *, by: Actor, at: datetime, incident: Incident, outcome: str, command: UUID | None = None) -> None:
    """The lead agency says how it ended."""
    check_leads(by, incident)
    _check_can_move(incident, IncidentStatus.CLOSED)
    act.update(incident, status=IncidentStatus.CLOSED, closed_at=at, closed_by=by.id, outcome=_words(outcome))


def _check_can_move(incident: Incident, to: IncidentStatus) -> Incident:
    now = Incident.objects.select_for_update().get(pk=incident.pk)
    INCIDENT_STATES.check_can_move(IncidentStatus(now.status), to)
    return now


def _standing(incident: Incident) -> Incident:
    now = Incident.objects.select_for_update().get(pk=incident.pk)
    if now.status == IncidentStatus.CLOSED:
        raise IncidentOver
    return now
