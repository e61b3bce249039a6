"""A file is taken in once, finds its post, is screened and, in time, erased."""

from __future__ import annotations

import os
import zlib
from datetime import timedelta
from pathlib import Path

import pytest

from lakay.border.models import Passenger, PassengerFile, PassengerList, PassengerScreening
from lakay.border.passengers.inbox import take_inbox, tend
from lakay.border.passengers.queries import hits_of, protected_hits, voyage_of
from lakay.border.passengers.receiving import NoList, Taken, receive, screen, screen_waiting
from lakay.journal.models import Event
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.refusals import NotAllowed
from lakay.sync.models import Membership
from lakay.watchlist.rules.contents import WantedDocument, WantedName
from tests.border.passengers.conftest import LANDS, NOW, staff
from tests.manifests import samples
from tests.manifests.samples import WHOLE
from tests.watchlist.conftest import Listed, gesner, kerline, listed, missing_child, wanted  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db


def test_a_list_finds_its_post_and_hour(flight: Taken) -> None:
    row = PassengerList.objects.get()
    assert (row.post, row.direction, row.voyage, row.elsewhere) == ("HT-PAP", "entry", "XV412", "MIA")
    assert row.expected_at == LANDS
    assert (row.people, row.stated, row.crew) == (2, 2, 0)
    assert row.screenings.get().at == NOW
    assert [passenger.said["surname"] for passenger in Passenger.objects.order_by("number")] == ["DORCELY", "CHERY"]


def test_the_bytes_are_kept(flight: Taken) -> None:
    file = PassengerFile.objects.get()
    assert zlib.decompress(bytes(file.raw or b"")) == WHOLE.encode()
    assert flight.file == file.pk


def test_a_file_is_taken_once(flight: Taken, rose: Actor) -> None:
    again = receive(WHOLE.encode(), by=rose, at=NOW, channel="page", name="other.txt", here="HT-PAP")
    assert again.again
    assert again.file == flight.file
    assert PassengerFile.objects.count() == 1


def test_a_newer_list_takes_the_place_of_the_one_before(flight: Taken, rose: Actor) -> None:
    newer = WHOLE.replace("GUERLINE", "GUERLANDE")
    receive(newer.encode(), by=rose, at=NOW + timedelta(hours=1), channel="page", name="new.txt", here="HT-PAP")
    old, new = PassengerList.objects.order_by("id")
    assert new.replaces == old
    assert list(PassengerList.objects.standing()) == [new]


def test_the_parts_of_a_list_stand_beside_each_other(country: None, rose: Actor) -> None:
    receive(samples.in_parts(), by=rose, at=NOW, channel="page", name="parts.txt", here="HT-PAP")
    assert list(PassengerList.objects.standing().order_by("id").values_list("part", flat=True)) == [1, 2, 3]


def test_a_flight_that_leaves_is_for_the_exit(country: None, rose: Actor) -> None:
    leaving = WHOLE.replace("125+MIA", "125+PAP").replace("87+PAP", "87+MIA")
    receive(leaving.encode(), by=rose, at=NOW, channel="page", name="out.txt", here="HT-PAP")
    row = PassengerList.objects.get()
    assert (row.direction, row.elsewhere, row.expected_at) == ("exit", "MIA", NOW.replace(hour=17, minute=30))


def test_a_boat_and_a_bus_find_their_posts_by_name(country: None) -> None:
    receive(samples.BOAT, by=staff(2, "inspector", "HT-CAP-SEA"), at=NOW, channel="page", name="boat.csv")
    coded = samples.BOAT.replace(b"HT-CAP-SEA", b"HTCAP").replace(b"SA-118", b"SA-119")
    receive(coded, by=staff(2, "inspector", "HT-CAP-SEA"), at=NOW, channel="page", name="coded.csv")
    bus = samples.BUS.replace(b"HT-OUA", b"Wanament")
    receive(bus, by=staff(3, "inspector", "HT-OUA"), at=NOW, channel="page", name="bus.csv")
    assert list(PassengerList.objects.order_by("id").values_list("post", "mode")) == [
        *[("HT-CAP-SEA", "sea")] * 2,
        ("HT-OUA", "bus"),
    ]


def test_who_sits_elsewhere_cannot_bring_it(country: None) -> None:
    with pytest.raises(NotAllowed):
        receive(WHOLE.encode(), by=staff(4, "inspector", "HT-OUA"), at=NOW, channel="page", name="x", here="HT-OUA")
    with pytest.raises(NotAllowed):
        receive(WHOLE.encode(), by=staff(5, "auditor"), at=NOW, channel="page", name="x", here="HT-PAP")


def test_what_is_no_list_is_refused_with_its_faults(country: None, rose: Actor) -> None:
    with pytest.raises(NoList) as refused:
        receive(b"Dear colleague", by=rose, at=NOW, channel="page", name="x", here="HT-PAP")
    assert refused.value.found.faults
    assert not Event.objects.filter(action="border.passengers.take").exists()


def on_the_flight(**more: object) -> object:
    """An alert that means Wilner of the flight."""
    about = {"names": (WantedName("Dorcely", "Wilner J"),), "birth": PartialDate(1980, 3, 12)}
    return wanted(**{**about, **more})


