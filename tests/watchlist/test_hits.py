"""Who hits and who does not, what a booth is told of it, and what it is never told."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist.actions import propose_alert, raise_alert
from lakay.watchlist.categories import categories
from lakay.watchlist.models import Key
from lakay.watchlist.queries import age, hits
from lakay.watchlist.rules.contents import Contents, WantedDocument, WantedName
from tests.watchlist.conftest import DAY, NOW, Listed, lost, missing_child, wanted

pytestmark = pytest.mark.django_db

JEAN_ROBERT: dict[str, Any] = {
    "surname": "SAINT FLEUR",
    "given_names": "JEAN ROBERT",
    "birth": PartialDate(1984, 3, 7),
    "sex": "M",
    "nationality": "HTI",
    "at": NOW,
}


def evidence(**more: Any) -> list[str] | None:
    """The evidence of the one hit of Jean Robert, read a little differently; None if he passes."""
    found = hits(**JEAN_ROBERT | more)
    assert len(found) <= 1
    return list(found[0].evidence) if found else None


def test_the_same_name_and_birth_date_hit(listed: Listed) -> None:
    alert = listed()
    hit = hits(**JEAN_ROBERT)[0]
    assert (hit.alert, hit.category, hit.basis, hit.route, hit.stop) == (alert.id, "wanted", "name", "second-line", True)
    assert hit.evidence == ("name_same", "birth_same", "nationality_same")
    assert hit.reference == alert.reference
    assert hit.label.en == "Person wanted by the courts"
    assert hit.todo.ht.startswith("Pa admèt li.")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"surname": "Saint-Fleur", "given_names": "Jean-Robert"}, "name_same"),
        ({"surname": "saint fleur", "given_names": "jéan robèrt"}, "name_same"),
        ({"surname": "JEAN ROBERT", "given_names": "SAINT FLEUR"}, "name_swapped"),
        ({"surname": "FLEUR", "given_names": "JEAN ROBERT SAINT"}, "name_words"),
        ({"surname": "SAINT FLEUR", "given_names": "ROBERT JEAN"}, "name_words"),
    ],
)
def test_spelling_and_order_do_not_hide_a_name(listed: Listed, more: dict[str, str], expected: str) -> None:
    listed()
    assert (evidence(**more) or [""])[0] == expected


@pytest.mark.parametrize(
    "more",
    [
        {"surname": "DESROSIERS"},
        {"given_names": "MARIE ANGE"},
        {"surname": "", "given_names": ""},
        {"surname": "…", "given_names": "<<"},
        {"birth": PartialDate(1991, 8, 8)},
        {"birth": PartialDate(1995)},
        {"birth": PartialDate(1975, 7, 3)},
        {"at": NOW - timedelta(seconds=1)},
        {"at": NOW + 100 * DAY},
        {"at": NOW + 400 * DAY},
    ],
)
def test_another_name_birth_date_or_time_passes(listed: Listed, more: dict[str, Any]) -> None:
    listed()
    assert evidence(**more) is None


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (PartialDate(), "birth_unknown"),
        (PartialDate(1984), "birth_compatible"),
        (PartialDate(1985, estimated=True), "birth_compatible"),
        (PartialDate(1984, 7, 3), "birth_swapped"),
        (PartialDate(None, 7, 3), "birth_swapped"),
    ],
)
def test_a_birth_date_known_in_part_or_turned_round_is_told_as_such(listed: Listed, birth: PartialDate, expected: str) -> None:
    listed()
    assert (evidence(birth=birth) or ["", ""])[1] == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"surname": "SENFLÈ", "given_names": "JAN WOBÈ"}, {"family.sound", "given.sound", "birth_same"}),
        ({"surname": "ST FLEUR", "given_names": "JN ROBERT"}, {"family.same", "given.same"}),
        ({"given_names": "JEAN"}, {"name.extra"}),
        ({"given_names": "JEAN ROBERT MARIE"}, {"name.extra"}),
        ({"birth": PartialDate(1984, 3, 8)}, {"birth.slip"}),
        ({"surname": "SENFLÈ", "given_names": "JAN WOBÈ", "birth": PartialDate(1984, 7, 3)}, {"birth_swapped"}),
    ],
)
def test_a_name_by_ear_or_a_slip_is_found_and_told_as_such(listed: Listed, more: dict[str, Any], expected: set[str]) -> None:
    listed()
    found = hits(**JEAN_ROBERT | more)
    assert expected <= set(found[0].evidence)
    assert found[0].basis == "name"


def test_another_sex_is_told_and_does_not_hide(listed: Listed) -> None:
    listed()
    assert "sex_differs" in (evidence(sex="F") or [])
    assert "sex_differs" not in (evidence(sex="") or [])


def test_another_nationality_does_not_hide(listed: Listed) -> None:
    listed()
    assert evidence(nationality="DOM") == ["name_same", "birth_same"]


def test_any_alias_hits(listed: Listed) -> None:
    listed(wanted(names=(WantedName("Saint-Fleur", "Jean Robert"), WantedName("Bob", ""))))
    assert evidence(surname="BOB", given_names="") == ["name_same", "birth_same", "nationality_same"]


@pytest.mark.parametrize("number", ["RD7654321", "rd 7654-321"])
def test_a_document_needs_no_name(listed: Listed, number: str) -> None:
    listed(lost())
    found = hits(document=("HTI", number, "passport"), at=NOW)
    assert [(hit.basis, hit.evidence, hit.category) for hit in found] == [("document", ("document_same",), "lost-document")]


@pytest.mark.parametrize(
    "document", [("DOM", "RD7654321", "passport"), ("HTI", "RD7654322", "passport"), ("HTI", "RD7654321", "visa")]
)
def test_another_document_passes(listed: Listed, document: tuple[str, str, str]) -> None:
    listed(lost())
    assert hits(document=document, at=NOW) == []


def test_whoever_lost_a_document_is_not_stopped_for_it(listed: Listed) -> None:
    listed(lost())
    assert hits(**JEAN_ROBERT) == []
    both = hits(**JEAN_ROBERT, document=("HTI", "RD7654321", "P"))
    assert [hit.evidence for hit in both] == [("document_same", "name_same")]


def test_one_alert_is_one_hit_and_the_document_is_the_stronger(listed: Listed) -> None:
    listed(wanted(documents=(WantedDocument("HTI", "RD1", "passport"),)))
    found = hits(**JEAN_ROBERT, document=("HTI", "RD1", "passport"))
    assert [hit.basis for hit in found] == ["document"]


def test_several_alerts_are_several_hits_documents_first(listed: Listed) -> None:
    listed()
    stolen = listed(lost("RD1"))
    found = hits(**JEAN_ROBERT, document=("HTI", "RD1", "passport"))
    assert [hit.basis for hit in found] == ["document", "name"]
    assert found[0].alert == stolen.id


def test_a_ban_holds_in_its_own_direction(listed: Listed) -> None:
    listed(wanted(category="entry-ban"))
    assert evidence(direction="exit") is None
    assert evidence(direction="entry") is not None
    assert evidence() is not None


def test_of_a_protective_alert_the_booth_learns_whom_to_call_and_nothing_else(mirlande: Actor) -> None:
    raise_alert(by=mirlande, at=NOW, contents=missing_child(), reason="Mother came at noon.")
    hit = hits(surname="DORVIL", given_names="WIDLINE", at=NOW)[0]
    assert (hit.protective, hit.route, hit.category) == (True, "protection", "protective")
    assert hit.label.en == hit.todo.en == "Call the protection desk."
    told = str(asdict(hit)).lower()
    assert not [word for word in ("missing", "disparu", "disparèt", "warrant", "court") if word in told]


def test_a_hit_holds_nothing_of_what_the_alert_says(listed: Listed) -> None:
    alert = listed(wanted(documents=(WantedDocument("HTI", "RD1", "passport"),)))
    told = str(asdict(hits(**JEAN_ROBERT)[0]))
    for secret in (alert.legal_basis, alert.legal_reference, alert.authority, alert.note, "Saint-Fleur", "RD1", "1984"):
        assert secret
        assert secret not in told


def test_the_list_cannot_be_read_from_its_keys(listed: Listed, settings: Any) -> None:
    listed()
    token = Key.objects.get().token
    from lakay.journal.keys import node_keys
    from lakay.people.blind import _key
    from lakay.watchlist.keys import name_token

    assert token == name_token("Saint-Fleur", "Jean Robert")
    assert _key(node_keys().wrapping, "alert/name") != _key(b"0" * 32, "alert/name"), "without the node's key there is no trying"


def test_a_look_up_is_a_query_or_two_and_sees_what_was_just_committed(listed: Listed) -> None:
    assert evidence() is None
    listed()
    assert evidence() is not None
    with CaptureQueriesContext(connection) as queries:
        assert evidence() is not None
    assert len(queries) == 3, "the last: whether the category is silent"
    with CaptureQueriesContext(connection) as queries:
        assert evidence(surname="DESROSIERS", birth=PartialDate(1971, 1, 2)) is None
    assert len(queries) == 1


def test_the_age_of_the_list_is_that_of_its_last_change(listed: Listed) -> None:
    assert age(NOW).newest_at is None
    listed()
    told = age(NOW + 3 * DAY)
    assert (told.newest_at, told.age, told.count) == (NOW, 3 * DAY, 1)
    listed(lost(), at=NOW + DAY)
    told = age(NOW + 3 * DAY)
    assert (told.age, told.count) == (2 * DAY, 2)
    assert age(NOW + 300 * DAY).count == 0


def test_what_only_waits_does_not_make_the_list_look_fresh(listed: Listed, kerline: Actor) -> None:
    listed()
    propose_alert(by=kerline, at=NOW + DAY, contents=lost(), reason="Reported.")
    assert age(NOW + DAY).newest_at == NOW


@pytest.mark.parametrize(("contents", "route"), [(wanted(), "second-line"), (missing_child(), "protection")])
def test_a_category_that_the_pack_has_lost_still_stops(
    listed: Listed, monkeypatch: pytest.MonkeyPatch, contents: Contents, route: str
) -> None:
    listed(contents)
    left = {code: row for code, row in categories().items() if code != contents.category}
    monkeypatch.setattr("lakay.watchlist.finding.categories", lambda: left)
    name = contents.names[0]
    hit = hits(surname=name.family, given_names=name.given, at=NOW)[0]
    assert (hit.route, hit.stop, hit.protective) == (route, True, route == "protection")
    assert "missing" not in str(asdict(hit))


def test_a_clock_that_went_back_gives_no_negative_age(listed: Listed) -> None:
    listed()
    assert age(NOW - DAY).age == timedelta(0)


def test_a_vehicle_is_looked_for_by_its_plate(listed: Listed) -> None:
    listed(wanted(category="stolen-vehicle", names=(), documents=(WantedDocument("HTI", "AA 12-345", "vehicle"),)))
    assert [hit.category for hit in hits(document=("HTI", "aa12345", "vehicle"), at=NOW)] == ["stolen-vehicle"]
    assert hits(document=("HTI", "AA12345", "passport"), at=NOW) == []
