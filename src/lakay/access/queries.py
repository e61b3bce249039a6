"""Who works here: what pages and commands ask about accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from lakay.access.models import Agency, Grant, Session, Staff
from lakay.access.models.sessions import SessionQuerySet
from lakay.access.models.staff import GrantQuerySet
from lakay.access.policy import Permission
from lakay.access.visibility import visible
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose


def find_staff(username: str) -> Staff | None:
    """The member of staff with a user name (as `rules.plain_username` writes it), if the account is open."""
    return Staff.objects.select_related("agency").filter(username=username, ended_at=None).exclude(username="").first()


def staff_list(actor: Actor, purpose: Purpose) -> QuerySet[Staff]:
    """The accounts that the actor may see, by name; ended ones are among them."""
    return visible(actor, purpose, Staff).select_related("agency").order_by("full_name", "username")


def grants_of(staff: Staff) -> GrantQuerySet:
    """Every role a person holds or held, newest first."""
    return Grant.objects.filter(staff=staff).order_by("-starts_at", "-id")


def sessions_for(actor: Actor) -> SessionQuerySet:
    """The live sessions of the agency that the actor administers, newest first; none for others."""
    if not actor.may(Permission.SESSION_REVOKE):
        return Session.objects.none()
    return Session.objects.live().filter(staff__agency__code=actor.agency).select_related("staff__agency").order_by("-created_at")


@dataclass(frozen=True, slots=True)
class Strength:
    """How many people of an agency hold a role at a post."""

    agency: str
    role: str
    people: int


def strength_of(post: str, at: datetime) -> list[Strength]:
    """Who holds a role at a post at an instant, by agency and role, without names."""
    rows = Grant.objects.live(at).filter(post=post, staff__ended_at=None).values_list("staff__agency__code", "role")
    counted = rows.annotate(people=Count("staff", distinct=True)).order_by("staff__agency__code", "role")
    return [Strength(*row) for row in counted]


def kind_of_agency(code: str) -> str:
    """What kind of office an agency is, by the country pack; nothing for one that is not entered."""
    return Agency.objects.filter(code=code).values_list("category", flat=True).first() or ""


def staff_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Full names by the id of the actor, for those who read the journal. Ids of the program itself are left out."""
    return dict(Staff.objects.filter(id__in=set(ids)).values_list("id", "full_name"))
