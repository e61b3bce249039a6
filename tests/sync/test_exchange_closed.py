"""Whatever goes somewhere is followed by what it needs there, or else it goes by nearness alone and waits quietly (ADR 28).

Held over the events kept for ever, one of each action, as rows of the table say. An action that is open in another way fails here by its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from lakay.journal.core.events import Change, from_body
from lakay.journal.core.folding import changes_only
from lakay.journal.registry import bound_to, tables
from lakay.places.pack import find_pack, read_pack
from lakay.places.pack.exchange import ExchangeRow, stands_for
from lakay.sync.core.audience import Audience

ROWS = read_pack(find_pack()).exchange
EVENTS = json.loads((Path(__file__).parent / "golden" / "events.json").read_text())
AWAY = ("post", "office", "centre", "shelter")

FOLLOWS = {
    "all": {"all"},
    "agency": {"all", "agency"},
    "named": {"all", "named"},
    "own": {"all", "agency", "own", "named", "known", "near"},
    "known": {"all", "known"},
}
"""By which scopes the event that makes a record must go where one goes that needs it. What is a post's own was written there, so what it needs had
come there in one of these ways, and goes to every machine of that post. What goes by `near` alone waits quietly."""

OLDER = {
    "access.credentials.reset": "took back the passkeys of the hub too; now `access.factors.end` does, and stays there",
    "credentials.pass.revoke": "closed the record of the pass too; now `credentials.pass.close` does",
}
"""Kept events of an earlier shape of their action."""

ONE = "credentials.pass.close"
"""Changes a pass and the document that it is: both were made by one event, so who knows the one knows the other."""


@dataclass(frozen=True)
class Said:
    """The kinds of records that an event makes, changes, and needs besides."""

    makes: frozenset[str]
    changes: frozenset[str]
    refers: frozenset[str]


def said(action: str) -> Said:
    """What the kept event of an action says."""
    kept = EVENTS[action]
    changes = from_body(kept["body"].encode())[1]
    made = {change.record.hex for change in changes if not only_changes(change)}
    needed = [
        (kind, record)
        for change, sealed in zip(changes, kept["sealed"], strict=True)
        for kind, record in references(change, {name for names in sealed.values() for name in names})
    ]
    return Said(
        frozenset(change.kind for change in changes if not only_changes(change)),
        frozenset(change.kind for change in changes if only_changes(change) and change.record.hex not in made),
        frozenset(kind for kind, record in needed if record not in made),
    )


def only_changes(change: Change) -> bool:
    table = tables().get(change.kind)
    return table is not None and table.is_file and changes_only(change.seen)


def references(change: Change, sealed: set[str]) -> Iterator[tuple[str, str]]:
    """The records that must be there before a change can stand, by kind; the record is not told if it is sealed."""
    table = tables().get(change.kind)
    for column in table.columns if table else ():
        model, value = bound_to(column.field), change.open.get(column.name, "")
        if model is not None and hasattr(model, "kind") and (value or column.name in sealed):
            yield model.kind, str(value)


READ = {action: said(action) for action in EVENTS if action not in OLDER}
MAKERS: dict[str, set[str]] = {}
for name, one in READ.items():
    for kind in one.makes:
        MAKERS.setdefault(kind, set()).add(name)


def lines(rows: tuple[ExchangeRow, ...], action: str, role: str) -> list[ExchangeRow]:
    return [row for row in stands_for(rows, action) if role in row.to]


def open_pairs(rows: tuple[ExchangeRow, ...]) -> dict[str, list[str]]:
    """`action by scope to role needs kind`, and the actions that make such a record and need not go there."""
    found: dict[str, list[str]] = {}
    for action in READ:
        for role in AWAY:
            for line in lines(rows, action, role):
                for kind in needs(action, line.scope):
                    if left := not_followed(rows, kind, role, line.scope):
                        found[f"{action} by {line.scope} to {role} needs {kind}"] = left
    return found


def needs(action: str, scope: str) -> frozenset[str]:
    """The kinds that must have come before. What goes by `known` changes a record that is there, with all that its row must point to."""
    one = READ[action]
    if scope in {"near", "none"}:
        return frozenset()
    if scope != "known":
        return one.changes | one.refers
    if not one.changes:
        return frozenset()  # it goes to those alone who get it by another line
    others = one.changes if len(one.changes) > 1 and action != ONE else frozenset()
    return (one.refers - frozenset().union(*map(carried, one.changes))) | others


def carried(kind: str) -> frozenset[str]:
    """A kind, and those that stand wherever a record of it stands."""
    models = [bound_to(column.field) for column in tables()[kind].columns if not column.field.null]
    kinds = {model.kind for model in models if hasattr(model, "kind")} - {kind}
    return frozenset({kind}).union(*map(carried, kinds))


def not_followed(rows: tuple[ExchangeRow, ...], kind: str, role: str, scope: str) -> list[str]:
    """The actions that make such records and need not go where one by this scope goes."""
    return sorted(
        maker for maker in MAKERS.get(kind, ()) if not any(line.scope in FOLLOWS[scope] for line in lines(rows, maker, role))
    )


def test_what_goes_somewhere_is_followed_by_what_it_needs() -> None:
    assert open_pairs(ROWS) == {}


def with_line(actions: str, **values: Any) -> tuple[ExchangeRow, ...]:
    """The table with one line to the posts said otherwise."""
    found = next(row for row in ROWS if row.actions == actions and "post" in row.to and "hub" not in row.to)
    return tuple([replace(row, **values) if row is found else row for row in ROWS])


@pytest.mark.parametrize(
    ("actions", "scope", "found"),
    [
        ("people.merge.*", "known", "people.merge.decide by known to post needs people.person"),
        ("credentials.pass.*", "all", "credentials.pass.close by all to post needs people.person"),
        ("border.*", "all", "border.second_look.decide by all to post needs border.encounter"),
    ],
)
def test_a_line_that_goes_further_is_found_by_its_action(actions: str, scope: str, found: str) -> None:
    assert found in open_pairs(with_line(actions, scope=scope))


def test_a_maker_that_stays_behind_is_found() -> None:
    """Were shifts of the own post not sent, all that is done in them would wait."""
    rows = tuple([row for row in ROWS if row.actions != "border.shift.*" or "hub" in row.to])
    makers = open_pairs(rows)["border.tally.count by own to post needs border.shift"]
    assert "border.shift.open" in makers


def test_what_goes_by_nearness_has_no_other_line_by_which_it_would_wait_loudly() -> None:
    table = Audience.of(ROWS)
    near = {action for action in READ if any(line.scope == "near" for line in lines(ROWS, action, "post"))}
    assert {"border.encounter.open", "border.crossing.record", "border.crossing.undo"} <= near
    assert [action for action in sorted(near) if not table.near_alone("post", action)] == []
