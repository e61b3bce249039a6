"""The desk of forms: the list of filled ones in a constant number of questions, and what a page in the browser asks and sends."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lakay.forms.models import Submission
from lakay.forms.receiving import receive
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from tests.forms.conftest import MIRLANDE, filled
from tests.web.forms_world import CANARY
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
