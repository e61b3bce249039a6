"""The joint briefing on one sheet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lakay.border.models import Crossing, Encounter
from lakay.coordination.models import Patrol, Task
from lakay.journal.models import Event
from lakay.web.coordination.briefing import Passed, passed_on
from tests.web.booth.conftest import Sit, decide, lines, scan

BRIEFING = reverse("coordination:briefing")


def test_it_has_the_post_its_staff_and_what_is_open(luckner: Client, gate: dict[str, Any]) -> None:
    Task.objects.update(due_at=timezone.now())  # also where the next hour is tomorrow
    page = luckner.get(BRIEFING).text
    for words in (
        "Ouanaminthe",
        "Mo-Su 08:00-18:00",
        "POLIFRONT · Border police",
        "Lorry with a double floor",
        "Weigh the lorry",
    ):
        assert words in page
    assert Event.objects.filter(action="coordination.briefing.read").count() == 1


def test_the_patrols_of_yesterday_are_in_the_briefing_of_tomorrow(luckner: Client, gate: dict[str, Any]) -> None:
    left = timezone.localtime(Patrol.objects.get().started_at, timezone.get_fixed_timezone(-300)).date()
    page = luckner.get(BRIEFING, {"day": (left + timedelta(days=1)).strftime("%d/%m/%Y")}).text
    assert "Along the river" in page
    assert "People met: <strong>3</strong>" in page


def test_each_agency_prints_what_it_may_see(sit: Sit, gate: dict[str, Any]) -> None:
    mirlande = sit("mirlande").get(BRIEFING).text
    assert "Lorry with a double floor" not in mirlande
    assert "Printed for BPM" in mirlande


def test_the_other_side_and_inspectors_have_none(sit: Sit, gate: dict[str, Any]) -> None:
    for name in ("pedro", "marie", "nadege", "frantz"):
        assert sit(name).get(BRIEFING).status_code == 404


def test_a_day_that_is_none_is_today(luckner: Client) -> None:
    assert luckner.get(BRIEFING, {"day": "31/31/2026"}).status_code == 200


def test_what_passed_is_summed_from_the_register(sit: Sit) -> None:
    marie = sit("marie")
    marie.post(reverse("booth:open"), {"lane": "1", "direction": "entry", "command": str(uuid4())})
    scan(marie, lines(number="RD1234567"))
    decide(marie, Encounter.objects.get().pk, "refused", reason="in-doubt")
    day = Crossing.objects.get().local_on
    assert passed_on("HT-OUA", day) == Passed(entries=0, exits=0, refusals=1, counted=0)
    assert passed_on("HT-MAL", day) == passed_on("HT-OUA", day - timedelta(days=1)) == Passed(0, 0, 0, 0)
