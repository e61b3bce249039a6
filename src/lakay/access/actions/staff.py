"""Agencies, accounts and roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.access.models import Agency, Grant, Password, Session, Staff
from lakay.access.permissions import check_administers, check_can_grant, check_may, check_not_self
from lakay.access.policy import Permission
from lakay.access.rules import plain_username
from lakay.access.visibility import writable
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.places.pack.records import Agency as PackAgency


@action("access.agency.declare", Purpose.ADMINISTRATION)
def declare_agency(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    code: str,
    kind: str,
    name_ht: str,
    name_fr: str,
    name_es: str,
    name_en: str,
    command: UUID | None = None,
) -> None:
    """Enter an agency, or change its kind and names. A second time with the same words writes nothing."""
    check_may(by, Permission.STAFF_MANAGE)
    values = {"category": kind, "name_ht": name_ht, "name_fr": name_fr, "name_es": name_es, "name_en": name_en}
    known = Agency.objects.filter(code=code).first()
    if known is None:
        act.create(Agency, code=code, **values)
    else:
        act.update(known, **values)


@action("access.agency.load", Purpose.ADMINISTRATION)
def load_agencies(act: Act, *, by: Actor, at: datetime, agencies: Iterable[PackAgency], command: UUID | None = None) -> None:
    """Enter the agencies of the country pack."""
    for row in agencies:
        declare_agency.within(
            act,
            by=by,
            at=at,
            code=row.code,
            kind=row.kind,
            name_ht=row.names.ht,
            name_fr=row.names.fr,
            name_es=row.names.es,
            name_en=row.names.en,
        )


@action("access.staff.add", Purpose.ADMINISTRATION)
def add_staff(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    username: str,
    full_name: str,
    agency: Agency,
    password_hash: str,
    language: str = "",
    command: UUID | None = None,
) -> None:
    """Open an account with a temporary password, which lets the person in only to choose their own and a second factor."""
    check_administers(by, Permission.STAFF_MANAGE, agency.code)
    name = plain_username(username)
    if not name or Staff.objects.filter(username=name).exists():
        raise NotAllowed(_("This user name is taken."))
    staff = act.create(Staff, username=name, full_name=full_name, agency=agency, language=language)
    act.create(Password, staff=staff, hash=password_hash, temporary=True, changed_at=at)


@action("access.staff.change", Purpose.ADMINISTRATION)
def change_staff(act: Act, /, *, by: Actor, at: datetime, staff: Staff, command: UUID | None = None, **values: Any) -> None:
    """Correct what is known of a member of staff: only the fields that the policy lets this actor set on this account."""
    if not set(values) <= writable(by, Staff, staff):
        raise NotAllowed(_("Your role does not allow this."))
    act.update(staff, **values)


@action("access.staff.end", Purpose.ADMINISTRATION)
def end_staff(act: Act, *, by: Actor, at: datetime, staff: Staff, command: UUID | None = None) -> None:
    """End an account: the roles end, and every session with them, from the next request on."""
    check_administers(by, Permission.STAFF_MANAGE, staff.agency.code)
    check_not_self(by, staff)
    act.update(staff, ended_at=at)
    for grant in Grant.objects.filter(staff=staff, ended_at=None):
        act.update(grant, ended_at=at, ended_by=by.id)
    Session.objects.filter(staff=staff, ended_at=None).update(ended_at=at)


@action("access.grant.give", Purpose.ADMINISTRATION)
def grant_role(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    staff: Staff,
    role: str,
    post: str = "",
    starts_at: datetime | None = None,
    until_at: datetime | None = None,
    command: UUID | None = None,
) -> None:
    """Give a role, at one post or (`post` empty) at all, now or from later on, for good or until an instant."""
    check_can_grant(by, staff, role)
    if Grant.objects.filter(staff=staff, role=role, post=post, ended_at=None).exists():
        raise NotAllowed(_("This person holds the role there already."))
    act.create(Grant, staff=staff, role=role, post=post, starts_at=starts_at or at, until_at=until_at, granted_by=by.id)


@action("access.grant.end", Purpose.ADMINISTRATION)
def end_grant(act: Act, *, by: Actor, at: datetime, grant: Grant, command: UUID | None = None) -> None:
    """Take a role back. It counts from the next request on."""
    check_administers(by, Permission.GRANT_MANAGE, grant.staff.agency.code)
    if grant.ended_at is None:
        act.update(grant, ended_at=at, ended_by=by.id)
