"""A list of many entries: brought in by one person, agreed on by another, looked up by a booth, found at a post.

`python -m bench.alerts COUNT` with an empty folder in LAKAY_DATA. People are those of `bench.names.population`, all invented; what is done
to travellers' names is `bench.names.noise_other`, which knows nothing of the sounds.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random

os.environ.setdefault("LAKAY_MODE", "demo")

from lakay.cli.boot import boot

boot()

# ruff: noqa: E402  (models exist only after Django has started)
from django.core.management import call_command

from bench.names.noise_other import KINDS, Traveller, misdated, spoil
from bench.names.population import Individual, people
from lakay.access.policy import ROLES
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.partial_dates import BadDate, PartialDate
from lakay.watchlist.actions import decide_batch, decide_list, propose_list
from lakay.watchlist.actions.lists import ListSaid
from lakay.watchlist.loading import load_list, settle_all, tried
from lakay.watchlist.models import AlertList, Batch
from lakay.watchlist.queries import hits
from lakay.watchlist.rules.sources import read_source

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TRAVELLERS = 1_000
SAID = ListSaid(
    *("bench", "A list of the bench", "PNH", "wanted", "Decree", "D-1", "invented", "Call."), review_on=date(2027, 11, 22)
)


def staff(role: str, agency: str) -> Actor:
    """Somebody of that role."""
    held = frozenset(str(permission) for permission in ROLES[role].permissions)
    return Actor(system_actor(role).id, agency, "", frozenset({role}), held)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say how long something took."""
    start, cpu = time.perf_counter(), time.process_time()
    yield
    print(f"{what}: {time.perf_counter() - start:.1f} s, {time.process_time() - cpu:.1f} s of processor")


def born(number: int) -> PartialDate:
    """A date of eight digits."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    try:
        return PartialDate(year or None, month or None, (day or None) if month else None)
    except BadDate:
        return PartialDate(year or None)


def file_of(listed: list[Individual]) -> bytes:
    """The people as FollowTheMoney."""
    lines = [
        {
            "id": one.key,
            "schema": "Person",
            "properties": {
                "lastName": [one.family],
                "firstName": [one.given],
                "birthDate": [str(born(one.birth))] if one.birth else [],
                "gender": ["female" if one.sex == "F" else "male"],
                "nationality": [one.nationality],
                "passportNumber": [one.document],
            },
        }
        for one in listed
    ]
    return "\n".join(json.dumps(line) for line in lines).encode()


def bring(data: bytes) -> None:
    """Two people put it on the list."""
    officer, approver = staff("alert_officer", "PNH"), staff("alert_approver", "DIE")
    receipt = propose_list(by=officer, at=AT, said=SAID, reason="Needed.")
    of_list = AlertList.objects.get(pk=receipt.id_of(AlertList))
    decide_list(by=approver, at=AT, of_list=of_list, approve=True, reason="Yes.")
    with timed("read"):
        source = read_source(data)
    with timed("differences"):
        found = tried(of_list, source)
    print(len(found.new), "new", len(source.faults), "faults")
    with timed("load"):
        batch = load_list(of_list, source, found, by=officer, at=AT, file_name="bench.json", reason="Newest state.")
    decide_batch(by=approver, at=AT, batch=Batch.objects.get(pk=batch), approve=True, reason="Seen.")
    with timed("settle"):
        settle_all(Batch.objects.get(pk=batch), by=approver, at=AT)


def look(family: str, given: str, birth: int, sex: str) -> tuple[bool, float]:
    """Whether the traveller is stopped, and how long it took (seconds)."""
    start = time.perf_counter()
    found = hits(surname=family, given_names=given, birth=born(birth), sex=sex, at=AT + timedelta(hours=1))
    return bool(found), time.perf_counter() - start


def measure(listed: list[Individual]) -> None:
    """Strangers of the same population, and listed people as they arrive."""
    with timed("first look-up, which puts the list in order"):
        look("Nobody", "At All", 19700101, "F")
    strangers = [look(one.family, one.given, one.birth, one.sex) for one in people(2, TRAVELLERS)]
    random, met, kinds = Random(5), [], []
    for number in range(TRAVELLERS):
        one = random.choice(listed)
        who, kind = (
            Traveller(one.family.upper().replace("-", " ").split(), one.given.upper().replace("-", " ").split()),
            KINDS[number % len(KINDS)],
        )
        spoil(random, kind, who)
        met.append(look(" ".join(who.family), " ".join(who.given), misdated(random, one.birth), one.sex))
        kinds.append(kind)
    spans = sorted(span for _, span in (*strangers, *met))
    print(
        f"false alerts {sum(hit for hit, _ in strangers) / len(strangers):.4f}, found {sum(hit for hit, _ in met) / len(met):.4f}"
    )
    for kind in KINDS:
        of_kind = [hit for (hit, _), name in zip(met, kinds, strict=True) if name == kind]
        print(f"  {kind}: {sum(of_kind) / len(of_kind):.2f}")
    print(*(f"p{share}: {1000 * spans[len(spans) * share // 100]:.1f} ms" for share in (50, 95, 99)))


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    make_node_keys()
    everybody = list(people(1, int(sys.argv[1])))
    bring(file_of(everybody))
    measure(everybody)