def test_everybody_is_held_against_the_alert_list(country: None, rose: Actor, listed: Listed) -> None:  # noqa: F811
    alert = listed(on_the_flight())
    receive(WHOLE.encode(), by=rose, at=NOW, channel="page", name="x", here="HT-PAP")
    (hit,) = hits_of(voyage_of(PassengerList.objects.get()))
    assert hit.alert == str(alert.pk)
    assert hit.passenger.said["surname"] == "DORCELY"
    assert protected_hits("HT-PAP", NOW) == []


def test_a_document_is_enough(country: None, rose: Actor, listed: Listed) -> None:  # noqa: F811
    document = WantedDocument("HTI", "HT7654321", "passport")
    listed(wanted(category="lost-document", documents=(document,), sex="", birth=PartialDate(), names=()))
    receive(WHOLE.encode(), by=rose, at=NOW, channel="page", name="x", here="HT-PAP")
    (hit,) = hits_of(voyage_of(PassengerList.objects.get()))
    assert (hit.passenger.number, hit.basis) == (2, "document")


def test_looking_again_finds_the_same_once_and_ends_what_is_over(
    country: None,
    rose: Actor,
    listed: Listed,  # noqa: F811
) -> None:
    listed(on_the_flight())
    receive(WHOLE.encode(), by=rose, at=NOW, channel="page", name="x", here="HT-PAP")
    row = PassengerList.objects.get()
    assert screen(row, NOW + timedelta(minutes=5)) == 1
    assert len(hits_of(voyage_of(row))) == 1
    assert screen(row, NOW + timedelta(days=200)) == 0
    assert hits_of(voyage_of(row)) == []


@pytest.mark.tampers
def test_lists_that_nobody_screened_are_screened_later(flight: Taken) -> None:
    assert screen_waiting(NOW) == 0
    PassengerScreening.objects.all()._raw_delete("default")
    assert screen_waiting(NOW) == 1


def test_content_is_erased_after_the_day_of_the_pack(flight: Taken) -> None:
    file = PassengerFile.objects.get()
    assert file.keep_until_on == (LANDS + timedelta(days=30)).date()
    assert tend(LANDS + timedelta(days=30)) == 0
    assert tend(LANDS + timedelta(days=32)) == 1
    assert tend(LANDS + timedelta(days=33)) == 0
    file.refresh_from_db()
    assert (file.raw, file.file_name, file.is_erased) == (None, "", True)
    assert list(Passenger.objects.values_list("said", flat=True)) == [None, None]
    assert PassengerList.objects.get().people == 2


def test_the_inbox_takes_each_file_once_and_loses_none(country: None, settings: object, tmp_path: Path) -> None:
    settings.PASSENGER_INBOX = tmp_path  # type: ignore[attr-defined]
    for name, raw in (("a.txt", WHOLE.encode()), ("b.txt", WHOLE.encode()), ("c.txt", b"Dear colleague"), (".d.part", b"x")):
        (tmp_path / name).write_bytes(raw)
        os.utime(tmp_path / name, (NOW.timestamp(), NOW.timestamp()))
    assert take_inbox(NOW + timedelta(seconds=1)) == 0
    assert take_inbox(NOW + timedelta(seconds=5)) == 3
    assert take_inbox(NOW + timedelta(seconds=5)) == 0
    assert sorted(file.name.partition("-")[2] for file in (tmp_path / "done").iterdir()) == ["a.txt", "b.txt"]
    kept, why = sorted((tmp_path / "faulty").iterdir(), key=lambda file: file.name)
    assert kept.read_bytes() == b"Dear colleague"
    assert why.read_text().startswith("no_list\nno_header byte 0")
    assert PassengerFile.objects.get().channel == "inbox"
    assert (tmp_path / ".d.part").exists()


def test_a_protective_alert_is_kept_apart(country: None, rose: Actor, listed: Listed) -> None:  # noqa: F811
    listed(missing_child(names=(WantedName("Chery", "Guerline"),), birth=PartialDate(1999, 12, 24)))
    receive(WHOLE.encode(), by=rose, at=NOW, channel="page", name="x", here="HT-PAP")
    assert hits_of(voyage_of(PassengerList.objects.get())) == []
    (hit,) = protected_hits("HT-PAP", NOW)
    assert hit.passenger.said["surname"] == "CHERY"


def test_a_list_of_the_inbox_that_names_no_place_is_for_the_post_of_this_machine(
    country: None, settings: object, tmp_path: Path
) -> None:
    settings.PASSENGER_INBOX = tmp_path  # type: ignore[attr-defined]
    for name, post in (("hub.csv", ""), ("post.csv", "HT-OUA")):
        (tmp_path / name).write_bytes(samples.BUS.replace(b"HT-OUA", b""))
        os.utime(tmp_path / name, (NOW.timestamp(), NOW.timestamp()))
        if post:
            Membership.objects.create(role="post", post=post, agency="DIE", joined_at=NOW)
        assert take_inbox(NOW + timedelta(seconds=5)) == 1
    assert [file.name.partition("-")[2] for file in (tmp_path / "faulty").glob("*.csv")] == ["hub.csv"]
    assert PassengerList.objects.get().post == "HT-OUA"
