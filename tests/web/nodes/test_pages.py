"""The desk of the machines: what it shows and whom it lets decide."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lakay.journal.models import Event, Unapplied
from lakay.kernel.clock import SystemClock
from lakay.people.models import PersonName
from lakay.sync import queries
from lakay.sync.actions.releases import RELEASER, note_grant, note_threat
from lakay.sync.core.peers import Peer as Place
from lakay.sync.enrolment.codes import read_code
from lakay.sync.enrolment.fingerprints import authority_words
from lakay.sync.models import Invitation, InvitationSecret, Peer
from lakay.sync.secrets import secrets
from lakay.tls.fingerprint import as_words, fingerprint
from lakay.tls.keeping import look_after
from lakay.tls.names import Reached
from tests.sync.machines import Machine
from tests.web.world import World

pytestmark = pytest.mark.django_db


def seen(world: World, who: str, name: str, **kwargs: object) -> str:
    response = world.clients[who].get(reverse(f"nodes:{name}", kwargs=kwargs))
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_machines_stand_in_one_table(world: World) -> None:
    page = seen(world, "claudette", "home")
    for title in ("Ministry", "Ouanaminthe working", "Ouanaminthe stopped"):
        assert title in page
    assert page.index("Ouanaminthe working") < page.index("Ouanaminthe stopped"), "what is stopped needs no look"
    assert "Belladere asked asks to come in" in page or "Belladere asked" in page


def test_the_page_of_the_machines_asks_a_fixed_number_of_times(world: World, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(30):
        seen(world, "frantz", "home")


def test_a_machine_comes_in_by_two_people_over_the_pages(world: World) -> None:
    form = {"role": "post", "post": "HT-MAL", "agency": "DIE", "days": "7", "replaces": ""}
    paper = world.clients["frantz"].post(reverse("nodes:invitations"), form).content.decode()
    made = Invitation.objects.latest("invited_at")

    code = read_code(re.search(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}", paper)[0])  # type: ignore[index]
    machine = Machine("Malpasse 1")

    sent = machine.request(code)
    answer = world.clients["frantz"].post(reverse("nodes:request_file"), {"file": SimpleUploadedFile("r", sent)})
    assert answer["Content-Disposition"].startswith("attachment")
    assert machine.read(answer.content, sent, code).state == "waiting"
    page = seen(world, "solange", "invitation", invitation=made.pk)
    assert "Malpasse 1" in page
    assert machine.groups not in page, "who admits must have the groups from the machine"
    admit = reverse("nodes:admit", kwargs={"invitation": made.pk})
    assert world.clients["frantz"].post(admit, {"groups": machine.groups}).status_code == 422
    assert world.clients["solange"].post(admit, {"groups": Machine().groups}).status_code == 422
    assert not Peer.objects.filter(node=machine.node).exists()
    assert world.clients["solange"].post(admit, {"groups": machine.groups}).status_code == 302
    assert Peer.objects.get(node=machine.node).status == "active"


def test_the_code_is_shown_once(world: World) -> None:
    made = Invitation.objects.get(pk=world.records["invitation_open"])
    assert InvitationSecret.objects.filter(pk=made.pk).exists()
    for page in (seen(world, "frantz", "invitation", invitation=made.pk), seen(world, "frantz", "invitations")):
        assert made.number in page
        assert "big-code" not in page


def test_one_stops_and_another_ends(world: World) -> None:
    peer = world.records["peer_working"]
    stop, end = (reverse(f"nodes:{name}", kwargs={"peer": peer}) for name in ("stop", "end"))
    assert world.clients["solange"].post(stop, {"reason": ""}).status_code == 422
    assert world.clients["solange"].post(stop, {"reason": "stolen"}).status_code == 302
    assert world.clients["solange"].post(end).status_code == 422
    assert world.clients["frantz"].post(end).status_code == 302
    assert Peer.objects.get(pk=peer).status == "revoked"


def test_the_report_of_a_lost_machine_can_be_printed(world: World) -> None:
    page = seen(world, "frantz", "lost", peer=world.records["peer_stopped"])
    assert "data-print" in page
    assert "Ouanaminthe stopped" in page


def test_what_was_refused_says_why_and_can_be_tried_again(world: World) -> None:
    page = seen(world, "frantz", "letters")
    retry = reverse("nodes:retry", kwargs={"event": world.records["letter"]})
    assert retry in page
    assert retry not in seen(world, "claudette", "letters"), "who only reads does not try again"
    assert world.clients["frantz"].post(retry).status_code == 302


def test_a_movement_of_somebody_known_only_further_away_is_counted_and_not_listed(world: World, monkeypatch) -> None:
    """As it stands at Cap-Haïtien, whose neighbour Ouanaminthe is."""
    event = Event.objects.filter(action="border.encounter.open", post="HT-OUA").earliest("position")
    Unapplied.objects.create(event=event, state=Unapplied.WAITING, reason="record", since=SystemClock().now())
    retry, words = reverse("nodes:retry", kwargs={"event": event.pk}), "people not known here: 1"
    assert retry in seen(world, "frantz", "letters")
    monkeypatch.setattr(queries, "own_place", lambda: Place("a" * 16, b"", b"", "post", "HT-CAP", "DIE"))
    page = seen(world, "frantz", "letters")
    assert retry not in page
    pages = [page, seen(world, "frantz", "home"), seen(world, "frantz", "node", peer=world.records["peer_hub"])]
    assert all(words in one for one in pages)


def test_this_machine_shows_its_groups_and_its_head(world: World) -> None:

    page = seen(world, "frantz", "this")
    assert " ".join(secrets().fingerprint) in page
    assert "svg" in page


def test_a_machine_in_use_has_no_first_start(world: World) -> None:
    assert world.clients["nobody"].get(reverse("nodes:join")).status_code == 404


def disputed(world: World) -> str:
    return reverse("nodes:conflict", kwargs={"kind": "people.name", "record": world.records["name_disputed"], "field": "family"})


def test_two_values_stand_side_by_side_and_a_person_chooses(world: World) -> None:
    page = world.clients["guerda"].get(disputed(world)).content.decode()
    now = PersonName.objects.get(pk=world.records["name_disputed"]).family
    assert now in page
    assert "Family name</h1>" in page
    assert "OTHERNAME" in page
    assert "00112233445566aa" in page
    assert Event.objects.latest("position").action == "journal.conflict.read"
    assert world.clients["guerda"].post(disputed(world), {"choice": "2"}).status_code == 302
    assert PersonName.objects.get(pk=world.records["name_disputed"]).family == "OTHERNAME"


def test_a_third_value_can_be_written(world: World) -> None:
    assert world.clients["guerda"].post(disputed(world), {"choice": "other", "other": "X" * 400}).status_code == 422
    assert world.clients["guerda"].post(disputed(world), {"choice": "other", "other": "THIRD"}).status_code == 302
    assert PersonName.objects.get(pk=world.records["name_disputed"]).family == "THIRD"


def test_who_may_not_see_the_field_does_not_decide_on_it(world: World) -> None:
    """The list says that something waits; the value of the protection desk is shown to nobody who has no business with it."""
    address = reverse("nodes:conflict", kwargs={"kind": "border.call", "record": world.records["call_disputed"], "field": "note"})
    assert world.clients["guerda"].get(address).status_code == 404
    assert world.clients["guerda"].post(address, {"choice": "2"}).status_code == 404
    assert "OTHERNAME" not in world.clients["guerda"].get(reverse("nodes:conflicts")).content.decode()


def test_the_paper_of_an_invitation_has_the_words_of_the_hubs_own_authority(world: World, settings: Any, tmp_path: Path) -> None:
    """The same five words stand on the new machine's screen, when the answer has come: on a stick too."""
    settings.LAN_TLS, settings.DATA = True, tmp_path
    kept = look_after(tmp_path / "tls", Reached(("lakay-hub.local",), ()))
    words = " ".join(as_words(fingerprint(kept.authority)))
    form = {"role": "post", "post": "HT-MAL", "agency": "DIE", "days": "7", "replaces": ""}
    paper = world.clients["frantz"].post(reverse("nodes:invitations"), form).content.decode()
    assert words in paper
    code, machine = read_code(re.search(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}", paper)[0]), Machine()  # type: ignore[index]
    sent = machine.request(code)
    answer = world.clients["frantz"].post(reverse("nodes:request_file"), {"file": SimpleUploadedFile("r", sent)}).content
    place = machine.read(answer, sent, code).place
    assert place is not None
    assert " ".join(authority_words(place.authority)) == words


def test_the_keys_of_the_posts_and_an_alarm_stand_at_the_hub(world: World) -> None:
    node = Peer.objects.get(pk=world.records["peer_working"]).node
    at = SystemClock().now()
    note_threat(by=RELEASER, at=at, node=node, slot="x")
    note_grant(by=RELEASER, at=at, node=node, slot="x", until=at - timedelta(hours=1))
    page = seen(world, "frantz", "releases")
    assert "Ouanaminthe working" in page
    assert page.count("<tr>") >= 4
    for who in ("frantz", "claudette"):
        assert 'role="alert"' in seen(world, who, "home")
    given = {"file": SimpleUploadedFile("r", b"nonsense"), "days": ""}
    assert world.clients["frantz"].post(reverse("nodes:releases"), given).status_code == 422
    assert world.clients["frantz"].post(reverse("nodes:releases"), {**given, "days": "99"}).status_code == 422
