"""What the hub of a rehearsal begins with: staff, alerts, who may sign passes. Movements are written at the posts, where they happen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from random import Random

from lakay.demo.alerts import DEFAULT, Keepers, list_alerts
from lakay.demo.build import YEAR, officer_of
from lakay.demo.inventing import Names
from lakay.demo.residents import Office, open_office
from lakay.demo.staff import settle
from lakay.journal.writer import one_turn
from lakay.kernel.actors import system_actor
from lakay.places.pack.load import read_pack


def build_hub(pack: Path, at: datetime) -> None:
    """Enter the staff of the country, those who sign passes, and the alert list."""
    founder = system_actor("demo", permissions=frozenset({"access:staff:manage", "access:grant:manage"}))
    with one_turn():
        staff = dict(settle(read_pack(pack), founder, at - YEAR))
    people = {worker.username: officer_of(worker, member) for worker, member in staff.items()}
    open_office(Office(people["odette"], proposer=people["frantz"], approver=people["guerda"]), at - YEAR)
    keepers = Keepers(officer=people["ketly"], approver=people["ronald"], brigade=people["mirlande"])
    list_alerts(keepers=keepers, people=[], random=Random("rehearsal"), names=Names(pack / "names.csv"), at=at, count=DEFAULT)
