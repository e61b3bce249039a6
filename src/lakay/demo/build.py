"""Builds the demo country in an empty node."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from lakay.access.models import Staff
from lakay.access.policy import ROLES
from lakay.demo.inventing import Names
from lakay.demo.staff import Worker, settle
from lakay.demo.year import Crowd, play
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor, system_actor
from lakay.places.pack.load import read_pack

SEED = 20_261_121
YEAR = timedelta(days=365)

Progress = Callable[[str, int, int], None]


def is_built() -> bool:
    """Whether the demo people are there already."""
    return Staff.objects.exists()


def build(*, pack: Path, crossings: int, seed: int, at: datetime, progress: Progress) -> None:
    """Enter the staff, then a year of crossings that ends yesterday. The same seed and day give the same country."""
    founder = system_actor("demo", permissions=frozenset({"access:staff:manage", "access:grant:manage"}))
    with one_turn():
        staff = dict(settle(read_pack(pack), founder, at - YEAR))
    officers = {worker.post: officer_of(worker, member) for worker, member in staff.items() if worker.role == "inspector"}
    crowd = Crowd(Random(seed), Names(pack / "names.csv"), at.date())
    last = at.date() - timedelta(days=1)
    play(
        total=crossings,
        first=last - YEAR,
        last=last,
        officers=officers,
        crowd=crowd,
        progress=lambda done: progress("crossings", done, crossings),
    )


def officer_of(worker: Worker, staff: Staff) -> Actor:
    """The actor that a demo officer is at their post."""
    return Actor(
        id=staff.pk,
        agency=worker.agency,
        post=worker.post,
        roles=frozenset({worker.role}),
        permissions=frozenset(str(permission) for permission in ROLES[worker.role].permissions),
    )
