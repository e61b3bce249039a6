"""Paper records, line by line."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lakay.border.models import Crossing, Shift, Tally
from lakay.kernel.clock import SystemClock
from tests.web.booth.conftest import Sit

pytestmark = pytest.mark.django_db

DAY = SystemClock().now().date() - timedelta(days=2)
LINE = {
    "time": "9:15",
    "direction": "entry",
    "document_type": "passport",
    "document_number": "RD5550001",
    "issuing_state": "HTI",
    "surname": "Pierre",
    "given_names": "Marie",
    "sex": "F",
    "birth": "35",
    "nationality": "HTI",
    "decision": "admitted",
}


@pytest.fixture
def marie(sit: Sit) -> Client:
    """Marie with the paper of two days ago before her."""
    client = sit("marie")
    client.post("/past/paper/open/", {"day": DAY.strftime("%d/%m/%Y"), "lane": "1"})
    return client


def enter(client: Client, **changed: str) -> Any:
    """Enter a line."""
    return client.post("/past/paper/enter/", {**LINE, "command": str(uuid4()), **changed})


def test_a_line_is_entered_with_the_hour_on_the_paper(marie: Client) -> None:
    assert enter(marie).status_code == 302
    crossing = Crossing.objects.get()
    assert (crossing.local_on, crossing.source, crossing.sex) == (DAY, "late", "F")
    assert str(crossing.person.born).endswith("~")


def test_the_next_line_begins_as_the_last_one(marie: Client) -> None:
    enter(marie, direction="exit")
    page = marie.get("/past/paper/").content.decode()
    assert 'value="09:15"' in page
    assert '<option value="exit" selected>' in page
    assert "Pierre" not in page.split('id="id_surname"')[0].rsplit("<input", 1)[-1]


def test_a_wrong_line_stays_as_typed_with_the_reason(marie: Client) -> None:
    answer = enter(marie, time="27:99")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "is no date or hour that exists" in page
    assert 'value="RD5550001"' in page
    assert not Crossing.objects.exists()


def test_a_refusal_needs_a_reason(marie: Client) -> None:
    assert enter(marie, decision="refused").status_code == 422
    assert enter(marie, decision="refused", reason="expired").status_code == 302


def test_the_same_line_twice_is_one_movement(marie: Client) -> None:
    enter(marie)
    answer = enter(marie)
    assert answer.status_code == 422
    assert "stands in the register already" in answer.content.decode()


def test_a_number_of_the_tally_sheet_is_entered(marie: Client) -> None:
    sent = {"direction": "exit", "sex": "F", "age_group": "18-59", "number": "40", "command": str(uuid4())}
    assert marie.post("/past/paper/count/", sent).status_code == 302
    assert (Tally.objects.get().number, Tally.objects.get().local_on) == (40, DAY)


def test_tomorrow_has_no_paper_yet(sit: Sit) -> None:
    tomorrow = SystemClock().now().date() + timedelta(days=2)
    answer = sit("jean").post("/past/paper/open/", {"day": tomorrow.strftime("%d/%m/%Y"), "lane": "1"})
    assert answer.status_code == 422
    assert not Shift.objects.exists()


def test_the_sums_of_the_paper_stand_beside_those_of_the_register(marie: Client) -> None:
    enter(marie)
    answer = marie.post("/past/paper/close/", {"said_entries": "2", "said_exits": "0", "command": str(uuid4())})
    assert answer.status_code == 200
    shift = Shift.objects.get()
    assert (shift.status, shift.entries, shift.said_entries) == ("closed", 1, 2)


def test_the_register_of_the_day_has_the_movement(marie: Client) -> None:
    enter(marie)
    assert "PIERRE" in marie.get(f"/booth/register/?day={DAY}").content.decode().upper()
