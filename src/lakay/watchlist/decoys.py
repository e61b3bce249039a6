"""Decoys: locked entries of people who do not exist, some at each post. Nobody passes who is one; who asks a booth about one has read the list,
or was told by somebody who has. The booth shows nothing; oversight sees at which post it was asked (ADR 17)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lakay.journal.reading import record_read
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from lakay.sync.queries import own_post
from lakay.watchlist.actions.locks import Made, place_decoys
from lakay.watchlist.locking import entry_of, lock_contents
from lakay.watchlist.rules import locks
from lakay.watchlist.rules.blocks import rules_now
from lakay.watchlist.rules.contents import Contents

MET = "watchlist.decoy.read"


def place(post: str, people: Iterable[Contents], *, by: Actor, at: datetime) -> int:
    """Put some invented people on the list of one post. Returns how many."""
    made = [_made(post, contents, at) for contents in people]
    place_decoys(by=by, at=at, made=made)
    return len(made)


def _made(post: str, contents: Contents, at: datetime) -> Made:
    alert = new_id()
    locked = lock_contents(contents, entry_of(alert), protective=False)
    return Made(alert, entry_of(alert), at, locks.COST, locked, post, rules_now())


def met(alerts: Iterable[UUID], at: datetime) -> None:
    """Somebody asked this post about decoys: enter it, for oversight. Which officer asked stands beside it, in the look-up itself."""
    program = Actor(system_actor("alert-decoys").id, "", own_post())
    record_read(by=program, at=at, purpose=Purpose.OVERSIGHT, what=MET, subjects=alerts)
