"""Referrals, room and incidents as figures: by kind of service, never by house, and nothing of a person."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from lakay.coordination.actions import IncidentGiven, close_incident, open_incident
from lakay.coordination.models import Incident
from lakay.coordination.rules import Seriousness
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import system_actor
from lakay.places.actions import load_pack
from lakay.referral.rules.states import Decline, Status
from lakay.services.actions import count_room, end_service
from lakay.statistics.exporting import export
from lakay.statistics.keeping import sources
from lakay.statistics.registry import indicator
from lakay.statistics.running import Asked, run
from tests.coordination.conftest import person as at_the_gate
from tests.referral.office import NOW, a_boy, answer, drafted, sent
from tests.services.office import BEYOND, CLINIC, a_service, person
from tests.statistics.test_exporting import SECRET, table, told_nobody

pytestmark = pytest.mark.django_db
MONTH, DAY = "2026-11", timedelta(days=1)


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    make_node_keys()


def figures(folder: Path, code: str, *by: str) -> list[tuple[object, ...]]:
    """What an indicator says by some dimensions, without the month."""
    wanted = indicator(code).facts.name
    export(folder, [source for source in sources() if source.table.name == wanted], SECRET, progress=told_nobody)
    return [tuple(row) for row in run(indicator(code), folder, Asked(by)).rows]


def test_a_referral_counts_from_the_day_it_was_sent_and_by_how_far_it_came(tmp_path: Path) -> None:
    drafted(a_boy())
    referral = sent()
    answer(referral, Status.ACCEPTED, minutes=300)
    assert figures(tmp_path, "referral.sent", "month", "provider_type", "service_type", "stage") == [
        (MONTH, "shelter", "shelter-child", "accepted", 1)
    ]
    assert figures(tmp_path, "referral.wait", "wait", "channel") == [("5-24h", "page", 1)]
    assert figures(tmp_path, "referral.accepted_in_a_day") == [(1, 1)]
    assert figures(tmp_path, "referral.loop_closed") == [(0, 1)]


def test_the_loop_is_closed_when_the_service_has_done_its_part(tmp_path: Path) -> None:
    referral = sent()
    for minutes, step in ((250, Status.ACCEPTED), (60 * 31, Status.BEGUN), (60 * 80, Status.DONE)):
        referral = answer(referral, step, minutes=minutes)
    assert figures(tmp_path, "referral.loop_closed") == [(1, 1)]
    (row,) = table(tmp_path, "referrals")
    assert (row["accepted_hours"], row["closed_days"], row["service_area"]) == (4, 3, "")


def test_a_no_is_counted_with_its_reason(tmp_path: Path) -> None:
    answer(sent(), Status.DECLINED, reason=Decline.FULL)
    assert figures(tmp_path, "referral.declined", "declined") == [("full", 1)]
    assert figures(tmp_path, "referral.wait", "wait") == [("open", 1)]


def test_no_file_of_facts_names_a_house(tmp_path: Path) -> None:
    answer(sent(), Status.ACCEPTED)
    figures(tmp_path, "referral.sent")
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for trace in (b"SSJE", b"Sisters", b"House for children", b"HT0421", b"afraid of dogs"):
        assert trace not in held


def test_room_stands_at_the_end_of_each_month_until_it_is_counted_again(tmp_path: Path) -> None:
    load_pack(by=system_actor("install", frozenset({"places:place:edit"})), at=NOW)
    house, clinic = a_service(), a_service(BEYOND, CLINIC, place="DOM0405")
    ginette = person("ginette")
    count_room(by=ginette, at=NOW - 60 * DAY, service=house, capacity=20, occupied=12)
    count_room(by=ginette, at=NOW - 30 * DAY, service=house, capacity=20, occupied=25)
    count_room(by=ginette, at=NOW, service=clinic, capacity=8, occupied=3)
    occupied = figures(tmp_path, "services.occupancy", "month", "service_type", "area", "age")
    assert occupied == [
        ("2026-09", "shelter-child", "", "4-7d", 12, 20),
        ("2026-10", "shelter-child", "", "8-30d", 25, 20),
        ("2026-11", "medical", "DOM04", "0-3d", 3, 8),
        ("2026-11", "shelter-child", "", "8-30d", 25, 20),
    ]
    assert figures(tmp_path, "services.fresh", "month")[-1] == ("2026-11", 1, 2)


def test_a_service_that_ended_has_no_room_in_later_months(tmp_path: Path) -> None:
    house, clinic = a_service(), a_service(BEYOND, CLINIC)
    ginette = person("ginette")
    count_room(by=ginette, at=NOW - 60 * DAY, service=house, capacity=20, occupied=12)
    end_service(by=ginette, at=NOW - 40 * DAY, service=house)
    count_room(by=ginette, at=NOW, service=clinic, capacity=8, occupied=3)
    months = [row[:2] for row in figures(tmp_path, "services.capacity", "month", "service_type")]
    assert months == [("2026-09", "shelter-child"), ("2026-10", "shelter-child"), ("2026-11", "medical")]


def test_incidents_of_protection_are_only_among_those_of_the_goal(tmp_path: Path) -> None:
    luckner = at_the_gate("luckner")
    for kind in ("smuggling", "missing-person", "children"):
        given = IncidentGiven(kind, "Something happened", Seriousness.SERIOUS)
        receipt = open_incident(by=luckner, at=NOW, given=given)
        if kind == "smuggling":
            done = Incident.objects.get(pk=receipt.id_of(Incident))
            close_incident(by=luckner, at=NOW + timedelta(hours=5), incident=done, outcome="Done.")
    assert figures(tmp_path, "incidents.opened", "incident", "closed") == [("smuggling", "yes", 1)]
    assert figures(tmp_path, "sdg.10_7_3", "incident") == [("missing-person", 1)]
