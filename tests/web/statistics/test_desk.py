"""Kept views, limits, flows and the way down to a post, as people use them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from lakay.statistics.codes import SeenBy, Turn
from lakay.statistics.desk.rules import Passed
from lakay.statistics.desk.watching import settle
from lakay.statistics.engines.answers import Answer
from lakay.statistics.models import Alarm, Limit, SavedView
from lakay.web.statistics.border import Window, alone
from lakay.web.statistics.flows import masked
from lakay.web.statistics.periods import Months
from lakay.web.statistics.reporting import Heard
from tests.web.statistics.test_figures import text
from tests.web.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cube")]
KEPT = "/figures/views/new/?page=border.movements&span=24&by=direction"


def kept(world: World) -> SavedView:
    """A view that Fabienne keeps for everybody."""
    answer = world.clients["fabienne"].post(KEPT, {"name": "Both ways", "seen_by": "all"})
    assert answer.status_code == 302
    return SavedView.objects.get(name="Both ways")


def test_a_view_is_kept_with_months_that_move_and_opened_again(world: World) -> None:
    view = kept(world)
    assert (view.page, view.asked, view.seen_by) == ("border.movements", {"span": "24", "by": "direction"}, SeenBy.ALL)
    answer = world.clients["gerald"].get(f"/figures/views/{view.pk}/")
    assert answer["Location"] == "/figures/border.movements/?span=24&by=direction"


def test_a_kept_view_has_a_key_on_every_page_of_figures(world: World) -> None:
    view = kept(world)
    for address in ("/figures/", "/figures/border.refusals/"):
        page = text(world, "fabienne", address)
        place = page.index(f"/figures/views/{view.pk}/")
        assert 'data-key="Alt+' in page[place : place + 120]


def test_a_view_of_two_months_stays_there(world: World) -> None:
    world.clients["fabienne"].post("/figures/views/new/?first=2025-03&last=2025-05", {"name": "Spring", "seen_by": "own"})
    assert SavedView.objects.get(name="Spring").asked == {"first": "2025-03", "last": "2025-05"}


def test_a_view_without_a_name_is_asked_again_and_nothing_is_kept(world: World) -> None:
    before = SavedView.objects.count()
    answer = world.clients["fabienne"].post(KEPT, {"name": "", "seen_by": "all"})
    assert answer.status_code == 422
    assert SavedView.objects.count() == before


def test_nobody_opens_a_view_that_is_not_for_them_or_was_taken_away(world: World) -> None:
    own = SavedView.objects.get(pk=world.records["view_own"])
    assert world.clients["gerald"].get(f"/figures/views/{own.pk}/").status_code == 404
    view = kept(world)
    assert world.clients["gerald"].post(f"/figures/views/{view.pk}/remove/").status_code == 404
    assert world.clients["fabienne"].post(f"/figures/views/{view.pk}/remove/").status_code == 302
    assert world.clients["fabienne"].get(f"/figures/views/{view.pk}/").status_code == 404


def test_a_limit_is_set_from_the_page_of_its_figure(world: World) -> None:
    given = {"name": "Busy", "turn": "above", "bound": "100", "each": "post", "post": "", "seen_by": "agency"}
    assert world.clients["fabienne"].post("/figures/limits/new/?code=border.movements", given).status_code == 302
    limit = Limit.objects.get(name="Busy")
    assert (limit.indicator, limit.each, limit.turn, limit.bound) == ("border.movements", "post", Turn.ABOVE, 100)
    assert "Movements (Post) above 100 in a month" in text(world, "fabienne", "/figures/limits/")


def test_a_limit_that_the_cube_or_the_role_does_not_allow_is_refused_in_words(world: World) -> None:
    persons = {"name": "x", "turn": "above", "bound": "100", "each": "nationality", "post": "HT-OUA", "seen_by": "own"}
    answer = world.clients["fabienne"].post("/figures/limits/new/?code=border.persons", persons)
    assert answer.status_code == 422
    assert "Persons cannot be added up" in answer.content.decode()
    few = {"name": "x", "turn": "below", "bound": "3", "each": "", "post": "", "seen_by": "own"}
    assert world.clients["gerald"].post("/figures/limits/new/?code=border.movements", few).status_code == 422
    assert not Limit.objects.filter(name="x").exists()


def test_what_passed_stands_on_every_page_until_somebody_takes_note(world: World) -> None:
    for alarm in Alarm.objects.all():
        world.clients["fabienne"].post(f"/figures/alarms/{alarm.pk}/note/")
    given = {"name": "Busy", "turn": "above", "bound": "100", "each": "", "post": "", "seen_by": "all"}
    world.clients["fabienne"].post("/figures/limits/new/?code=border.movements", given)
    settle(limit := Limit.objects.get(name="Busy"), {"": Passed("", "2026-10", 1234)}, limit.set_at)
    assert "A limit was passed" in text(world, "gerald", "/figures/dictionary/")
    assert "A limit was passed" not in text(world, "marie", "/booth/")
    page = text(world, "gerald", "/figures/limits/")
    assert "Movements, Oct 2026: 1,234, above 100." in page
    alarm = Alarm.objects.get(limit=limit)
    assert world.clients["gerald"].post(f"/figures/alarms/{alarm.pk}/note/").status_code == 302
    assert "A limit was passed" not in text(world, "fabienne", "/figures/dictionary/")


def test_an_alarm_about_few_is_not_there_for_who_only_reads(world: World) -> None:
    given = {"name": "Few", "turn": "below", "bound": "50", "each": "direction", "post": "", "seen_by": "all"}
    world.clients["fabienne"].post("/figures/limits/new/?code=border.movements", given)
    settle(limit := Limit.objects.get(name="Few"), {"exit": Passed("exit", "2026-10", 3)}, limit.set_at)
    alarm = Alarm.objects.get(limit=limit)
    assert "Oct 2026: 3, below 50" in text(world, "fabienne", "/figures/limits/")
    assert "Oct 2026: 3" not in text(world, "gerald", "/figures/limits/")
    assert world.clients["gerald"].post(f"/figures/alarms/{alarm.pk}/note/").status_code == 404


def test_the_way_leads_from_the_country_to_a_department_to_a_post_and_back(world: World) -> None:
    assert "/figures/places/HT04/?span=12" in text(world, "fabienne", "/figures/")
    department = text(world, "fabienne", "/figures/places/HT04/?span=12")
    assert "/figures/?span=12&amp;post=HT-OUA" in department
    assert 'href="/figures/?span=12" data-key="Escape"' in department
    post = text(world, "fabienne", "/figures/?span=12&post=HT-OUA")
    assert 'href="/figures/places/HT04/?span=12" data-key="Escape"' in post
    assert "/booth/register" not in post


def test_who_only_reads_goes_no_further_than_the_department(world: World) -> None:
    assert "post=HT-OUA" not in text(world, "gerald", "/figures/places/HT04/")
    assert world.clients["gerald"].get("/figures/places/HT99/").status_code == 404


def test_a_month_in_which_nobody_reported_is_a_gap_and_one_of_nobody_a_zero() -> None:
    months = Months(("2026-01", "2026-02", "2026-03", "2026-04"), "2026-11")
    heard = Heard({"2026-01": (0, 20), "2026-02": (3, 20), "2026-04": (20, 20)})
    answer = Answer(("month", "value"), (("2026-02", 7),))
    with translation.override("en"):
        chart, (_heads, rows) = alone("Movements", answer, Window(months, heard=heard))
    assert len(chart.gaps) == 2
    assert [row[1].text for row in rows] == ["no report", "7", "no report", "0"]
    assert not alone("Movements", answer, Window(months))[0].gaps  # nothing is known of who reported


def test_the_last_month_is_marked_while_it_is_not_over(world: World) -> None:
    page = text(world, "fabienne", "/figures/?first=2026-09&last=2026-11")
    assert "Nov 2026*" in page
    assert "* Nov 2026 is not over" in page
    assert "Who entered in Oct 2026" in page


def test_another_post_does_not_make_a_moving_view_stand_still(world: World) -> None:
    page = text(world, "fabienne", "/figures/border.movements/?span=3&first=2026-10&last=2026-12&post=HT-OUA")
    assert "page=border.movements&amp;span=3&amp;post=HT-OUA" in page
    page = text(world, "fabienne", "/figures/border.movements/?span=3&first=2026-09&last=2026-12&post=HT-OUA")
    assert "page=border.movements&amp;first=2026-09&amp;last=2026-12&amp;post=HT-OUA" in page


def test_flows_are_drawn_with_a_table_beside(world: World) -> None:
    page = text(world, "fabienne", "/figures/flows/", "fr")
    assert page.count('<path class="b') >= 1
    assert "les chiffres en tableau" in page


def test_who_only_reads_sees_flows_of_whole_years(world: World) -> None:
    page = text(world, "gerald", "/figures/flows/")
    assert "Jan 2025 to Dec 2025" in page
    assert 'name="first"' not in page


def test_a_small_flow_is_hidden_with_company_so_that_no_sum_gives_it_away() -> None:
    cells = {("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 50, ("b", "y"): 60, ("c", "x"): 0, ("c", "y"): 70}
    shown, hidden = masked(dict(cells), 5)
    assert hidden
    assert shown[("a", "x")] is None
    for side in (0, 1):
        for name in {pair[side] for pair in shown}:
            assert [value for pair, value in shown.items() if pair[side] == name].count(None) != 1
    assert masked({("a", "x"): 30}, 5) == ({("a", "x"): 30}, False)


def test_without_a_cube_every_page_of_the_desk_says_so(world: World, settings: object, tmp_path: Path) -> None:
    settings.STATISTICS = tmp_path  # type: ignore[attr-defined]
    for address in ("/figures/places/HT04/", "/figures/flows/", KEPT):
        assert "No figures have been worked out" in text(world, "fabienne", address)
