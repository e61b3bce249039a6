"""What a post or office may see of what others write, said again in plain words: nothing of the exchange is used here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from lakay.prove.converge.work import Wrote

BOTH = frozenset({"personal", "sensitive"})
PERSONAL = frozenset({"personal"})
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Who:
    """A node, as far as it matters who may see what."""

    node: str
    role: str
    post: str
    agency: str
    near: frozenset[str]


def away(sort: str, who: Who, wrote: Wrote, known: set[UUID] | None) -> frozenset[str] | None:
    """What a post or office may open of another node's event."""
    return next((classes for holds, classes in AWAY[sort] if holds(who, wrote, known)), None)


def only_near(who: Who, wrote: Wrote) -> bool:
    """Whether a node has an event of a neighbour for no other reason than that it is one."""
    holding = [holds for holds, _ in AWAY.get(wrote.action.split(".")[0], ()) if holds(who, wrote, None)]
    return wrote.node != who.node and who.role != "hub" and holding == [_near]


def _anyhow(who: Who, wrote: Wrote, known: set[UUID] | None) -> bool:
    return True


def _own(who: Who, wrote: Wrote, known: set[UUID] | None) -> bool:
    return wrote.post != "" and wrote.post == who.post


def _own_at_post(who: Who, wrote: Wrote, known: set[UUID] | None) -> bool:
    return _own(who, wrote, known) and who.role == "post"


def _named(who: Who, wrote: Wrote, known: set[UUID] | None) -> bool:
    return any(change.open.get("post") == who.post for change in wrote.changes)


def _met(who: Who, wrote: Wrote, known: set[UUID] | None) -> bool:
    return known is not None and any(change.record in known for change in wrote.changes)


def _near(who: Who, wrote: Wrote, known: set[UUID] | None) -> bool:
    return who.role == "post" and wrote.post in who.near


def _at_post(who: Who, wrote: Wrote, known: set[UUID] | None) -> bool:
    return who.role == "post"


def _same_agency(who: Who, wrote: Wrote, known: set[UUID] | None) -> bool:
    return wrote.agency == who.agency


AWAY: dict[str, list[tuple[Callable[[Who, Wrote, set[UUID] | None], bool], frozenset[str]]]] = {
    "sync": [(_anyhow, NONE)],
    "journal": [(_anyhow, NONE)],
    "staff": [(_anyhow, NONE)],
    "new": [(_anyhow, PERSONAL)],
    "count": [(_own, NONE)],
    "visit": [(_own, BOTH), (_near, PERSONAL)],
    "give": [(_named, PERSONAL)],
    "list": [(_at_post, PERSONAL)],
    "note": [(_own, PERSONAL), (_met, PERSONAL)],
    "task": [(_own, PERSONAL), (_named, PERSONAL)],
    "photo": [(_own_at_post, PERSONAL)],
    "agency": [(_same_agency, NONE)],
}
"""Who gets another node's events of a sort, and what they may open: the first line that holds."""
