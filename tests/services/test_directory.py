"""The directory as records: entering it, reading a file in, counting room, asking."""

from __future__ import annotations

from datetime import timedelta
from time import thread_time
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lakay.access.policy import Permission
from lakay.journal.models import Event
from lakay.kernel.actors import system_actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.places.actions import load_pack
from lakay.services.actions import BadCount, count_room, end_service, write_provider
from lakay.services.importing import COLUMNS, NoDirectory, read_in, try_directory
from lakay.services.models import Provider, Service
from lakay.services.permissions import can_count
from lakay.services.queries import origin_of, search, services_kept_by
from lakay.services.rules import Wanted, Why
from tests.services.office import BEYOND, CLINIC, NOW, SISTERS, a_service, person

pytestmark = pytest.mark.django_db
CARE = Purpose.PROTECTION
HEAD = ",".join(COLUMNS)
GOOD = {
    "provider": "SSJE",
    "provider_name": "Sisters",
    "category": "shelter",
    "country": "HTI",
    "agency": "SSJE",
    "language": "ht",
    "code": "SSJE-1",
    "type": "shelter-child",
    "name": "House for children",
    "hidden": "no",
    "cost": "free",
}


def sheet(*rows: dict[str, str]) -> bytes:
    return "\n".join([HEAD, *(",".join(row.get(column, "") for column in COLUMNS) for row in rows)]).encode()


def test_only_who_keeps_the_directory_enters_in_it() -> None:
    with pytest.raises(NotAllowed):
        write_provider(by=person("nadege"), at=NOW, values=SISTERS)
    assert not Provider.objects.exists()


def test_the_provider_counts_its_own_room_and_nobody_elses() -> None:
    house = a_service()
    count_room(by=person("sister"), at=NOW, service=house, capacity=12, occupied=9)
    assert Service.objects.get().free == 3
    assert [can_count(person(name), house) for name in ("sister", "yves", "nadege", "ginette")] == [True, False, False, True]
    with pytest.raises(NotAllowed):
        count_room(by=person("yves"), at=NOW, service=house, capacity=12, occupied=0)
    with pytest.raises(BadCount):
        count_room(by=person("sister"), at=NOW, service=house, capacity=12, occupied=-1)
    assert list(services_kept_by(person("sister"), CARE)) == [house]
    assert not services_kept_by(person("yves"), CARE).exists()


def test_the_same_figure_again_is_a_newer_figure() -> None:
    house, later = a_service(), NOW + timedelta(days=4)
    for at in (NOW, later):
        count_room(by=person("sister"), at=at, service=house, capacity=2, occupied=1)
    assert Service.objects.get().counted_at == later


def test_the_desk_finds_what_has_room_and_sees_why() -> None:
    house = a_service()
    a_service(BEYOND, CLINIC)
    count_room(by=person("sister"), at=NOW, service=house, capacity=2, occupied=1)
    wanted = Wanted(frozenset({"shelter-child"}), sex="M", age=11, language="ht", place="HT0421", country="HTI")
    with CaptureQueriesContext(connection) as asked:
        answer = search(person("nadege"), CARE, wanted, NOW)
    assert len(asked) == 2
    assert [(match.service, [reason.why for reason in match.reasons]) for match in answer.matches] == [
        (house, [Why.ROOM, Why.SAME_COMMUNE])
    ]
    everything = search(person("nadege"), CARE, Wanted(country="HTI", place="HT0421", language="ht"), NOW)
    assert [match.service.code for match in everything.matches] == ["SSJE-1", "HOGAR-1"]
    assert everything.matches[1].reasons[1].why is Why.OTHER_COUNTRY
    end_service(by=person("ginette"), at=NOW, service=house)
    assert search(person("nadege"), CARE, wanted, NOW).fitting == 0


def test_who_does_not_work_with_the_directory_finds_nothing() -> None:
    a_service()
    assert search(person("marie"), CARE, Wanted(), NOW).fitting == 0
    assert search(person("nadege"), Purpose.COORDINATION, Wanted(), NOW).fitting == 0


