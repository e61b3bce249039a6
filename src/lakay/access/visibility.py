"""Who sees which records, and which fields of them: the rules of the policy, as a filter and in memory. Default deny."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.access import policy
from lakay.access.agreements import agreements_of
from lakay.access.compile import compiled, nothing
from lakay.access.policy import EVERYONE, ROLES, Permission, Rule
from lakay.journal.models import Record
from lakay.kernel.actors import Actor
from lakay.kernel.fields import FieldClass
from lakay.kernel.predicates import Asker
from lakay.kernel.purposes import Purpose

R = TypeVar("R", bound=Record)
Live = Collection[UUID]


class SearchRefused(PermissionError):
    """A search that the policy does not allow, with the reason in the words of the person's language."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


def holds(actor: Actor, permission: Permission, purpose: Purpose) -> bool:
    """Whether one of the actor's own roles gives the permission and works for the purpose: two roles never lend to each other."""
    if not actor.may(permission):
        return False
    own = [EVERYONE, *(ROLES[code] for code in actor.roles if code in ROLES)]
    return any(permission in role.permissions and purpose in role.purposes for role in own)


def asker(actor: Actor, live: Live = ()) -> Asker:
    """What conditions may know of an actor. `live` are the persons before them now, `agreements` what their agency sees at its post."""
    agreed = agreements_of(actor.agency) if actor.post else frozenset[str]()
    return {"id": actor.id, "agency": actor.agency, "post": actor.post, "live": frozenset(live), "agreements": agreed}


def rules_for(actor: Actor, purpose: Purpose, kind: str) -> Iterator[Rule]:
    """The rules that may open records of a kind to an actor, before their conditions."""
    for rule in policy.RULES:
        if rule.kind == kind and (rule.purposes is None or purpose in rule.purposes) and holds(actor, rule.permission, purpose):
            yield rule


def visible(actor: Actor, purpose: Purpose, model: type[R], live: Live = ()) -> QuerySet[R]:
    """The records of a model that the actor may see for a purpose; none if no rule says so."""
    wanted: Q = nothing()
    for rule in rules_for(actor, purpose, model.kind):
        wanted |= compiled(rule.when, asker(actor, live))
    return model._default_manager.filter(wanted)


def classes_visible(actor: Actor, purpose: Purpose, record: Record, live: Live = ()) -> frozenset[FieldClass]:
    """The classes of fields of a record that the actor may see: those of all rules that open it."""
    who = asker(actor, live)
    opening = (rule.classes for rule in rules_for(actor, purpose, record.kind) if rule.when.holds(record, who))
    return frozenset[FieldClass]().union(*opening)


def may_see(actor: Actor, purpose: Purpose, record: Record, live: Live = ()) -> bool:
    """Whether any rule opens a record to the actor: the in-memory twin of `visible`."""
    return bool(classes_visible(actor, purpose, record, live))


def get_or_404(actor: Actor, purpose: Purpose, model: type[R], record: UUID | str, live: Live = ()) -> R:
    """The record, if the actor may see it. Raises Http404 otherwise: that it exists is information too."""
    key = _uuid(record)
    found = visible(actor, purpose, model, live).filter(pk=key).first() if key else None
    if found is None:
        raise Http404
    return found


def _uuid(text: UUID | str) -> UUID | None:
    try:
        return text if isinstance(text, UUID) else UUID(text)
    except ValueError:
        return None


def writable(actor: Actor, model: type[Record], record: Record | None = None) -> frozenset[str]:
    """The fields that the actor may set on a record; for a new record, those that stand under no condition."""
    fields: frozenset[str] = frozenset()
    for row in policy.WRITABLE:
        if row.kind == model.kind and actor.may(row.permission):
            subject = record if record is not None else _NOTHING
            if row.when.holds(subject, asker(actor)):
                fields |= row.fields
    return fields


class _Nothing:
    """Stands for a record that is not there yet: every field is empty."""

    def __getattr__(self, name: str) -> Any:
        return None


_NOTHING = _Nothing()


def check_search(actor: Actor, purpose: Purpose, *, live: Live, exact: bool) -> None:
    """Raise SearchRefused unless the actor may look for persons in this way (`live` and `exact` as in the table of searches)."""
    rows = [row for row in policy.SEARCHES if purpose in row.purposes and holds(actor, row.permission, purpose)]
    if not rows:
        raise SearchRefused(_("Your role does not search for persons."))
    if all(row.live and not live for row in rows):
        raise SearchRefused(_("Search is open only while a person or a document is before you."))
    if all(row.exact and not exact for row in rows):
        raise SearchRefused(_("Search by the whole document number or reference; names cannot be browsed here."))
