"""Who waits at a post for the second line or for an inspection, and what was seen of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from lakay.border.models import (
    Call,
    ChipCheck,
    Crossing,
    Declaration,
    Encounter,
    Hit,
    Identification,
    Inspection,
    InspectionRequest,
    MinorCheck,
    SealCheck,
    SecondLook,
    Seizure,
)
from lakay.border.queries import since_read
from lakay.border.rules import Problem
from lakay.border.rules.second_line import SECOND_LOOK_STATES, Answered, standing_stops

ENDED = 20
"""Ended looks that the queue still shows."""


def waiting_looks(post: str) -> list[SecondLook]:
    """The travellers of a post who wait or are being looked at, who waits longest first."""
    open_ones = SecondLook.objects.filter(post=post).exclude(status__in=SECOND_LOOK_STATES.ends)
    return list(open_ones.select_related("encounter__shift", "encounter__document", "person").order_by("opened_at", "pk"))


def ended_looks(post: str, since: datetime) -> list[SecondLook]:
    """Those who were decided upon or went away since an instant, the latest first."""
    ended = SecondLook.objects.filter(post=post, status__in=SECOND_LOOK_STATES.ends, opened_at__gte=since)
    return list(ended.select_related("encounter__document", "person").order_by("-opened_at", "-pk")[:ENDED])


def look_with_all(look: UUID) -> SecondLook:
    """The file of a traveller in the second line, with the encounter as the actions need it. Raises SecondLook.DoesNotExist."""
    return SecondLook.objects.select_related("encounter__shift", "encounter__document", "encounter__person", "person").get(
        pk=look
    )


def hits_of(encounter: UUID) -> list[Hit]:
    """The alerts that met a traveller. Protective ones are not among them: they are the protection desk's alone; nor silent ones."""
    return list(Hit.objects.filter(encounter=encounter, protective=False, silent=False).order_by("at", "pk"))


def stops_of(encounter: Encounter) -> tuple[Problem, ...]:
    """What still stops a traveller after the second line's answers to the alerts: to admit against it takes two people."""
    answered = [Answered(hit.stops, hit.outcome) for hit in hits_of(encounter.pk)]
    later = [Problem.CHIP_FORGED] if since_read(encounter.pk).forged else []
    later += [Problem.ALERT_STOP] if any(hit.stops for hit in answered) else []  # a vehicle is asked about after the reading
    return standing_stops([*encounter.problems, *later], answered)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was asked and found of a traveller besides the document."""

    identification: Identification | None
    declaration: Declaration | None
    minor: MinorCheck | None
    chips: list[ChipCheck]
    seals: list[SealCheck]
    calls: list[str]


def seen_of(encounter: UUID) -> Seen:
    """What the booth asked and found. Of calls to the protection desk only where they stand."""
    return Seen(
        Identification.objects.filter(encounter=encounter).first(),
        Declaration.objects.filter(encounter=encounter).order_by("at", "pk").first(),
        MinorCheck.objects.filter(encounter=encounter).order_by("-at", "-pk").first(),
        list(ChipCheck.objects.filter(encounter=encounter).order_by("at", "pk")),
        list(SealCheck.objects.filter(encounter=encounter).order_by("at", "pk")),
        list(Call.objects.filter(encounter=encounter).order_by("at", "pk").values_list("status", flat=True)),
    )


def decision_on(encounter: UUID) -> Crossing | None:
    """The decision that stands on a traveller."""
    return Crossing.objects.standing().filter(encounter=encounter).first()


# ------------------------------------------------------------------ inspections


def sent_to_inspection(post: str, day: date) -> list[InspectionRequest]:
    """The travellers sent on to have something looked into on a local day, who waits longest first."""
    asked = InspectionRequest.objects.filter(post=post, local_on=day)
    found = asked.select_related("encounter__document", "person").order_by("-at", "-pk")
    once = {request.encounter_id: request for request in found}  # who was sent on at two machines stands once
    return sorted(once.values(), key=lambda request: (request.at, request.pk))


def is_sent(encounter: UUID) -> bool:
    """Whether a traveller was sent on to have something looked into."""
    return InspectionRequest.objects.filter(encounter=encounter).exists()


def inspections_on(post: str, day: date) -> QuerySet[Inspection]:
    """What was looked into at a post on a local day, the latest first."""
    found = Inspection.objects.filter(post=post, local_on=day).select_related("person")
    return found.prefetch_related("seizures").order_by("-at", "-pk")


def inspection_with_seizures(inspection: UUID) -> Inspection:
    """One inspection. Raises Inspection.DoesNotExist."""
    return Inspection.objects.select_related("person", "encounter__document").prefetch_related("seizures").get(pk=inspection)


def inspected(encounters: list[UUID]) -> set[UUID]:
    """Those of some encounters that were looked into."""
    return set(Inspection.objects.filter(encounter__in=encounters).values_list("encounter_id", flat=True))


def encounter_by_reference(post: str, reference: str, since: datetime) -> Encounter | None:
    """The traveller whose reference (the last eight characters, as slips print it) was handed over, at a post since an instant."""
    wanted = reference.strip().lower()
    recent = Encounter.objects.filter(post=post, at__gte=since).order_by("-at").values_list("pk", flat=True)
    found = next((pk for pk in recent.iterator() if str(pk).endswith(wanted)), None) if len(wanted) >= 8 else None
    return Encounter.objects.select_related("shift", "person", "document").get(pk=found) if found else None


def last_travellers(post: str, count: int) -> list[Encounter]:
    """The latest travellers at a post."""
    return list(Encounter.objects.filter(post=post).select_related("person", "document").order_by("-at", "-pk")[:count])


def last_receipt(post: str, prefix: str) -> str:
    """The last number of a receipt that begins with a prefix; "" if there is none yet."""
    found = Seizure.objects.filter(post=post, receipt__startswith=prefix).order_by("-receipt").values_list("receipt", flat=True)
    return found.first() or ""
