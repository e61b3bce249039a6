"""The pages that fill forms: who is offered what, about whom, with which key for what is not sent; and their exception in the policy."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lakay.forms.models import Submission
from lakay.kernel.purposes import Purpose
from tests.forms.conftest import SMALL, filled, published
from tests.web.world import World

pytestmark = pytest.mark.django_db

HOME = "/forms/fill/"
RECEPTION = SMALL.replace("| small |", "| landing |").replace("Ti fòm", "Lè yo rive")


def described(client: Client, code: str = "small") -> dict[str, object]:
    found: dict[str, object] = json.loads(client.get(reverse("forms:fill", args=[code])).content)
    return found


def test_everybody_is_offered_the_forms_of_their_own_work(world: World) -> None:
    published(RECEPTION, purpose=Purpose.RECEPTION)
    offered = {name: world.clients[name].get(HOME).content.decode() for name in ("mirlande", "josue")}
    assert {name: ("/forms/fill/small/" in page, "/forms/fill/landing/" in page) for name, page in offered.items()} == {
        "mirlande": (True, False),
        "josue": (False, True),
    }
    assert world.clients["mirlande"].get("/forms/fill/landing/").status_code == 404
    assert world.clients["josue"].get("/forms/fill/landing/").status_code == 200


def test_compiled_code_runs_on_these_pages_and_no_others(world: World) -> None:
    client = world.clients["mirlande"]
    policies = {
        path: client.get(path)["Content-Security-Policy"] for path in (HOME, "/forms/fill/small/", "/forms/filled/", "/help/")
    }
    assert [("wasm-unsafe-eval" in policy) for policy in policies.values()] == [True, True, False, False]
    assert not any("'unsafe-eval'" in policy or "unsafe-inline" in policy for policy in policies.values())
    assert "geolocation=(self)" in client.get("/forms/fill/small/")["Permissions-Policy"]
    cameras = {path: "camera=(self)" in client.get(path)["Permissions-Policy"] for path in policies}
    assert list(cameras.values()) == [True, True, False, False]
    assert [("worker-src 'self'" in policy) for policy in policies.values()] == [True, True, False, False]


def test_a_drawer_is_the_same_for_one_person_and_another_for_the_next(world: World) -> None:
    mirlande, nadege = (described(world.clients[name])["drafts"] for name in ("mirlande", "nadege"))
    assert mirlande == described(world.clients["mirlande"])["drafts"]
    assert set(mirlande.values()).isdisjoint(nadege.values())  # type: ignore[attr-defined]
    assert str(world.id_of("mirlande")) not in json.dumps(mirlande)


def test_a_form_is_filled_about_a_file_in_ones_own_hands(world: World) -> None:
    mirlande, about = world.clients["mirlande"], world.records["file_mirlande"]
    assert f"/forms/fill/small/?about={about}" in mirlande.get(f"{HOME}?about={about}").content.decode()
    assert mirlande.get(f"/forms/fill/small/?about={about}").status_code == 200
    given = {"xml_submission_file": SimpleUploadedFile("s.xml", filled("uuid:about")), "about": str(about)}
    assert mirlande.post(reverse("forms:fill_send", args=["small"]), given).status_code == 201
    assert Submission.objects.get(instance_id="uuid:about").about == about


@pytest.mark.parametrize("wrong", ["another's", "nobody's", "no id"])
def test_it_is_about_nobody_elses_file(world: World, wrong: str) -> None:
    about = {"another's": str(world.records["file_mirlande"]), "nobody's": str(uuid4()), "no id": "x"}[wrong]
    client = world.clients["nadege" if wrong == "another's" else "mirlande"]
    assert client.get(f"/forms/fill/small/?about={about}").status_code == 404
    given = {"xml_submission_file": SimpleUploadedFile("s.xml", filled("uuid:wrong")), "about": about}
    assert client.post(reverse("forms:fill_send", args=["small"]), given).status_code == 404
    assert not Submission.objects.filter(instance_id="uuid:wrong").exists()


def test_a_draft_goes_on_with_the_version_it_was_begun_with(world: World) -> None:
    client = world.clients["mirlande"]
    world.clients["solange"].post(reverse("forms:publish", args=[world.records["form_version"]]))
    assert described(client)["version"] == "2"
    old = json.loads(client.get(reverse("forms:fill", args=["small"]) + "?version=1").content)
    assert old["version"] == "1"
    english = client.get(str(old["xform"]), {"version": "1", "language": "English (en)"}).content.decode()
    assert 'version="1"' in english
    assert "<label>Age</label>" in english
    assert "Laj" not in english
    assert client.get(reverse("forms:fill", args=["small"]) + "?version=7").status_code == 404
