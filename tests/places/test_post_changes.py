"""A post opens by its hours, is shut and opened again, and its hours on an earlier day stay known."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.db import IntegrityError

from lakay.kernel.refusals import NotAllowed
from lakay.places import queries, rules
from lakay.places.actions import (
    AlreadyOpen,
    AlreadyShut,
    BadPeriod,
    PostDetails,
    add_post,
    change_post,
    close_post,
    confirm_post,
    end_post,
    place_post,
    reopen_post,
)
from lakay.places.models import Closure, Post
from lakay.places.pack import Names
from lakay.places.rules import WhyShut
from tests.places.conftest import NOW

pytestmark = pytest.mark.usefixtures("country")

HOUR = timedelta(hours=1)
BRIDGE = PostDetails(Names("Pon", "Le Pont", "El Puente", "The Bridge"), "official", "Mo-Sa 07:00-16:00; PH off", ("Sa",))


@pytest.fixture
def gate() -> Post:
    return queries.post_by_code("HT-OUA")


def test_the_gate_is_open_by_day_and_shut_at_night(gate):
    assert queries.why_shut(gate, NOW) is None
    assert queries.why_shut(gate, NOW + 12 * HOUR) is WhyShut.OUT_OF_HOURS


def test_nobody_opens_an_unofficial_point():
    assert queries.why_shut(queries.post_by_code("HT-BAP"), NOW) is WhyShut.NO_OFFICE


def test_a_closed_post_is_shut_until_it_is_opened_again(josue, gate):
    close_post(by=josue, at=NOW, post=gate, reason="Road cut at the bridge")
    assert queries.why_shut(gate, NOW - HOUR) is None
    assert queries.why_shut(gate, NOW) is WhyShut.CLOSED
    assert [closure.post.code for closure in queries.closed_now(NOW + HOUR)] == ["HT-OUA"]
    [closure] = queries.closures_of(gate)
    reopen_post(by=josue, at=NOW + 2 * HOUR, closure=closure)
    assert queries.why_shut(gate, NOW + HOUR) is WhyShut.CLOSED
    assert queries.why_shut(gate, NOW + 2 * HOUR) is None
    assert queries.closed_now(NOW + 2 * HOUR) == []


def test_a_post_is_not_closed_twice_nor_opened_twice(josue, gate):
    close_post(by=josue, at=NOW, post=gate, reason="Strike")
    with pytest.raises(AlreadyShut):
        close_post(by=josue, at=NOW, post=gate, reason="Strike")
    [closure] = queries.closures_of(gate)
    reopen_post(by=josue, at=NOW + HOUR, closure=closure)
    with pytest.raises(AlreadyOpen):
        reopen_post(by=josue, at=NOW + HOUR, closure=closure)


def test_a_closing_that_was_announced_and_called_off_never_shuts_the_post(mireille, gate):
    close_post(by=mireille, at=NOW, post=gate, reason="Announced strike", from_at=NOW + 2 * HOUR)
    [closure] = queries.closures_of(gate)
    reopen_post(by=mireille, at=NOW + HOUR, closure=closure)
    assert queries.why_shut(gate, NOW + 2 * HOUR) is None


def test_a_supervisor_closes_their_own_post_only(josue, ketia, gate):
    with pytest.raises(NotAllowed):
        close_post(by=josue, at=NOW, post=queries.post_by_code("HT-MAL"), reason="x")
    with pytest.raises(NotAllowed):
        close_post(by=ketia, at=NOW, post=gate, reason="x")
    assert Closure.objects.count() == 0


def test_hours_change_from_a_day_on(mireille, gate):
    change_post(by=mireille, at=NOW, post=gate, details=BRIDGE, from_on=date(2026, 12, 1))
    gate = queries.post_by_code("HT-OUA")
    late = datetime(2026, 11, 30, 22, tzinfo=UTC)  # Monday 17:00
    assert queries.why_shut(gate, late) is None
    assert queries.why_shut(gate, late + timedelta(days=1)) is WhyShut.OUT_OF_HOURS
    assert queries.post_hours_on(gate, date(2026, 11, 30)) == "Mo-Su 08:00-18:00"
    assert set(gate.unverified) == {"latitude", "longitude"}
    with pytest.raises(BadPeriod):
        change_post(by=mireille, at=NOW, post=gate, details=BRIDGE, from_on=date(2026, 12, 1))


def test_a_post_with_holiday_hours_keeps_the_holidays_of_its_country(mireille, gate):
    change_post(by=mireille, at=NOW, post=gate, details=BRIDGE, from_on=date(2026, 12, 1))
    gate = queries.post_by_code("HT-OUA")
    new_year = datetime(2027, 1, 1, 15, tzinfo=UTC)
    assert queries.why_shut(gate, new_year) is WhyShut.OUT_OF_HOURS
    assert queries.why_shut(gate, new_year + timedelta(days=4)) is None
    three_kings = datetime(2027, 1, 4, 15, tzinfo=UTC)  # kept across the border on that Monday
    assert date(2027, 1, 4) in queries.holidays_near("DOM", date(2027, 1, 4))
    assert queries.why_shut(gate, three_kings) is None


@pytest.mark.parametrize(("hours", "market"), [("8-18", ()), ("Mo-Su 08:00-18:00", ("Lendi",))])
def test_details_nobody_can_read_are_refused(hours, market):
    with pytest.raises(ValueError, match=r"8-18|Lendi"):
        PostDetails(BRIDGE.names, "official", hours, market)


def test_a_new_unofficial_point_is_added_by_headquarters(mireille, ketia):
    details = PostDetails(Names("Tilori", "Tilory", "Tilorí", "Tilory"), "unofficial", "", ())
    add = partial(
        add_post,
        at=NOW,
        code="HT-TIL",
        place=queries.place_by_pcode("HT0423"),
        mode="land",
        details=details,
        time_zone="America/Port-au-Prince",
        valid_from=date(2026, 1, 1),
    )
    with pytest.raises(NotAllowed):
        add(by=ketia)
    add(by=mireille)
    assert "HT-TIL" in {post.code for post in queries.posts_on(date(2026, 1, 1), country="HTI", status="unofficial")}
    assert "HT-TIL" not in {post.code for post in queries.posts_on(date(2025, 12, 31))}


def test_a_measured_position_is_no_longer_marked(mireille, gate):
    place_post(by=mireille, at=NOW, post=gate, latitude=Decimal("19.54912"), longitude=Decimal("-71.72465"))
    gate = queries.post_by_code("HT-OUA")
    assert (gate.latitude, gate.longitude) == (Decimal("19.54912"), Decimal("-71.72465"))
    assert set(gate.unverified) == {"hours", "market_days"}
    confirm_post(by=mireille, at=NOW, post=gate, columns=["hours"])
    assert queries.post_by_code("HT-OUA").unverified == ["market_days"]


def test_half_a_position_is_refused_by_the_database(mireille, gate):
    with pytest.raises(IntegrityError):
        place_post(by=mireille, at=NOW, post=gate, latitude=Decimal(19), longitude=None)  # type: ignore[arg-type]


def test_a_post_that_was_given_up_is_shut_for_good(mireille, gate):
    end_post(by=mireille, at=NOW, post=gate, last_on=date(2026, 11, 23))
    gate = queries.post_by_code("HT-OUA")
    assert queries.why_shut(gate, NOW) is None
    assert queries.why_shut(gate, NOW + timedelta(days=1)) is WhyShut.ENDED
    assert gate.code not in {post.code for post in queries.posts_on(date(2026, 11, 24))}


def test_market_days_and_dates_are_those_of_the_post(gate):
    sunday_night_in_haiti = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
    assert not queries.is_market_day(gate, sunday_night_in_haiti)
    assert queries.is_market_day(queries.post_by_code("DO-DAJ"), sunday_night_in_haiti)
    assert queries.local_date(gate, sunday_night_in_haiti) == date(2026, 11, 22)


def test_posts_are_listed_by_mode():
    assert {post.code for post in queries.posts_on(NOW.date(), mode="air")} == {
        "HT-PAP",
        "HT-CAP",
        "HT-CYA",
        "HT-JEE",
        "HT-JAK",
        "HT-PAX",
    }
    assert rules.DAYS[NOW.weekday()] == "Mo"
