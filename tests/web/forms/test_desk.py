"""The desk of forms: the list of filled ones in a constant number of questions, and what a page in the browser asks and sends."""

from __future__ import annotations

import json
from uuid import uuid5

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lakay.forms.models import Media, Submission
from lakay.forms.receiving import File, receive
from lakay.journal.models import Event
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.web.forms.shown import answered
from tests.forms.conftest import MIRLANDE, SMALL, filled, made
from tests.web.forms_world import CANARY, PICTURE
from tests.web.world import World

pytestmark = pytest.mark.django_db


def send(client: Client, raw: bytes) -> tuple[int, dict[str, object]]:
    sent = client.post(reverse("forms:fill_send", args=["small"]), {"xml_submission_file": SimpleUploadedFile("s.xml", raw)})
    return sent.status_code, json.loads(sent.content)


def test_a_page_is_told_what_to_fetch_and_where_to_send(world: World) -> None:
    client = world.clients["mirlande"]
    told = client.get(reverse("forms:fill", args=["small"])).json()
    assert (told["form"], told["version"], told["questions"]) == ("small", "1", 7)
    assert told["languages"] == [{"name": "Kreyòl (ht)", "code": "ht"}, {"name": "English (en)", "code": "en"}]
    assert client.get(told["xform"]).content.startswith(b"<?xml")


def test_wrong_answers_of_a_page_are_refused_with_their_words_and_right_ones_kept(world: World) -> None:
    client = world.clients["mirlande"]
    client.cookies["lakay_language"] = "fr"
    status, said = send(client, filled("uuid:page", "<safe>maybe</safe><children><born>x</born></children>"))
    assert status == 422
    assert {"path": "safe", "place": 0, "code": "not_a_choice", "message": "Ce n’est aucun des choix."} in said["faults"]  # type: ignore[operator]
    assert not Submission.objects.filter(instance_id="uuid:page").exists()
    assert send(client, filled("uuid:page"))[0] == 201
    assert send(client, filled("uuid:page"))[0] == 201
    assert send(client, filled("uuid:page", "<safe>no</safe>")) == (409, {"refused": "too_late"})
    client.cookies["lakay_language"] = "en"


def test_the_list_asks_as_much_for_one_as_for_thirty(world: World) -> None:
    client = world.clients["mirlande"]
    client.get(reverse("forms:filled"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("forms:filled"))
    by = Actor(MIRLANDE.id, "BPM", "HT-OUA", permissions=MIRLANDE.permissions)
    for number in range(30):
        receive(filled(f"uuid:of-{number}", "<age>x</age>"), {}, by=by, at=SystemClock().now(), purposes=["protection"])
    with CaptureQueriesContext(connection) as thirty:
        page = client.get(reverse("forms:filled")).content.decode()
    assert len(thirty) == len(one)
    assert page.count("Some answers are wrong") == 30
    assert CANARY not in page


def test_another_agency_and_the_border_see_nothing_of_it(world: World) -> None:
    address = reverse("forms:one", args=[world.records["form_filled"]])
    assert CANARY in world.clients["mirlande"].get(address).content.decode()
    assert {world.clients[name].get(address).status_code for name in ("nadege", "marie", "rose", "frantz")} == {404}
    assert str(world.records["form_filled"]) not in world.clients["nadege"].get(reverse("forms:filled")).content.decode()


def test_a_picture_is_shown_to_who_may_read_the_form_and_each_look_is_entered(world: World) -> None:
    named = {"submission": world.records["form_filled"], "file": world.records["form_file"]}
    address, client = reverse("forms:file", kwargs=named), world.clients["mirlande"]
    assert f'src="{address}"' in client.get(reverse("forms:one", args=[named["submission"]])).content.decode()
    shown = client.get(address)
    assert (shown.content, shown["Content-Type"], shown["Cache-Control"]) == (PICTURE, "image/jpeg", "no-store")
    assert Event.objects.filter(action="forms.attachment.read").count() == 1
    assert {world.clients[name].get(address).status_code for name in ("nadege", "marie", "frantz")} == {404}
    of_another = {**named, "submission": named["file"]}
    assert client.get(reverse("forms:file", kwargs=of_another)).status_code == 404


def test_the_reception_sees_its_own_filled_forms_and_the_desk_of_protection_does_not(world: World) -> None:
    one = reverse("forms:one", args=[world.records["form_received"]])
    file = reverse("forms:file", args=[world.records["form_received"], uuid5(world.records["form_received"], "1.jpg")])
    assert {world.clients["josue"].get(address).status_code for address in (one, file)} == {200}
    assert {world.clients["mirlande"].get(address).status_code for address in (one, file)} == {404}
    assert one in world.clients["josue"].get(reverse("forms:filled")).content.decode()
    assert one not in world.clients["mirlande"].get(reverse("forms:filled")).content.decode()
    assert Event.objects.filter(action="forms.submission.read").latest("at").purpose == "reception"


def test_a_page_in_a_picture_s_clothes_is_handed_over_and_never_opened(world: World) -> None:
    by = Actor(MIRLANDE.id, "BPM", "HT-OUA", permissions=MIRLANDE.permissions)
    raw = filled("uuid:evil", "<safe>no</safe><more><weight>1</weight><photo>x.html</photo></more>")
    files = {"x.html": File("image/jpeg", b"<script>alert(1)</script>")}
    taken = receive(raw, files, by=by, at=SystemClock().now(), purposes=["protection"])
    sent = world.clients["mirlande"].get(reverse("forms:file", args=[taken.submission, uuid5(taken.submission, "x.html")]))
    assert (sent["Content-Type"], sent["Content-Disposition"]) == ("application/octet-stream", "attachment")


def test_a_workbook_brings_its_files_along(world: World) -> None:
    client = world.clients["frantz"]
    form = SMALL.replace("| small | 1 |", "| with_files | 1 |")
    sent = {
        "file": SimpleUploadedFile("with_files.md", form.encode()),
        "purpose": "protection",
        "along": [SimpleUploadedFile("yes.png", b"png"), SimpleUploadedFile("no.png", b"other")],
    }
    answer = client.post(reverse("forms:bring"), sent)
    assert answer.status_code == 302
    assert sorted(Media.objects.filter(version__form__code="with_files").values_list("name", flat=True)) == ["no.png", "yes.png"]
    assert "yes.png" in client.get(answer["Location"]).content.decode()
    twice = {**sent, "file": SimpleUploadedFile("x.md", form.encode()), "along": [SimpleUploadedFile("a.png", b"1")] * 2}
    assert client.post(reverse("forms:bring"), twice).status_code == 422


def test_what_waits_says_what_to_do(world: World) -> None:
    by = Actor(MIRLANDE.id, "BPM", "HT-OUA", permissions=MIRLANDE.permissions)
    receive(filled("uuid:wrong", "<age>x</age>"), {}, by=by, at=SystemClock().now(), purposes=["protection"])
    page = world.clients["mirlande"].get(reverse("forms:filled")).content.decode()
    assert "Where they can stand, make the records." in page


def test_answers_stand_in_the_order_of_the_form_also_where_they_came_from_elsewhere() -> None:
    form, rounds = made().definition, [{"name": "Ana", "born": "2015-01-02"}, {"name": "Jo"}]
    said = {"age": 12, "children": rounds, "more": {"photo": "1.jpg", "weight": "3"}, "safe": "no"}
    rows = answered(form, said, (), "English (en)")
    asked = ["Safe?", "Age", "Name", "Date", "Name", "Weight", "Photo"]
    assert [row.label for row in rows] == asked
    assert [row.label for row in answered(form, dict(reversed(said.items())), (), "English (en)")] == asked