def test_trying_a_file_writes_nothing_and_lists_every_bad_row() -> None:
    bad = [
        GOOD | {"type": "castle"},
        GOOD | {"code": "a b"},
        GOOD | {"address": "Rue 4"},
        GOOD | {"phone": "12"},
        GOOD | {"age_from": "9", "age_to": "3"},
        GOOD | {"cost": "much"},
        GOOD | {"place": "HT9999"},
        GOOD | {"name": ""},
    ]
    before = Event.objects.count()
    tried = try_directory(sheet(GOOD | {"code": "OTHER-1"}, *(row | {"code": row["code"] + str(n)} for n, row in enumerate(bad))))
    assert (tried.new, tried.known) == (1, 0)
    assert [(fault.line, fault.column, fault.code) for fault in tried.faults] == [
        (3, "type", "unknown"),
        (4, "code", "code"),
        (5, "address", "hidden"),
        (6, "phone", "phone"),
        (7, "age_to", "ages"),
        (8, "cost", "unknown"),
        (9, "place", "unknown"),
        (10, "name", "empty"),
    ]
    assert Event.objects.count() == before
    again = try_directory(sheet(GOOD, GOOD))
    assert [(fault.line, fault.code) for fault in again.faults] == [(3, "twice")]


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"\xff\xfe", "encoding"), (b"code,name\n", "header"), (b"", "header"), (HEAD.encode() + b"\na\n", "")],
)
def test_a_file_that_is_no_directory_is_refused_and_a_short_row_is_a_fault(raw: bytes, code: str) -> None:
    if not code:
        assert [fault.code for fault in try_directory(raw).faults] == ["cells"]
        return
    with pytest.raises(NoDirectory) as refused:
        try_directory(raw)
    assert refused.value.code == code


def test_reading_a_file_in_twice_changes_nothing_the_second_time() -> None:
    tried = try_directory(sheet(GOOD, GOOD | {"code": "SSJE-2", "type": "medical", "latitude": "19.5", "longitude": "-71.7"}))
    assert read_in(tried, by=person("ginette"), at=NOW) == 2
    before = Event.objects.count()
    read_in(tried, by=person("ginette"), at=NOW)
    assert Event.objects.count() == before
    assert Service.objects.get(code="SSJE-1").hidden, "its kind is, whatever the file says"
    with pytest.raises(NotAllowed):
        read_in(tried, by=person("sister"), at=NOW)


def test_a_post_says_where_a_search_begins() -> None:
    load_pack(by=system_actor("tests", frozenset(Permission)), at=NOW)
    assert (origin_of("HT-OUA").place, origin_of("HT-OUA").country) == ("HT0421", "HTI")
    assert origin_of("nowhere").country == ""


@pytest.mark.tampers
def test_five_thousand_services_are_searched_in_little_time() -> None:
    """The aim is 50 ms; the limit, of processor time, only finds what grew tenfold."""
    provider = a_service().provider
    Service.objects.bulk_create(
        Service(
            id=uuid4(),
            versions={},
            provider=provider,
            code=f"S{number}",
            type=("medical", "shelter-child", "legal-aid", "school")[number % 4],
            name=f"Service {number}",
            place=f"HT0{number % 9 + 1}{number % 3 + 1}1",
            areas=[f"HT0{number % 9 + 1}"] if number % 5 == 0 else [],
            languages=["ht", "fr"],
            capacity=20,
            occupied=number % 21,
            counted_at=NOW - timedelta(days=number % 9),
        )
        for number in range(5_000)
    )
    wanted = Wanted(frozenset({"shelter-child"}), "M", 11, "ht", "HT0421", country="HTI")
    with CaptureQueriesContext(connection) as asked:
        began = thread_time()
        answer = search(person("nadege"), CARE, wanted, NOW)
        took = thread_time() - began
    assert took < 0.5, f"{took * 1000:.0f} ms"
    assert len(asked) == 2
    assert answer.fitting > 1_000
    assert len(answer.matches) == 25
