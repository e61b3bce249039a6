"""Figures are chosen on a page, tried by the machine while a page tells how far it is, and become a release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from lakay.kernel.clock import SystemClock
from lakay.publication.actions import note_draft
from lakay.publication.choosing import BORDER
from lakay.publication.models import Draft, Release
from lakay.publication.trying import work_through
from tests.publication.figures import worked_out
from tests.web.world import World

pytestmark = pytest.mark.django_db
CHOOSE = "/releases/figures/movements/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cube of people who do not exist."""
    return worked_out(tmp_path_factory.mktemp("published"))


@pytest.fixture(autouse=True)
def cube(made: Path, settings: Any) -> None:
    """This node has worked out its figures."""
    settings.STATISTICS = made


def asked(**more: Any) -> dict[str, Any]:
    return {"period": "2025-Q1", "tables": [BORDER[0].key, BORDER[2].key], "title": "", "method": "", "revises": ""} | more


def test_the_last_quarter_and_the_usual_tables_are_chosen_already(world: World) -> None:
    page = world.clients["fabienne"].get(CHOOSE).content.decode()
    assert '<option value="2026-Q4" selected>' in page or '<option value="2026-Q3" selected>' in page
    assert page.count("checked") == len(BORDER)


def test_what_is_chosen_becomes_a_release_with_a_title_of_its_own(world: World) -> None:
    fabienne = world.clients["fabienne"]
    fabienne.cookies["lakay_language"] = "en"
    answer = fabienne.post(CHOOSE, asked(more_1="border.refusals", by_1="reason"))
    assert answer.status_code == 302
    waiting = fabienne.get(answer["Location"]).content.decode()
    assert "waits for the machine" in waiting
    assert "every 2s" in waiting
    work_through(SystemClock())
    draft = Draft.objects.get(title="Border bulletin, January to March 2025")
    assert draft.wanted[-1] == ["border.refusals", "reason"]
    assert fabienne.get(answer["Location"])["Location"] == reverse("releases:one", args=[draft.release_id])
    fragment = fabienne.get(answer["Location"], headers={"HX-Request": "true"})
    assert fragment["HX-Redirect"] == reverse("releases:one", args=[draft.release_id])
    assert "Movements: Month · Direction" in fabienne.get(fragment["HX-Redirect"]).content.decode()


def test_a_table_that_cannot_be_made_is_refused_at_its_field(world: World) -> None:
    fabienne = world.clients["fabienne"]
    fabienne.cookies["lakay_language"] = "fr"
    answer = fabienne.post(CHOOSE, asked(more_2="border.movements", by_2="reason"))
    assert answer.status_code == 422
    assert "Ce chiffre ne se divise pas ainsi." in answer.content.decode()
    assert fabienne.post(CHOOSE, asked(tables=[])).status_code == 422
    assert fabienne.post(CHOOSE, asked(period="1999")).status_code == 422


def test_a_person_stops_it_and_nothing_is_proposed(world: World) -> None:
    fabienne, draft = world.clients["fabienne"], world.records["draft"]
    note_draft(draft, status="running", stage="try", done=1, total=4)
    assert "25 %" in fabienne.get(reverse("releases:draft", args=[draft])).content.decode()
    assert fabienne.post(reverse("releases:stop", args=[draft])).status_code == 302
    before = Release.objects.count()
    assert work_through(SystemClock()) == 0
    assert Release.objects.count() == before
    assert world.clients["gerald"].post(reverse("releases:stop", args=[draft])).status_code == 404


def test_another_class_than_there_is_is_not_found(world: World) -> None:
    assert world.clients["fabienne"].get("/releases/figures/gold/").status_code == 404
    assert world.clients["fabienne"].get("/releases/figures/protection/").status_code == 200
