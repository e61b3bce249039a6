"""Builds the demo country in an empty node."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from lakay.access.models import Staff
from lakay.access.policy import ROLES
from lakay.demo.alerts import DEFAULT, MET_BY_REGULARS, Keepers, list_alerts
from lakay.demo.arrivals import expect_voyages
from lakay.demo.authorisations import authorise_children
from lakay.demo.crowd import Crowd
from lakay.demo.desk import Officers
from lakay.demo.guarded import guard
from lakay.demo.helping import help_people
from lakay.demo.inventing import Names
from lakay.demo.others import tell_of_others
from lakay.demo.patterns import play_patterns
from lakay.demo.protected import protect
from lakay.demo.residents import EVERY, MOST, Office, issue_passes, open_office
from lakay.demo.rhythm import share_out
from lakay.demo.staff import Worker, settle
from lakay.demo.together import work_together
from lakay.demo.watched import mark_watched
from lakay.demo.year import play
from lakay.journal.keys import KeyRing, node_keys
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor, system_actor
from lakay.places.pack.load import read_pack

SEED = 20_261_121
YEAR = timedelta(days=365)
PASSES_AFTER, ALERTS_BEFORE = timedelta(days=60), timedelta(days=30)
"""Passes are issued so long after the beginning of the year, the alert list begins so long before its end."""

ASKED_ABOUT = 80
"""So many of those who pass are offered to whoever writes the alert list."""

Progress = Callable[[str, int, int], None]
People = Mapping[str, Actor]


def is_built() -> bool:
    """Whether the demo people are there already."""
    return Staff.objects.exists()


def build(*, pack: Path, crossings: int, seed: int, at: datetime, progress: Progress) -> None:
    """Enter the staff, then a year of movements that ends yesterday. The same seed and day give the same country."""
    founder = system_actor("demo", permissions=frozenset({"access:staff:manage", "access:grant:manage"}))
    with one_turn():
        staff = dict(settle(read_pack(pack), founder, at - YEAR))
    people = {worker.username: officer_of(worker, member) for worker, member in staff.items()}
    names = Names(pack / "names.csv")
    crowd = Crowd(Random(seed), names, at.date())
    last = at.date() - timedelta(days=1)
    counts = share_out(crossings, last - YEAR, last)
    office = Office(people["odette"], proposer=people["frantz"], approver=people["guerda"])
    open_office(office, at - YEAR)
    officers, ring = _officers(staff, people), KeyRing(node_keys())

    def let_pass(first: date, end: date, done: int) -> int:
        part = {key: number for key, number in counts.items() if first <= key[0] < end}
        return play(
            counts=part,
            officers=officers,
            crowd=crowd,
            progress=lambda reached: progress("crossings", reached, crossings),
            ring=ring,
            done=done,
        )

    start, passes, alerts = last - YEAR, last - YEAR + PASSES_AFTER, last - ALERTS_BEFORE
    done = let_pass(start, passes, 0)
    issue_passes(office, crowd, min(crossings // EVERY, MOST), at - YEAR + PASSES_AFTER, ring)
    done = let_pass(passes, alerts, done)
    _alerts(crowd, people, at - ALERTS_BEFORE, MET_BY_REGULARS)
    let_pass(alerts, at.date(), done)
    _alerts(None, people, at, DEFAULT - MET_BY_REGULARS, names)
    random = Random(seed)
    play_patterns(officer=people["jean"], carer=people["mirlande"], names=names, random=random, last=last, rounds=1)
    welfare = Office(people["lunise"], proposer=people["solange"], approver=people["guerda"])
    authorise_children(welfare, names, random, at)
    work_together(people, at)
    protect(people, names, Random(f"{seed} protection"), at)
    help_people(people, at)
    guard(people, at)
    tell_of_others(people, Random(f"{seed} others"), at)
    known = random.sample(crowd.everybody, min(10, len(crowd.everybody)))
    expect_voyages(people, names, random, at, [traveller.invented for traveller in known])


def _alerts(crowd: Crowd | None, people: People, at: datetime, count: int, names: Names | None = None) -> None:
    """Put alerts on the list; with a crowd, about some of those who pass, who are looked up from then on."""
    keepers = Keepers(officer=people["ketly"], approver=people["ronald"], brigade=people["mirlande"])
    random = Random(f"alerts {count}")
    asked = []
    if crowd is not None:
        asked = random.sample(crowd.everybody, min(ASKED_ABOUT, len(crowd.everybody)))
        names = crowd.names
    if names is not None:
        invented = [traveller.invented for traveller in asked]
        list_alerts(keepers=keepers, people=invented, random=random, names=names, at=at, count=count)
    mark_watched(asked, at)


def _officers(staff: Mapping[Worker, Staff], people: People) -> dict[str, Officers]:
    """The first inspector of each post, and the supervisor and the customs officer where there is one."""
    at_work: dict[str, dict[str, Actor]] = {}
    for worker in staff:
        at_work.setdefault(worker.post, {}).setdefault(worker.role, people[worker.username])
    return {
        post: Officers(roles["inspector"], roles.get("booth_supervisor"), roles.get("customs_officer"))
        for post, roles in at_work.items()
        if "inspector" in roles
    }


def officer_of(worker: Worker, staff: Staff) -> Actor:
    """The actor that a demo officer is at their post."""
    return Actor(
        id=staff.pk,
        agency=worker.agency,
        post=worker.post,
        roles=frozenset({worker.role}),
        permissions=frozenset(str(permission) for permission in ROLES[worker.role].permissions),
    )
