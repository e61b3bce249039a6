"""A situation report: some days at the posts, counted from the register, hidden and tried like every release."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lakay.border.models import Crossing
from lakay.kernel.clock import SystemClock
from lakay.publication.actions import Chosen, ask_draft, note_draft, publish_release
from lakay.publication.choosing import Wanted
from lakay.publication.codes import Sensitivity
from lakay.publication.days import BY, counted, gathered_days
from lakay.publication.gathering import NotReady
from lakay.publication.models import Draft, Release
from lakay.publication.preparing import attack_again
from lakay.publication.trying import work_through
from tests.publication.conftest import MYRIAM, NOW
from tests.web.world import World

pytestmark = pytest.mark.django_db
ADDRESS = "/releases/event/"


def days_of_the_world() -> tuple[date, date]:
    """The day before the last one on which somebody was recorded, and that day."""
    last = Crossing.objects.latest("local_on").local_on
    return last - timedelta(days=1), last


def put_out(world: World) -> Release:
    """The last days of the world as a situation report that is out."""
    first, last = days_of_the_world()
    note_draft(world.records["draft"], status="stopped")
    chosen = Chosen("Sitiyasyon", Sensitivity.MOVEMENTS, f"{first}/{last}", (Wanted(BY[0], BY[1:]),), "Wout la koupe.")
    fabienne = Draft.objects.get(pk=world.records["draft"]).asked_by
    at = SystemClock().now() + timedelta(days=2)
    who = MYRIAM.__class__(fabienne, MYRIAM.agency, "", MYRIAM.roles, MYRIAM.permissions)
    draft = Draft.objects.get(pk=ask_draft(by=who, at=at, chosen=chosen, language="ht"))
    work_through(SystemClock())
    draft.refresh_from_db()
    assert (draft.status, draft.fault) == ("proposed", "")
    release = Release.objects.get(title="Sitiyasyon")
    publish_release(by=MYRIAM, at=NOW, release=release, stands=attack_again(release))
    release.refresh_from_db()
    return release


def test_days_are_counted_as_the_figures_count_months(world: World) -> None:
    first, last = days_of_the_world()
    people = Crossing.objects.standing().filter(decision="admitted", local_on__range=(first, last)).count()
    found = counted([first, last])
    assert sum(found.values()) >= people > 0
    by_day, by_post = gathered_days(f"{first}/{last}", last + timedelta(days=1))
    assert by_day.cells["*", "*"] == by_post.cells["*", "*"] == sum(found.values())
    assert by_day.keys["*", "entry"] == by_post.keys["*", "entry"]


def test_days_that_are_not_over_are_refused(world: World) -> None:
    first, last = days_of_the_world()
    with pytest.raises(NotReady):
        gathered_days(f"{first}/{last}", last)


def test_it_goes_the_way_of_every_release_and_is_told(world: World) -> None:
    release = put_out(world)
    page = Client().get(reverse("published:bulletin", args=[release.number])).content.decode()
    assert "Sitiyasyon" in page
    assert "Wout la koupe." in page
    assert release.about["kind"] == "event"
    assert release.about["silent"]
    assert "Sitiyasyon" not in world.clients["gerald"].get("/releases/profile/").content.decode()


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-03-07", "2026-03-01"), ("2026-03-01", "2026-04-30"), ("2026-03-01", "2999-01-01"), ("", "2026-03-01")],
)
def test_days_that_make_no_sense_are_refused_and_nothing_is_lost(world: World, first: str, last: str) -> None:
    answer = world.clients["fabienne"].post(ADDRESS, {"first": first, "last": last, "method": "Wout la koupe.", "title": ""})
    assert answer.status_code == 422
    assert "Wout la koupe." in answer.content.decode()


def test_a_report_is_asked_for_on_its_page(world: World) -> None:
    fabienne = world.clients["fabienne"]
    fabienne.cookies["lakay_language"] = "en"
    answer = fabienne.post(ADDRESS, {"first": "2026-03-01", "last": "2026-03-07", "method": "Road cut.", "title": ""})
    assert answer.status_code == 302
    assert Draft.objects.filter(title="Situation report: From 1 March to 7 March 2026", period="2026-03-01/2026-03-07").exists()
