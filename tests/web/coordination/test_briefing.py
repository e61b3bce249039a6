"""The joint briefing on one sheet."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from lakay.journal.models import Event
from tests.web.booth.conftest import Sit

BRIEFING = reverse("coordination:briefing")


def test_it_has_the_post_its_staff_and_what_is_open(luckner: Client, gate: dict[str, Any]) -> None:
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
    from datetime import timedelta

    from django.utils import timezone

    from lakay.coordination.models import Patrol

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
