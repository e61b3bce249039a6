"""What nodes send each other: the rows of `exchange.csv` and `corridors.csv`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lakay.places.pack.reading import Row

NODE_ROLES = ("hub", "post", "office", "centre", "shelter")
"""What a node is: the ministry's hub, a border post, a reception office, a resource centre of protection, a shelter."""

NOBODY = "-"
SCOPES = ("all", "own", "named", "agency", "near", "known", "none")
LANES = ("alert", "text", "photo")
CLASSES = ("personal", "sensitive")
"""The sealed classes that a row may open. Whereabouts are in no row: they never leave the node where they were said."""

_PATTERN = re.compile(r"[a-z_]+(\.[a-z_]+)*(\.\*)?|\*\.[a-z_]+")


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """Events of some actions, who may write them, who gets them, and which sealed values the receivers may open.

    `actions` is a name, or all that begin (`border.*`) or end (`*.read`) so; the most specific one stands for an action. `writers`
    are roles of nodes; one that is no hub writes at its own post only. `to` are roles of nodes, or `-` for nobody.

    `scope`: all; own: done at the receiver's post; named: that too, and where the event names the receiver's post; known: where the
    receiver has a record that the event changes; near: done at a post of the same corridor; agency: by the receiver's agency.
    `days`: not older than that when sent; None for any age.
    """

    actions: str
    writers: tuple[str, ...]
    to: tuple[str, ...]
    scope: str
    days: int | None
    classes: tuple[str, ...]
    lane: str
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corridor:
    """Posts between which people travel: who came in at one goes out at another."""

    code: str
    posts: tuple[str, ...]
    source: tuple[str, ...]
    unverified: tuple[str, ...]


EXCHANGE_COLUMNS = ("actions", "writers", "to", "scope", "days", "classes", "lane")
CORRIDOR_COLUMNS = ("code", "posts")


def read_exchange(row: Row, *, source: tuple[str, ...], unverified: tuple[str, ...]) -> ExchangeRow:
    """A row of `exchange.csv`."""
    pattern = row.text("actions")
    if not _PATTERN.fullmatch(pattern):
        row.wrong(f"actions is {pattern!r}; write a name, `border.*` or `*.read`")
    to, scope = row.words("to"), row.one_of("scope", SCOPES)
    if not to or (NOBODY in to) != (scope == "none") or (NOBODY in to and len(to) > 1):
        row.wrong("what stays at its node is written `-` with the scope `none`, and nothing else is")
    return ExchangeRow(
        actions=pattern,
        writers=_among(row, "writers", NODE_ROLES),
        to=to if to == (NOBODY,) else _among(row, "to", NODE_ROLES),
        scope=scope,
        days=row.whole("days", 1, 3650) if row.optional("days") else None,
        classes=_among(row, "classes", CLASSES),
        lane=row.one_of("lane", LANES),
        source=source,
        unverified=unverified,
    )


def read_corridor(row: Row, *, source: tuple[str, ...], unverified: tuple[str, ...]) -> Corridor:
    """A row of `corridors.csv`."""
    return Corridor(row.code("code"), row.words("posts"), source, unverified)


def _among(row: Row, column: str, known: tuple[str, ...]) -> tuple[str, ...]:
    words = row.words(column)
    if strange := set(words) - set(known):
        row.wrong(f"{column} names {', '.join(sorted(strange))}; the words are {', '.join(known)}")
    return words


def stands_for(rows: tuple[ExchangeRow, ...], action: str) -> tuple[ExchangeRow, ...]:
    """The rows of the most specific pattern that an action fits: its name, else its ending, else the longest beginning.

    None for an action that the table does not name.
    """
    fitting = {row.actions for row in rows if fits(row.actions, action)}
    best = max(fitting, key=lambda pattern: (pattern == action, pattern.startswith("*."), len(pattern)), default="")
    return tuple(row for row in rows if row.actions == best)


def fits(pattern: str, action: str) -> bool:
    """Whether an action is among those of a pattern."""
    if pattern.endswith(".*"):
        return action.startswith(pattern[:-1])
    return action.endswith(pattern[1:]) if pattern.startswith("*.") else action == pattern
