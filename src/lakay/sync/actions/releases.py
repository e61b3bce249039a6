"""What the hub does with the keys of posts. A request that it refuses makes no event: anybody on the line can send one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.purposes import Purpose
from lakay.sync.models import Release
from lakay.sync.rules import ReleaseOutcome

RELEASER = system_actor("releases", frozenset({Permission.NODE_MANAGE}))
"""The hub's program, which answers over the line."""


@action("sync.release.bind", Purpose.SECURITY)
def note_binding(act: Act, *, by: Actor, at: datetime, node: str, command: UUID | None = None) -> None:
    """A post's half of its key was kept: from now on it opens only with this hub's release."""
    check_may(by, Permission.NODE_MANAGE)
    act.create(Release, node=node, at=at, outcome=ReleaseOutcome.BOUND.value)


@action("sync.release.grant", Purpose.SECURITY)
def note_grant(
    act: Act, *, by: Actor, at: datetime, node: str, slot: str, until: datetime | None, command: UUID | None = None
) -> None:
    """A post may be opened until then."""
    check_may(by, Permission.NODE_MANAGE)
    who = None if by == RELEASER else by.id
    act.create(Release, node=node, at=at, outcome=ReleaseOutcome.GRANTED.value, slot=slot, until=until, by=who)


@action("sync.release.alarm", Purpose.SECURITY)
def note_threat(act: Act, *, by: Actor, at: datetime, node: str, slot: str, command: UUID | None = None) -> None:
    """At a post the PIN for use under threat was given."""
    check_may(by, Permission.NODE_MANAGE)
    act.create(Release, node=node, at=at, outcome=ReleaseOutcome.THREAT.value, slot=slot)
