"""The desk of the alert list: proposed by one, decided by another, looked at on the record, and shut to every border role."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from lakay.access.policy import ROLES
from lakay.access.visibility import classes_visible, visible
from lakay.journal.models import Event, Reference
from lakay.journal.models import Record as JournalRecord
from lakay.kernel.clock import SystemClock
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.purposes import Purpose
from lakay.watchlist.actions import take_redress
from lakay.watchlist.models import Alert, Batch, Change, Key, Outcome, Redress
from lakay.watchlist.queries import hits
from lakay.watchlist.rules.contents import Contents
from lakay.watchlist.rules.sheet import COLUMNS
from lakay.watchlist.working import work_through
from lakay.web.watchlist.rows import pairs_of
from tests.web.world import World, actor

pytestmark = pytest.mark.django_db

BORDER_ROLES = ("inspector", "booth_supervisor", "border_police")


def today() -> date:
    """The day in Haiti, where it is still yesterday for five hours of each UTC day."""
    return SystemClock().now().astimezone(ZoneInfo("America/Port-au-Prince")).date()


def day(days: int) -> str:
    """A day from today, as one types it."""
    return (today() + timedelta(days=days)).strftime("%d/%m/%Y")


def alert_form(**more: str) -> dict[str, str]:
    """A form that is filled in right."""
    return {
        "category": "wanted",
        "family": "Dorcélus",
        "given": "Ti Jan",
        "aliases": "Bosal, Jan\nTi Wouj",
        "birth": "1979-04",
        "sex": "M",
        "nationalities": "hti",
        "document_type": "passport",
        "documents": "DOM, RD 1, passport",
        "legal_basis": "Warrant of arrest",
        "legal_reference": "CAP-2026-9",
        "authority": "Court of Cap-Haïtien",
        "note": "Limps.",
        "first_day": day(0),
        "last_day": day(90),
        "reason": "Warrant received.",
        "command": str(uuid4()),
        **more,
    }


def meets(**more: Any) -> bool:
    return bool(hits(**{"surname": "DORCELUS", "given_names": "TI JAN", "at": SystemClock().now(), **more}))


def last_read() -> Event:
    return Event.objects.filter(action__endswith=".read").latest("seq")


@pytest.fixture
def kerline(world: World) -> Client:
    return world.clients["kerline"]


@pytest.fixture
def gesner(world: World) -> Client:
    return world.clients["gesner"]


def propose(kerline: Client, **more: str) -> Alert:
    response = kerline.post(reverse("watchlist:add"), alert_form(**more))
    assert response.status_code == 302, response.content.decode()
    return Alert.objects.latest("proposed_at")


def decide(client: Client, alert: Alert, decision: str = "approve", reason: str = "Warrant seen.") -> Any:
    change = Change.objects.get(alert=alert, status="waiting")
    return client.post(reverse("watchlist:decide", args=[change.id]), {"decision": decision, "reason": reason})


def test_one_proposes_another_approves_and_the_booth_is_told(kerline: Client, gesner: Client) -> None:
    alert = propose(kerline)
    assert not meets()
    assert decide(gesner, alert).status_code == 302
    assert meets()
    assert meets(surname="TI WOUJ", given_names="")
    assert meets(surname="X", given_names="", document=("DOM", "RD1", "passport"))
    alert.refresh_from_db()
    assert (alert.agency, alert.birth, alert.nationalities) == ("PNH", "1979-04", ["HTI"])


def test_the_queue_shows_what_waits_and_by_whom(gesner: Client) -> None:
    page = gesner.get(reverse("watchlist:queue")).content.decode()
    assert "Kerline of the tests" in page
    assert "Reported today." in page
    assert "warrants.csv" in page


def test_the_proposer_has_no_buttons_and_cannot_send_the_decision(world: World, kerline: Client, gesner: Client) -> None:
    url = reverse("watchlist:proposal", args=[world.records["change"]])
    assert 'value="approve"' in gesner.get(url).content.decode()
    assert 'value="approve"' not in kerline.get(url).content.decode()
    sent = kerline.post(reverse("watchlist:decide", args=[world.records["change"]]), {"decision": "approve", "reason": "Me."})
    assert sent.status_code == 404


def test_a_decision_without_a_reason_or_a_second_one_says_what_is_wrong(world: World, gesner: Client) -> None:
    url = reverse("watchlist:decide", args=[world.records["change"]])
    assert gesner.post(url, {"decision": "approve", "reason": " "}).status_code == 422
    assert gesner.post(url, {"decision": "reject", "reason": "Found again."}).status_code == 302
    second = gesner.post(url, {"decision": "approve", "reason": "After all."})
    assert second.status_code == 422
    assert "Somebody else has decided this meanwhile." in second.content.decode()


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"family": "", "given": "", "aliases": ""}, "Write the name of the person."),
        ({"birth": "4 March 1979"}, "Write the date as 07/03/1984, 03/1984 or 1984."),
        ({"legal_basis": ""}, "Write the legal basis: no alert without one."),
        ({"last_day": day(-2), "first_day": day(-5)}, "The last day is over."),
        ({"last_day": day(800)}, "cannot stand so long"),
        ({"documents": "RD1"}, "A document has an issuing state"),
        ({"reason": ""}, "This field is required."),
        ({"category": "discreet"}, "Select a valid choice"),
    ],
)
def test_a_form_says_what_is_wrong_beside_the_field(kerline: Client, more: dict[str, str], text: str) -> None:
    count = Alert.objects.count()
    response = kerline.post(reverse("watchlist:add"), alert_form(**more))
    assert response.status_code == 422
    assert text in response.content.decode()
    assert Alert.objects.count() == count


def test_a_birth_is_typed_as_the_days_beside_it_are(kerline: Client) -> None:
    kerline.post(reverse("watchlist:add"), alert_form(family="Senvil", birth="07/03/1979"))
    alert = Alert.objects.latest("proposed_at")
    assert alert.birth == "1979-03-07"
    assert 'value="07/03/1979"' in kerline.get(reverse("watchlist:change", args=[alert.pk])).content.decode()


def test_the_same_form_sent_twice_is_one_alert(kerline: Client) -> None:
    form, count = alert_form(), Alert.objects.count()
    for _again in range(2):
        assert kerline.post(reverse("watchlist:add"), form).status_code == 302
    assert Alert.objects.count() == count + 1


def test_a_change_is_shown_beside_what_stands(kerline: Client, gesner: Client) -> None:
    alert = propose(kerline)
    decide(gesner, alert)
    page = kerline.get(reverse("watchlist:change", args=[alert.id])).content.decode()
    assert 'value="Dorcélus"' in page
    assert "Bosal, Jan" in page
    sent = kerline.post(reverse("watchlist:change", args=[alert.id]), alert_form(family="Bellerive", reason="The court says so."))
    assert sent.status_code == 302
    change = Change.objects.get(alert=alert, status="waiting")
    page = gesner.get(reverse("watchlist:proposal", args=[change.id])).content.decode()
    assert "Dorcélus, Ti Jan" in page
    assert "Bellerive, Ti Jan" in page
    assert meets()
    decide(gesner, alert)
    assert not meets()


def test_renewal_and_end_go_through_the_second_person_too(kerline: Client, gesner: Client) -> None:
    alert = propose(kerline)
    decide(gesner, alert)
    renewal = {"renew-last_day": day(300), "renew-reason": "Still looked for."}
    assert kerline.post(reverse("watchlist:renew", args=[alert.id]), renewal).status_code == 302
    second = kerline.post(reverse("watchlist:end", args=[alert.id]), {"end-reason": "Arrested."})
    assert second.status_code == 422
    assert "One thing at a time." in second.content.decode()
    decide(gesner, alert)
    assert meets(at=SystemClock().now() + timedelta(days=200))
    assert kerline.post(reverse("watchlist:end", args=[alert.id]), {"end-reason": "Arrested."}).status_code == 302
    decide(gesner, alert)
    assert not meets()


@pytest.mark.parametrize(("last", "text"), [(day(-1), "The last day is"), (day(3000), "cannot stand so long")])
def test_a_renewal_keeps_to_the_longest_time(world: World, kerline: Client, last: str, text: str) -> None:
    url = reverse("watchlist:renew", args=[world.records["alert"]])
    response = kerline.post(url, {"renew-last_day": last, "renew-reason": "Longer."})
    assert response.status_code == 422
    assert text in response.content.decode()


def test_the_brigade_raises_a_missing_child_at_once(world: World) -> None:
    mirlande = world.clients["mirlande"]
    page = mirlande.get(reverse("watchlist:raise")).content.decode()
    assert "Missing child" in page
    assert "Person wanted by the courts" not in page
    form = alert_form(
        category="missing-child", family="Augustin", given="Rosena", birth="2016", sex="F", documents="", aliases=""
    )
    sent = mirlande.post(reverse("watchlist:raise"), form)
    assert sent.status_code == 302
    assert [hit.route for hit in hits(surname="AUGUSTIN", given_names="ROSENA", at=SystemClock().now())] == ["protection"]
    page = mirlande.get(sent["Location"]).content.decode()
    assert "Augustin, Rosena" in page
    assert "raised at once" in page
    assert mirlande.post(reverse("watchlist:raise"), alert_form()).status_code == 422


def test_the_list_is_filtered_without_a_name_in_the_address_and_searched_by_post(world: World, kerline: Client) -> None:
    active = kerline.get(reverse("watchlist:list"), {"status": "active", "category": "wanted"}).content.decode()
    assert "Saint-Fleur, Jean Robert" in active
    assert "RD7654321" not in active
    assert "RD7654321" in kerline.get(reverse("watchlist:list"), {"status": "proposed"}).content.decode()
    assert "Dorvil, Widline" in kerline.get(reverse("watchlist:list"), {"status": "ending"}).content.decode()
    found = kerline.post(reverse("watchlist:find"), {"family": "SAINT FLEUR", "given": "jean robert"}).content.decode()
    assert "Saint-Fleur, Jean Robert" in found
    assert "Dorvil" not in found
    number = Alert.objects.get(id=world.records["alert"]).reference
    assert "Saint-Fleur, Jean Robert" in kerline.post(reverse("watchlist:find"), {"reference": number.lower()}).content.decode()
    assert "Nothing was found." in kerline.post(reverse("watchlist:find"), {"reference": number[-4:]}).content.decode()
    nobody = kerline.post(reverse("watchlist:find"), {"family": "SAINT", "given": ""}).content.decode()
    assert "Nothing was found." in nobody
    assert kerline.get(reverse("watchlist:find")).status_code == 405


def test_every_look_is_entered_under_the_alerts_looked_at(world: World, kerline: Client) -> None:
    alert, change, batch = (world.records[name] for name in ("alert", "change", "batch"))
    looks = {
        reverse("watchlist:list"): ("watchlist.list.read", alert),
        reverse("watchlist:queue"): ("watchlist.queue.read", Change.objects.get(id=change).alert_id),
        reverse("watchlist:alert", args=[alert]): ("watchlist.alert.read", alert),
        reverse("watchlist:change", args=[alert]): ("watchlist.alert.read", alert),
        reverse("watchlist:print", args=[alert]): ("watchlist.print.read", alert),
        reverse("watchlist:proposal", args=[change]): ("watchlist.change.read", Change.objects.get(id=change).alert_id),
        reverse("watchlist:batch", args=[batch]): ("watchlist.batch.read", Alert.objects.get(batch=batch).id),
    }
    for url, (action, subject) in looks.items():
        assert kerline.get(url).status_code == 200
        event = last_read()
        assert (event.action, event.actor, event.purpose) == (action, world.id_of("kerline"), Purpose.SECURITY)
        assert Reference.objects.filter(event=event, ref=subject, subject=True).exists(), url


def test_the_print_says_who_printed_it(world: World, kerline: Client) -> None:
    page = kerline.get(reverse("watchlist:print", args=[world.records["alert"]])).content.decode()
    assert "Printed by Kerline of the tests" in page
    assert "PAP-2026-118" in page


def test_lists_take_no_more_queries_with_more_rows(kerline: Client, gesner: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        propose(kerline, family=f"Dorcélus {chr(65 + number)}")
    for name in ("list", "queue"):
        with django_assert_max_num_queries(24):
            gesner.get(reverse(f"watchlist:{name}"))


# ------------------------------------------------------------------ files


def sheet(*rows: dict[str, str]) -> SimpleUploadedFile:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("courts.csv", out.getvalue().encode())


def row(**more: str) -> dict[str, str]:
    ground = {"legal_basis": "Warrant", "legal_reference": "W-1", "authority": "Court"}
    days = {"first_day": today().isoformat(), "last_day": (today() + timedelta(days=30)).isoformat()}
    return {"category": "wanted", "family": "Dorcelus", "given": "Ti Jan", **ground, **days, **more}


def test_a_file_is_read_in_listed_and_approved_as_a_whole(kerline: Client, gesner: Client) -> None:
    file = sheet(row(), row(birth="soon"), row(family="Bosal", given="Jan"))
    sent = kerline.post(reverse("watchlist:import"), {"file": file, "reason": "Weekly list."})
    assert sent.status_code == 302
    assert "being read in" in kerline.get(sent["Location"], headers={"HX-Request": "true"}).content.decode()
    work_through(SystemClock())
    assert kerline.get(sent["Location"], headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    page = kerline.get(sent["Location"]).content.decode()
    assert "Write the day as 1984-03-07." in page
    assert "Bosal, Jan" in page
    assert 'value="approve"' not in page
    assert not meets()
    batch = Batch.objects.latest("proposed_at")
    decided = gesner.post(reverse("watchlist:batch_decide", args=[batch.id]), {"decision": "approve", "reason": "Compared."})
    assert decided.status_code == 302
    assert not meets()
    work_through(SystemClock())
    assert meets()
    page = gesner.get(sent["Location"]).content.decode()
    assert "Compared." in page
    again = gesner.post(reverse("watchlist:batch_decide", args=[batch.id]), {"decision": "reject", "reason": "No."})
    assert again.status_code == 422
    assert meets()


@pytest.mark.parametrize("file", [SimpleUploadedFile("a.csv", b"name\nx\n"), SimpleUploadedFile("a.xlsx", b"PK\x03\x04\xff")])
def test_another_file_is_refused_with_the_reason(kerline: Client, file: SimpleUploadedFile) -> None:
    count = Batch.objects.count()
    file.seek(0)
    response = kerline.post(reverse("watchlist:import"), {"file": file, "reason": "Weekly list."})
    assert response.status_code == 422
    assert Batch.objects.count() == count


# ------------------------------------------------------------------ the wall


@pytest.mark.parametrize("role", [*BORDER_ROLES, "administrator", "social_worker", "analyst", "auditor"])
@pytest.mark.parametrize("purpose", list(Purpose))
def test_no_border_role_opens_anything_of_the_list_for_any_purpose(world: World, role: str, purpose: Purpose) -> None:
    somebody = actor(
        world, {"inspector": "marie", "booth_supervisor": "rose", "border_police": "luckner"}.get(role, "idle"), "HT-OUA"
    )
    if role not in BORDER_ROLES:
        permissions = frozenset(map(str, ROLES[role].permissions))
        somebody = type(somebody)(somebody.id, "DIE", "HT-OUA", frozenset({role}), permissions)
    live = list(Alert.objects.values_list("id", flat=True))
    models: list[type[JournalRecord]] = [Alert, Change, Batch, Key, Outcome]
    for model in models:
        assert not visible(somebody, purpose, model, live).exists()
    alert = Alert.objects.get(id=world.records["alert_child"])
    assert classes_visible(somebody, purpose, alert, live) == frozenset()


def test_the_protection_desk_sees_protective_alerts_and_no_others(world: World) -> None:
    mirlande = actor(world, "mirlande", "HT-OUA")
    seen = visible(mirlande, Purpose.PROTECTION, Alert)
    assert {alert.protective for alert in seen} == {True}
    assert not visible(mirlande, Purpose.PROTECTION, Key).exists()
    assert not visible(mirlande, Purpose.PROTECTION, Change).exists()


def test_nobody_opens_the_keys(world: World) -> None:
    for name in world.staff:
        for purpose in Purpose:
            assert not visible(actor(world, name), purpose, Key).exists()


def test_dates_of_birth_are_written_as_people_write_them():
    now = SystemClock().now()
    contents = Contents("wanted-person", now, now, birth=PartialDate(1979, 3, 4))
    with override("fr"):
        assert ("Date de naissance", "4 mars 1979") in pairs_of(contents)
        assert ("Date de naissance", "1979-03") in pairs_of(replace(contents, birth=PartialDate(1979, 3)))


def test_a_request_with_a_number_that_no_alert_has_is_not_written_down_without_it(world: World, kerline: Client) -> None:
    said = {"asked_by": "Marie Joseph, 3712 0000", "asked": "It is not me.", "reference": "1234"}
    refused, count = kerline.post(reverse("watchlist:redress"), said), Redress.objects.count()
    assert refused.status_code == 422
    assert "No alert has this number." in refused.content.decode()
    assert "It is not me." in refused.content.decode()
    number = Alert.objects.get(id=world.records["alert"]).reference
    assert kerline.post(reverse("watchlist:redress"), said | {"reference": number}).status_code == 302
    assert kerline.post(reverse("watchlist:redress"), said | {"reference": " "}).status_code == 302
    assert Redress.objects.count() == count + 2


def test_an_answer_that_is_refused_keeps_its_words_at_its_request(world: World, gesner: Client) -> None:
    take_redress(by=actor(world, "kerline"), at=SystemClock().now(), asked_by="Ana", asked="Nor me.")
    first, words = world.records["redress"], "x" * 2_001
    sent = {"decision": "grant", "answer": words}
    page = gesner.post(reverse("watchlist:redress_answer", args=[first]), sent).content.decode()
    ids = re.findall(r'id="(id_[0-9a-f]{32}_answer)"', page)
    assert len(ids) == len(set(ids)) == 2
    assert re.findall(r'id="(id_[0-9a-f]{32}_answer)"[^>]*>\s*' + words, page) == [f"id_{first.hex}_answer"]


def test_who_wrote_a_request_down_reads_that_another_person_answers_it(kerline: Client, gesner: Client) -> None:
    gesner.post(reverse("watchlist:redress"), {"asked_by": "Rosita", "asked": "Me neither.", "reference": ""})
    words = "You wrote this down yourself. Another person answers it."
    assert gesner.get(reverse("watchlist:redress")).content.decode().count(words) == 1
    assert words not in kerline.get(reverse("watchlist:redress")).content.decode(), "she may answer none"
