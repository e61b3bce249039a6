"""The new machine's side: the code is typed, the hub's answer is believed or not."""

from __future__ import annotations

import os

import pytest
from django.conf import settings
from django.urls import reverse

from lakay.journal.models import Event
from lakay.sync import actions, joining, queries
from lakay.sync.enrolment.codes import BadCode, make_code
from lakay.sync.enrolment.papers import BadPaper
from lakay.sync.models import Membership
from lakay.sync.secrets import INDEX, secrets
from tests.sync.conftest import AT, FRANTZ
from tests.sync.machines import INDEX as THEIRS
from tests.sync.machines import Machine

pytestmark = pytest.mark.django_db
CODE = make_code(os.urandom)
HUB = Machine("Hub")


@pytest.fixture(autouse=True)
def index_key():
    """The key of searches that the hub gives does not stay for the other tests."""
    yield
    for file in settings.KEYS.glob(f"{INDEX}*"):
        file.unlink()


def asked() -> bytes:
    return joining.ask_to_join(str(CODE), " Ouanaminthe 1 ", AT)


def answered(state: str = "admitted", hub: Machine = HUB, request: bytes | None = None) -> str:
    paper = hub.answer(request or joining.last_request(), CODE, secrets().sealing_public, state, address="https://hub.example")
    return joining.take_answer(paper, AT)


def test_a_machine_asks_waits_and_joins(db):
    asked()
    assert answered("waiting") == "waiting"
    assert queries.own_place() is None
    assert joining.hub_fingerprint() == tuple(HUB.groups.split())
    assert answered() == "admitted"
    place = queries.own_place()
    assert place is not None
    assert (place.role, place.post, place.node) == ("post", "HT-OUA", secrets().node)
    assert [hub.node for hub in queries.core_hubs()] == [HUB.node]
    assert [(one.node, one.address) for one in queries.called()] == [(HUB.node, "https://hub.example")]
    assert (settings.KEYS / INDEX).read_bytes() == THEIRS
    assert bytes(Membership.objects.get().secret) == b"", "the code has done its work"


def test_nothing_is_written_in_the_journal_before_it_has_a_place(db):
    asked()
    answered("waiting")
    assert not Event.objects.exists()


def test_a_false_hub_is_not_believed(db):
    asked()
    other = make_code(os.urandom)
    false = Machine("Thief").answer(joining.last_request(), other, secrets().sealing_public)
    with pytest.raises(BadPaper):
        joining.take_answer(false, AT)
    assert queries.own_place() is None
    assert not (settings.KEYS / INDEX).exists()


def test_the_answer_of_the_first_hub_cannot_be_changed_for_another_later(db):
    """Once joined, nothing that comes later moves this machine to another hub."""
    asked()
    answered()
    with pytest.raises(joining.NothingAsked):
        joining.take_answer(b"{}", AT)
    with pytest.raises(joining.NotFresh):
        asked()


def test_a_slip_in_the_code_sends_nothing(db):
    with pytest.raises(BadCode):
        joining.ask_to_join("K7QF-1111", "x", AT)
    assert not Membership.objects.exists()


def test_a_machine_with_records_of_its_own_does_not_join(db):
    actions.found_hub(by=FRANTZ, at=AT, title="Hub", agency="MICT")
    with pytest.raises(joining.NotFresh):
        asked()


def test_the_first_start_is_a_page_on_a_fresh_machine(client, db):
    page = client.get(reverse("nodes:join"))
    assert page.status_code == 200
    typed = {"code": str(CODE), "title": "Ouanaminthe 1", "address": ""}
    assert client.post(reverse("nodes:join"), {**typed, "code": "K7QF"}).status_code == 422
    assert client.post(reverse("nodes:join"), typed).status_code == 302
    shown = client.get(reverse("nodes:join")).content.decode()
    assert " ".join(secrets().fingerprint) in shown
    assert CODE.secret[:4] not in shown
    sent = client.get(reverse("nodes:join_request")).content
    assert sent == joining.last_request()
