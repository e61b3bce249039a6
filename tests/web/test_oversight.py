"""Who looked at whom: found, shown, exported, and itself entered."""

from __future__ import annotations

import csv
import io
import json
from importlib import import_module
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from lakay.border.models import Crossing
from lakay.journal.models import Event, Reference
from lakay.journal.reading import READ_SUFFIX
from lakay.journal.writing import ACTIONS as ALL_ACTIONS
from lakay.kernel.purposes import Purpose
from lakay.web.oversight import chain
from lakay.web.oversight.log import harmless
from lakay.web.shell.names import ACTIONS, KINDS, PURPOSES
from tests.web.world import World

pytestmark = pytest.mark.django_db


def traveller(world: World) -> Any:
    """The person whom Marie admitted."""
    return Crossing.objects.get(id=world.records["crossing"]).person_id


def test_it_shows_who_looked_at_a_person(world: World) -> None:
    world.clients["jean"].get(reverse("booth:movement", kwargs={"crossing": world.records["crossing"]}))
    page = (
        world.clients["guerda"].get(reverse("oversight:reads"), {"ref": str(traveller(world)), "only": "reads"}).content.decode()
    )
    assert "Jean of the tests" in page
    assert "Looked at a movement" in page
    assert "Recorded a movement" not in page


def test_looking_at_the_log_of_a_person_is_entered_under_that_person(world: World) -> None:
    world.clients["guerda"].get(reverse("oversight:reads"), {"ref": str(traveller(world))})
    last = Event.objects.latest("seq")
    assert last.action == "journal.log.read"
    assert last.actor == world.id_of("guerda")
    assert last.purpose == Purpose.OVERSIGHT
    assert Reference.objects.filter(event=last, ref=traveller(world), subject=True).exists()


def test_a_document_finds_its_person_and_its_number_stands_in_no_address(world: World) -> None:
    response = world.clients["guerda"].post(reverse("oversight:search"), {"state": "HTI", "number": "RD1234567"})
    assert response.status_code == 302
    assert str(traveller(world)) in response["Location"]
    assert "RD1234567" not in response["Location"]


def test_the_auditor_cannot_look_for_a_person_by_document(world: World) -> None:
    page = world.clients["claudette"].get(reverse("oversight:reads")).content.decode()
    assert "Document number" not in page
    response = world.clients["claudette"].post(reverse("oversight:search"), {"state": "HTI", "number": "RD1234567"})
    assert str(traveller(world)) not in response["Location"]


def test_what_is_not_known_is_said_beside_the_field(world: World) -> None:
    client = world.clients["guerda"]
    for form, words in (
        ({"state": "HTI", "number": "XX0000000"}, "No such document"),
        ({"officer": "nobody-here"}, "Nobody here has this user name"),
        ({"ref": "1234"}, "32 letters and digits"),
        ({"first": "02/01/2026", "last": "01/01/2026"}, "before the first"),
        ({"number": "RD1234567"}, "whole number"),
    ):
        response = client.post(reverse("oversight:search"), form)
        assert response.status_code == 422
        assert words in response.content.decode()


def test_an_officer_is_found_by_user_name(world: World) -> None:
    response = world.clients["guerda"].post(reverse("oversight:search"), {"officer": " Marie "})
    page = world.clients["guerda"].get(response["Location"]).content.decode()
    assert "Marie of the tests" in page
    assert "Jean of the tests" not in page


def test_the_post_the_days_and_the_purpose_narrow_the_log(world: World) -> None:
    client = world.clients["guerda"]
    for query, some in (
        ({"post": "HT-OUA"}, True),
        ({"post": "HT-MAL"}, False),
        ({"purpose": "border_control"}, True),
        ({"purpose": "statistics"}, False),
        ({"last": "2001-01-01"}, False),
        ({"first": "2001-01-01", "last": "9999-12-31", "post": "HT-OUA"}, True),
    ):
        assert ("Recorded a movement" in client.get(reverse("oversight:reads"), query).content.decode()) == some, query


def test_a_long_log_takes_no_more_queries_than_a_short_one(world: World, django_assert_num_queries: Any) -> None:
    client = world.clients["guerda"]
    client.get(reverse("oversight:reads"))
    with django_assert_num_queries(12):
        client.get(reverse("oversight:reads"))
    with django_assert_num_queries(12):
        client.get(reverse("oversight:reads"), {"only": "writes"})


def test_an_event_shows_which_fields_it_set_and_no_value(world: World) -> None:
    event = Event.objects.filter(action="border.encounter.open").first()
    assert event
    page = world.clients["claudette"].get(reverse("oversight:event", kwargs={"event": event.id})).content.decode()
    assert bytes(event.hash).hex() in page
    assert "Sealed fields" in page
    assert "personal" in page
    assert "RD1234567" not in page
    assert "PIERRE" not in page.upper().replace("PIERRE OF THE TESTS", "")
    assert Event.objects.latest("seq").action == "journal.event.read"


def test_the_export_is_a_table_and_is_entered(world: World) -> None:
    response = world.clients["guerda"].post(f"{reverse('oversight:export')}?post=HT-OUA")
    lines = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert {line["post"] for line in lines} == {"HT-OUA"}
    assert Event.objects.latest("seq").action == "journal.export.read"


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n '\" a1\u00a0\ufeff\u2003"), max_size=8))
def test_no_cell_begins_as_a_formula(cell: str) -> None:
    written = harmless(cell)
    assert not written.strip(" \u00a0\ufeff\u2003").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert written.endswith(cell)


def test_the_end_of_the_journal_is_there_as_text_and_picture(world: World) -> None:
    page = world.clients["claudette"].get(reverse("oversight:journal")).content.decode()
    last = Event.objects.latest("seq")
    assert f":{last.seq}:{bytes(last.hash).hex()}" in page
    assert 'src="data:image/svg+xml' in page


def test_a_check_says_that_the_journal_is_whole_or_names_the_fault(world: World) -> None:
    client = world.clients["claudette"]
    client.post(reverse("oversight:verify"))
    assert "whole, up to number" in client.get(reverse("oversight:journal")).content.decode()
    broken = Event.objects.filter(action="border.crossing.record").first()
    assert broken
    Event.objects.filter(id=broken.id).update(hash=b"\0" * 32)
    client.post(reverse("oversight:verify"))
    page = client.get(reverse("oversight:journal")).content.decode()
    assert "tell the inspectorate" in page
    assert str(broken.id) in page


def test_a_half_written_result_is_never_read(world: World) -> None:
    chain.keep({"at": "2026-01-01T00:00:00+00:00", "head": "", "events": 1, "faults": [], "count": 0})
    assert json.loads(chain.place().read_text())["events"] == 1
    assert not chain.place().with_suffix(".new").exists()


def test_every_action_record_and_purpose_has_a_name() -> None:
    import_module("lakay.journal.erasure")
    written = {name for name, done in ALL_ACTIONS.items() if done.body.__module__.startswith("lakay.")}
    assert written - set(ACTIONS) == set()
    assert {code for code in ACTIONS if not code.endswith(READ_SUFFIX)} - written == set()
    assert set(PURPOSES) == {str(purpose) for purpose in Purpose}


def test_every_kind_of_record_has_a_name() -> None:
    from lakay.journal.registry import tables

    assert {kind for kind, table in tables().items() if table.model.__module__.startswith("lakay.")} == set(KINDS)
