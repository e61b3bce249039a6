"""Actions: the only way to write. An action is a named verb; what it creates and updates becomes one event."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import datetime
from functools import update_wrapper
from hashlib import blake2b
from typing import Any, Concatenate, Generic, ParamSpec
from uuid import UUID

from django.db import models

from lakay.journal.act import NOTHING_WRITTEN, Act, Receipt
from lakay.journal.batch import Batch, NotATurn
from lakay.journal.core.events import from_body
from lakay.journal.keys import node_keys
from lakay.journal.models import Event, Fact, File
from lakay.journal.writer import run_write
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

P = ParamSpec("P")


class CommandReused(ValueError):
    """The same command id came with another content: a form that was sent before was changed and sent again."""


class Action(Generic[P]):
    """A named verb. Calling it from outside writes and answers with a Receipt; `within` joins another action's event."""

    def __init__(self, name: str, purpose: Purpose, body: Callable[Concatenate[Act, P], None]) -> None:
        self.name = name
        self.purpose = purpose
        self.body = body
        update_wrapper(self, body)

    def within(self, act: Act, *args: P.args, **kwargs: P.kwargs) -> None:
        """Do this inside another action."""
        self.body(act, *args, **kwargs)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Receipt:
        return self._write(args, kwargs, looked=False)

    def first_time(self, *args: P.args, **kwargs: P.kwargs) -> Receipt:
        """As a call, with a command that the caller has just looked for and not found (`queries.done_before`): bulk work asks once
        for hundreds. Should it stand in the journal after all, the whole turn fails.
        """
        return self._write(args, kwargs, looked=True)

    def _write(self, args: tuple[Any, ...], kwargs: dict[str, Any], *, looked: bool) -> Receipt:
        known = kwargs
        by, at, command = known["by"], known["at"], known.get("command")
        purpose = str(known.get("purpose") or self.purpose)
        digest = fingerprint(self.name, known) if command else b""

        def write(act: Act) -> None:
            self.body(act, *args, **kwargs)

        return write_event(self.name, write, by=by, at=at, purpose=purpose, command=command, digest=digest, looked=looked)


def write_event(
    name: str,
    write: Callable[[Act], None],
    *,
    by: Actor,
    at: datetime,
    purpose: str,
    command: UUID | None = None,
    digest: bytes = b"",
    looked: bool = False,
) -> Receipt:
    """Write one event through the one writer. The way of actions and of reads on record."""

    def work(batch: Batch) -> Receipt:
        with batch.acting():
            act = Act(batch, name, by, at, purpose, command)
            write(act)
            return act.finish(digest)

    return run_write(work, lambda: _earlier(command, digest) if command and not looked else None)


ACTIONS: dict[str, Action[Any]] = {}
"""Every action of the program, by name: the registry that tests walk over."""


def action(name: str, purpose: Purpose) -> Callable[[Callable[Concatenate[Act, P], None]], Action[P]]:
    """Make a function an action. It takes `by=` (Actor), `at=` (aware), and `command=` (UUID) where a client sends one."""

    def register(body: Callable[Concatenate[Act, P], None]) -> Action[P]:
        if name in ACTIONS:
            raise TypeError(f"two actions are called {name}")
        made = Action(name, purpose, body)
        ACTIONS[name] = made
        return made

    return register


def _earlier(command: UUID, digest: bytes) -> Receipt | None:
    """The receipt of a command done before. Raises CommandReused if that was another command."""
    row = Event.objects.filter(id=command).first()
    if row is None:
        return None
    if not hmac.compare_digest(bytes(row.digest), digest):
        raise CommandReused(command)
    _, changes = from_body(bytes(row.body))
    return Receipt(row.id, row.node, row.seq, bytes(row.hash).hex(), tuple((change.kind, change.record) for change in changes))


def fingerprint(name: str, arguments: dict[str, Any]) -> bytes:
    """A keyed digest of what was asked: it tells a repeat from another command and says nothing to one without the key."""
    told = [(key, _plain(value)) for key, value in sorted(arguments.items()) if key not in {"at", "command"}]
    return blake2b(repr((name, told)).encode(), key=node_keys().wrapping, digest_size=16).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return (value._meta.label, str(value.pk))
    if isinstance(value, Actor):
        return str(value.id)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return sorted((str(key), _plain(part)) for key, part in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    return (type(value).__name__, repr(value))


__all__ = [
    "ACTIONS",
    "NOTHING_WRITTEN",
    "Act",
    "Action",
    "CommandReused",
    "Fact",
    "File",
    "NotATurn",
    "Receipt",
    "action",
    "fingerprint",
    "write_event",
]
