"""What waits quietly at a post for somebody known only further away: it is not late, it leaves when its line is over, and its keys with it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection

from lakay.journal.core.events import Event, Origin
from lakay.journal.foreign import take
from lakay.journal.models import ClassKey, Unapplied
from lakay.journal.pruning import StillNeeded, prune
from lakay.sync import queries, quiet, table
from lakay.sync.core.audience import Audience
from lakay.sync.core.peers import Peer
from lakay.sync.reports import report_now
from lakay.window import safety
from lakay.window.late import set_aside
from lakay.window.moving import Moved, move
from tests.journal.foreign.peers import Peer as Machine
from tests.journal.sample.models import Stamp
from tests.sync.stores import line
from tests.window.test_late import record_of
from tests.window.test_moving import NOW, WINDOW, ago, card, covered, node, traces, whole  # noqa: F401  (fixtures)

DAYS = 45
HERE = Peer("a" * 16, b"", b"", "post", "HT-BEL", "DIE")
HUB = Peer("b" * 16, b"", b"", "hub")
CORRIDORS = {"HT-BEL": frozenset({"HT-XXX"})}
"""Machines of other stores write at HT-XXX in these tests."""

NEAR = replace(line("sample.stamp", "post", "post", scope="near"), days=DAYS)
OWN = line("sample.stamp", "post", "post", scope="own")


@pytest.fixture(autouse=True)
def at_belladere(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine stands at Belladère, next to where the others write."""
    monkeypatch.setattr(safety, "goes_to_hub", lambda _action: True)
    monkeypatch.setattr(safety, "core_hubs", lambda: [HUB])
    stands_at(monkeypatch, HERE)
    by_table(monkeypatch, NEAR, OWN)


def stands_at(monkeypatch: pytest.MonkeyPatch, place: Peer | None) -> None:
    monkeypatch.setattr(queries, "own_place", lambda: place)


def by_table(monkeypatch: pytest.MonkeyPatch, *lines: object) -> None:
    found = Audience.of(lines, CORRIDORS)  # type: ignore[arg-type]
    monkeypatch.setattr(table, "audience", lambda: found)


def stamped(days: int, number: int = 1) -> tuple[Machine, Event]:
    """A neighbour stamps a card that is not known here, so many days ago; the hub brings it, with the keys."""
    machine = Machine(ago(days)).introduce()
    event = machine.stamp(record_of(90), number, remark="who was seen")
    took(machine, event)
    return machine, event


def took(machine: Machine, *events: Event) -> None:
    take(events, via=f"{HUB.node}.1", at=NOW, keys=machine.grants("personal"))


@pytest.mark.django_db
def test_what_nearness_alone_brings_is_counted_apart_until_it_has_its_effect() -> None:
    machine, _ = stamped(3)
    report = report_now(NOW)
    assert (report.quiet, report.waiting, report.refused) == (1, 0, 0)
    assert quiet.quiet().count() == 1
    assert quiet.without_quiet(Unapplied.objects.all()).count() == 0
    took(machine, machine.open_card(record_of(90)))
    assert Stamp.objects.get().remark == "who was seen"
    assert report_now(NOW).quiet == 0
    assert whole()


@pytest.mark.django_db
@pytest.mark.parametrize("scope", ["all", "named", "known", "agency"])
def test_what_another_line_may_bring_is_as_loud_as_ever(scope: str, monkeypatch: pytest.MonkeyPatch) -> None:
    by_table(monkeypatch, NEAR, line("sample.stamp", "post", "post", scope=scope))
    stamped(3)
    report = report_now(NOW)
    assert (report.quiet, report.waiting) == (0, 1)
    assert quiet.without_quiet(Unapplied.objects.all()).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "place",
    [replace(HERE, post="HT-MAL"), replace(HERE, post="HT-XXX"), HUB, None],
    ids=["no common corridor", "its own post", "a hub", "a machine that stands alone"],
)
def test_elsewhere_it_is_loud(place: Peer | None, monkeypatch: pytest.MonkeyPatch) -> None:
    stamped(3)
    stands_at(monkeypatch, place)
    assert (report_now(NOW).waiting, quiet.quiet().count()) == (1, 0)


@pytest.mark.django_db
def test_it_is_not_taken_for_a_change_that_came_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    stamped(20)
    Unapplied.objects.update(since=ago(20))
    assert set_aside(WINDOW, NOW) == 0
    stands_at(monkeypatch, None)
    assert set_aside(WINDOW, NOW) == 1, "a loud one would be"


@pytest.mark.django_db
def test_it_leaves_when_its_line_is_over_and_not_before() -> None:
    stamped(DAYS - 1, 1)
    stamped(DAYS + 1, 2)
    assert move(WINDOW, None, NOW).events == 0, "the hub has to hold it"
    assert move(WINDOW, covered(), NOW) == Moved(1, 1)
    assert Unapplied.objects.get().event.at.date() == ago(DAYS - 1).date()
    assert whole()


@pytest.mark.django_db
def test_what_waits_loudly_stays_however_old(monkeypatch: pytest.MonkeyPatch) -> None:
    by_table(monkeypatch, NEAR, line("sample.stamp", "post", "post", scope="named"))
    machine, event = stamped(900)
    assert move(WINDOW, covered(), NOW) == Moved(0, 0)
    with pytest.raises(StillNeeded, match=str(event.header.id)):
        prune([(Origin(machine.name, event.header.origin.epoch), 1, 1)], covered())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is for a hub, which keeps everything")
@pytest.mark.skipif(settings.ENCRYPTED, reason="nothing could be found in an encrypted store before either")
def test_not_a_byte_of_it_nor_a_key_is_left_on_the_disk(node: None, traces: Callable[[str], list[str]]) -> None:  # noqa: F811
    _, event = stamped(DAYS + 1)
    (change,) = event.changes
    marks = [event.header.id.hex, change.record.hex, b64encode(change.sealed["personal"]).decode()]
    assert ClassKey.objects.exists()
    assert all(traces(mark) for mark in marks)
    assert move(WINDOW, covered(), NOW) == Moved(1, 1)
    card(0, "after")  # the writer has done what it had to do after the commit before
    assert [mark for mark in marks if traces(mark)] == []
    assert not ClassKey.objects.exists()
    assert whole()
