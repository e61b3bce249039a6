"""The yearly profile: what was published of a year and what others count, and what is missing by its name."""

from __future__ import annotations

import pytest

from lakay.publication.actions import propose_release, publish_release
from lakay.publication.codes import Sensitivity
from lakay.publication.models import Release
from lakay.publication.preparing import attack_again, prepare
from lakay.reported.actions import Delivery, enter_figures, start_series
from lakay.reported.models import Series
from lakay.reported.rules import judge
from tests.publication.conftest import FABIENNE, MYRIAM, NOW
from tests.web.publication.test_bulletin import ABOUT_QUARTER, put_out, truth
from tests.web.world import World

pytestmark = pytest.mark.django_db
ADDRESS = "/releases/profile/2026/"


def text(world: World, name: str, address: str = ADDRESS, language: str = "en") -> str:
    client = world.clients[name]
    client.cookies["lakay_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def lent() -> None:
    """Remittances as a bank reports them."""
    values = {"title": "Money sent home", "what": "remittances", "unit": "USD", "source": "Central bank", "licence": "CC BY 4.0"}
    series = Series.objects.get(pk=start_series(by=FABIENNE, at=NOW, code="money", values=values).id_of(Series))
    given = Delivery(judge(("period", "from"), [(("2026", "US"), "123456.5"), (("2024", "US"), "77")]), "March edition")
    enter_figures(by=FABIENNE, at=NOW, series=series, given=given)


def test_what_is_missing_is_named(world: World) -> None:
    page = text(world, "gerald")
    missing = page.split('<ul class="mb-0">')[1].split("</ul>")[0]
    assert "Remittances" in missing
    assert "Irregular migration" in missing
    assert "Laws, institutions and cooperation" in missing


def test_what_came_out_and_what_others_count_stand_with_their_source(world: World) -> None:
    release, _ = put_out()
    lent()
    page = text(world, "gerald")
    missing = page.split('<ul class="mb-0">')[1].split("</ul>")[0]
    assert "Movements at the border" not in missing
    assert "Remittances" not in missing
    assert f"Release {release.number}, January to March 2026" in page
    assert "Central bank · CC BY 4.0" in page
    assert "123456.5" in page.replace(",", "")
    assert ">77 USD" not in page


def test_of_a_revised_release_only_the_newer_one_stands(world: World) -> None:
    release, _ = put_out()
    prepared = prepare(truth(), Sensitivity.MOVEMENTS, title="Again", method="", about=ABOUT_QUARTER, revises=release)
    again = Release.objects.get(pk=propose_release(by=FABIENNE, at=NOW, prepared=prepared).id_of(Release))
    publish_release(by=MYRIAM, at=NOW, release=again, stands=attack_again(again))
    again.refresh_from_db()
    page = text(world, "fabienne")
    assert f"Release {again.number}," in page
    assert f"Release {release.number}," not in page


def test_another_year_and_a_stranger_find_nothing(world: World) -> None:
    assert world.clients["fabienne"].get("/releases/profile/1999/").status_code == 404
    assert world.clients["marie"].get(ADDRESS).status_code == 404
    assert "Pwofil migrasyon 2026" in text(world, "fabienne", "/releases/profile/", "ht")
