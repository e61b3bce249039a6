"""What the invented officers of one node do in a rehearsal. Each runs in a process of that node."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from lakay.access.models import Grant
from lakay.access.sessions import actor_for
from lakay.coordination.actions import assess_incident, open_incident
from lakay.coordination.actions.incidents import IncidentGiven
from lakay.coordination.models import Incident
from lakay.coordination.rules import Seriousness
from lakay.demo.crowd import Crowd
from lakay.demo.day import play_day
from lakay.demo.desk import Officers
from lakay.demo.inventing import Names
from lakay.demo.rhythm import GATES
from lakay.journal import checking
from lakay.journal.models import Event
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.kernel.clock import Clock

DAYS = 3


class NobodyThere(LookupError):
    """The officers of the post have not come from the hub yet."""


def officer(post: str, at: datetime, role: str = "inspector") -> Actor:
    """An invented officer of a post. Raises NobodyThere before the register of staff has come."""
    grant = Grant.objects.live(at).filter(post=post, role=role).select_related("staff__agency").order_by("id").first()
    if grant is None:
        raise NobodyThere(post)
    return actor_for(grant.staff, at, post)


def play(post: str, count: int, at: datetime, pack: Path) -> None:
    """People passed at this post in the last days, before its rehearsal begins."""
    gate = next(gate for gate in GATES if gate.post == post)
    crowd = Crowd(Random(f"rehearsal {post}"), Names(pack / "names.csv"), at.date())
    officers = Officers(officer(post, at))
    for ago in range(DAYS, 0, -1):
        with one_turn():
            play_day(officers, gate, at.date() - timedelta(days=ago), count // DAYS, crowd)


def begin_incident(post: str, at: datetime) -> UUID:
    """Something happens at the post that its officers will judge differently."""
    given = IncidentGiven(category="crowd", title="Foul la nan baryè a", seriousness=Seriousness.SERIOUS)
    return open_incident(by=officer(post, at), at=at, given=given).id_of(Incident)


def judge(incident: UUID, post: str, seriousness: Seriousness, at: datetime) -> None:
    """An officer of the post finds it more or less grave."""
    found = Incident.objects.get(pk=incident)
    assess_incident(by=officer(post, at), at=at, incident=found, seriousness=seriousness)


def keep_working(post: str, note: Path, seed: int, clock: Clock, pack: Path, pause: Callable[[float], None]) -> None:
    """Let people pass until the process is killed, and note each event on the disk once its receipt was given."""
    random = Random(seed)
    gate = next(gate for gate in GATES if gate.post == post)
    crowd = Crowd(random, Names(pack / "names.csv"), clock.now().date())
    officers = Officers(officer(post, clock.now()))
    seen = checking.head().seq
    while True:
        day = clock.now().date() - timedelta(days=random.randrange(1, 4))
        with one_turn():
            play_day(officers, gate, day, random.randrange(1, 4), crowd)
        seen = _note(note, seen)
        pause(random.uniform(0.5, 2.5))


def _note(note: Path, seen: int) -> int:
    """Append the identity and hash of each own event after a number; returns the last number."""
    head = checking.head()
    rows = Event.objects.filter(node=head.origin.node, epoch=head.origin.epoch, seq__gt=seen, seq__lte=head.seq).order_by("seq")
    lines = [f"{head.origin}:{row.seq} {bytes(row.hash).hex()[:24]}\n" for row in rows]
    with note.open("a") as file:
        file.write("".join(lines))
        file.flush()
        os.fsync(file.fileno())
    return head.seq
