"""Relations: declared by one, verified by another, ended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.models import Person, Relation
from lakay.people.permissions import check_can_edit, check_is_another
from lakay.people.rules.codes import RelationKind, ToldBy


class WithThemselves(ValueError):
    """Nobody is a relative of themselves."""


class AlreadyVerified(ValueError):
    """Somebody verified this relation before."""


class AlreadyEnded(ValueError):
    """The record was ended before."""


class NothingSaid(ValueError):
    """A verification or an end without a word on how or why."""


@action("people.relation.declare", Purpose.PROTECTION)
def declare_relation(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    person: Person,
    relative: Person,
    relation: RelationKind,
    told_by: ToldBy,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """Somebody says that `relative` is the parent, guardian… of `person`. Nothing is proved by it."""
    check_can_edit(by)
    if person.id == relative.id:
        raise WithThemselves
    act.subject(relative.id)
    values = {"relation": relation.value, "told_by": told_by.value, "declared_by": by.id, "declared_at": at}
    act.create(Relation, person=person, relative=relative, **values)


@action("people.relation.verify", Purpose.PROTECTION)
def verify_relation(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    relation: Relation,
    how: str,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """A second staff member has checked a declared relation, and says how."""
    check_can_edit(by)
    now = _still_standing(relation)
    check_is_another(by, now.declared_by)
    if now.verified_at is not None:
        raise AlreadyVerified
    _check_said(how)
    act.subject(now.relative_id)
    act.update(relation, verified_by=by.id, verified_at=at, verified_how=how)


@action("people.relation.end", Purpose.PROTECTION)
def end_relation(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    relation: Relation,
    reason: str,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """A relation is over, or was never true."""
    check_can_edit(by)
    now = _still_standing(relation)
    _check_said(reason)
    act.subject(now.relative_id)
    act.update(relation, ended_at=at, end_reason=reason)


def _still_standing(relation: Relation) -> Relation:
    now = Relation.objects.select_for_update().get(pk=relation.pk)
    if now.ended_at is not None:
        raise AlreadyEnded
    return now


def _check_said(text: str) -> None:
    if not text.strip():
        raise NothingSaid
