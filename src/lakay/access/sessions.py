"""From the two cookies of a request to the person who sits there and what they may do: one query, at every request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import FilteredRelation, Q, QuerySet

from lakay.access import rules
from lakay.access.actions.attempts import touch_session
from lakay.access.actions.sessions import lock_session
from lakay.access.models import Grant, Session, Staff
from lakay.access.models.sessions import SessionQuerySet
from lakay.access.policy import EVERYONE, ROLES, Permission
from lakay.access.tokens import digest, new_device
from lakay.journal.prepared import Prepared
from lakay.kernel.actors import Actor, system_actor


class DemoOnly(RuntimeError):
    """Asked of a node that is not a demo: there nobody is let in by one click."""


class SessionEnded(RuntimeError):
    """The session is over; the person logs in again."""


class _Row(NamedTuple):
    session: UUID
    staff: UUID
    device_hash: str
    post: str
    lane: str
    method: str
    must_enrol: bool
    created_at: datetime
    authenticated_at: datetime
    last_seen_at: datetime
    locked_at: datetime | None
    username: str
    full_name: str
    language: str
    agency: str
    temporary: bool | None
    role: str | None
    grant_post: str | None
    starts_at: datetime | None
    until_at: datetime | None


_COLUMNS = (
    *("id", "staff_id", "device_hash", "post", "lane", "method", "must_enrol"),
    *("created_at", "authenticated_at", "last_seen_at", "locked_at"),
    *("staff__username", "staff__full_name", "staff__language", "staff__agency__code", "staff__password__temporary"),
    *("held__role", "held__post", "held__starts_at", "held__until_at"),
)


@dataclass(frozen=True, slots=True)
class SessionState:
    """Who is at the other end of a request. `actor` holds nothing while locked, and only the own account while enrolling."""

    session: UUID
    staff: UUID
    username: str
    full_name: str
    language: str
    actor: Actor
    locked: bool
    must_enrol: bool
    must_change_password: bool
    agency: str
    post: str
    lane: str
    posts: tuple[str, ...]
    anywhere: bool
    method: str
    started_at: datetime
    authenticated_at: datetime


def resolve(token: str, device: str, at: datetime) -> SessionState | None:
    """The state of a session; None if there is none, it has ended, or it came from another device."""
    rows = _rows(token)
    if not rows or rows[0].device_hash != digest(device) or rules.is_over(rows[0].created_at, at):
        return None
    first = rows[0]
    idle = rules.is_idle(first.last_seen_at, at)
    if idle and first.locked_at is None:
        lock_session(by=system_actor("idle"), at=at, session=first.session, staff=first.staff)
    elif not idle and first.locked_at is None and at - first.last_seen_at >= rules.SEEN_EVERY:
        touch_session(first.session, at)
    return _state(first, _held(rows, at), locked=idle or first.locked_at is not None)


def _sessions(hashed: str) -> QuerySet[Session, Any]:
    """The query; each time with a relation of its own, for Django changes the one that it is given."""
    held = FilteredRelation("staff__grants", condition=Q(staff__grants__ended_at=None))
    live = Session.objects.annotate(held=held).filter(token_hash=hashed, ended_at=None, staff__ended_at=None)
    return live.values_list(*_COLUMNS)


_SESSIONS = Prepared(_sessions, hashed="sample")


def _rows(token: str) -> list[_Row]:
    """The session with its person, once for each role that has not been taken back."""
    return [_Row(*row) for row in _SESSIONS.rows(hashed=digest(token))]


def _held(rows: list[_Row], at: datetime) -> list[tuple[str, str]]:
    """Role and post of the grants in force."""
    return [
        (row.role, row.grant_post or "")
        for row in rows
        if row.role and row.starts_at and row.starts_at <= at and (row.until_at is None or at < row.until_at)
    ]


def _state(row: _Row, held: list[tuple[str, str]], locked: bool) -> SessionState:
    named = {post for _, post in held}
    here = row.post if row.post in named or "" in named else ""
    actor = _actor(row, here, held, locked)
    return SessionState(
        session=row.session,
        staff=row.staff,
        username=row.username,
        full_name=row.full_name,
        language=row.language,
        actor=actor,
        locked=locked,
        must_enrol=row.must_enrol,
        must_change_password=bool(row.temporary),
        agency=row.agency,
        post=here,
        lane=row.lane if here else "",
        posts=tuple(sorted(named - {""})),
        anywhere="" in named,
        method=row.method,
        started_at=row.created_at,
        authenticated_at=row.authenticated_at,
    )


def _actor(row: _Row, here: str, held: list[tuple[str, str]], locked: bool) -> Actor:
    if locked:
        return Actor(row.staff, row.agency, here)
    if row.must_enrol:
        return Actor(row.staff, row.agency, here, frozenset(), frozenset({Permission.SELF_MANAGE}))
    return actor_with(row.staff, row.agency, here, held)


def actor_with(staff: UUID, agency: str, post: str, held: Iterable[tuple[str, str]]) -> Actor:
    """An actor with the roles that hold at a post: those granted there, and those granted everywhere."""
    roles = frozenset(role for role, at_post in held if at_post in {"", post} and role in ROLES)
    permissions = EVERYONE.permissions.union(*(ROLES[role].permissions for role in roles))
    return Actor(staff, agency, post, roles, permissions)


def actor_for(staff: Staff, at: datetime, post: str = "") -> Actor:
    """A member of staff as an actor at a post, outside any session: for commands, bulk work and tests."""
    held = list(Grant.objects.live(at).filter(staff=staff).values_list("role", "post"))
    open_account = staff.ended_at is None
    return actor_with(staff.id, staff.agency.code, post, held) if open_account else Actor(staff.id, staff.agency.code, post)


def actor_behind(staff: UUID, at: datetime, post: str = "") -> Actor:
    """Who asked for work that is done later, with the roles they hold by then: none where the account is closed, or not known here."""
    found = Staff.objects.select_related("agency").filter(pk=staff).first()
    return actor_for(found, at, post) if found else Actor(staff, "", post)


def sessions_of(staff: UUID) -> SessionQuerySet:
    """The live sessions of a person, newest first."""
    return Session.objects.live().filter(staff=staff).order_by("-created_at")


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody whom a visitor of the demo can be."""

    username: str
    full_name: str
    agency: str
    roles: tuple[str, ...]


def check_demo() -> None:
    """Raise DemoOnly on a node of real people."""
    if settings.MODE != "demo":
        raise DemoOnly


def demo_people(at: datetime) -> list[DemoPerson]:
    """The people of the demo with their roles, by name. Raises DemoOnly elsewhere."""
    check_demo()
    people: dict[UUID, tuple[Staff, list[str]]] = {}
    grants = Grant.objects.live(at).filter(staff__ended_at=None).select_related("staff__agency")
    for grant in grants.order_by("staff__full_name", "role"):
        people.setdefault(grant.staff_id, (grant.staff, []))[1].append(grant.role)
    return [DemoPerson(staff.username, staff.full_name, staff.agency.code, tuple(roles)) for staff, roles in people.values()]


__all__ = [
    "DemoOnly",
    "DemoPerson",
    "SessionEnded",
    "SessionState",
    "actor_for",
    "demo_people",
    "new_device",
    "resolve",
    "sessions_of",
]
