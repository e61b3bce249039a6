"""Rapid alerts: sent, shown at each post until somebody has acknowledged, lifted, over."""

from __future__ import annotations

from typing import Any

import pytest

from lakay.coordination import actions
from lakay.coordination.actions import BadDeadline, NoTarget
from lakay.coordination.models import AlertSeen, RapidAlert
from lakay.coordination.queries import alerts_of, banner_for, posts_told
from lakay.coordination.rules import NoText, Severity
from lakay.journal.models import Event
from lakay.kernel.refusals import NotAllowed
from tests.coordination.conftest import HOUR, NOW, person, sent

pytestmark = pytest.mark.django_db


def texts(post: str, language: str = "fr") -> list[str]:
    return [banner.text for banner in banner_for(post, NOW + HOUR, language)]


def test_it_stands_at_the_posts_named_and_nowhere_else():
    sent("rose", "HT-MAL", "DO-DAJ")
    assert texts("HT-MAL") == texts("DO-DAJ") == ["La barrière ferme à midi"]
    assert texts("HT-BEL") == texts("HT-OUA") == texts("") == []


def test_sent_to_all_it_stands_at_every_other_post_of_the_country():
    sent("rose", everywhere=True)
    assert texts("HT-BEL") == texts("HT-MAL") == ["La barrière ferme à midi"]
    assert texts("HT-OUA") == texts("DO-DAJ") == []


def test_it_is_shown_in_the_language_of_the_screen_or_the_nearest_there_is():
    sent("rose", "HT-MAL")
    assert texts("HT-MAL", "ht") == ["Baryè a fèmen a midi"]
    assert texts("HT-MAL", "es") == ["La barrière ferme à midi"]


def test_once_somebody_at_the_post_acknowledged_it_is_gone_there_and_stands_elsewhere():
    alert = sent("rose", "HT-MAL", "HT-BEL")
    for _ in range(2):
        actions.acknowledge_alert(by=person("wilner"), at=NOW + HOUR, alert=alert)
    assert texts("HT-MAL") == []
    assert texts("HT-BEL") != []
    assert AlertSeen.objects.count() == 1


def test_the_sender_sees_which_posts_saw_it_those_that_did_not_first():
    alert = sent("rose", "HT-BEL", "HT-MAL")
    actions.acknowledge_alert(by=person("wilner"), at=NOW + HOUR, alert=alert)
    rows = posts_told(alerts_of(person("rose")).get())
    assert [(row.post, row.by, row.at) for row in rows] == [
        ("HT-BEL", None, None),
        ("HT-MAL", person("wilner").id, NOW + HOUR),
    ]


def test_it_ends_by_itself():
    sent("rose", "HT-MAL", hours=2)
    assert banner_for("HT-MAL", NOW + HOUR)
    assert banner_for("HT-MAL", NOW + 2 * HOUR) == []
    assert banner_for("HT-MAL", NOW - HOUR) == []


def test_the_agency_that_sent_it_lifts_it():
    alert = sent("rose", "HT-MAL")
    for stranger in ("marie", "luckner", "wilner"):
        with pytest.raises(NotAllowed):
            actions.lift_alert(by=person(stranger), at=NOW + HOUR, alert=alert)
    actions.lift_alert(by=person("rose"), at=NOW + HOUR, alert=alert, reason="The child was found")
    assert texts("HT-MAL") == []
    with pytest.raises(actions.AlreadyLifted):
        actions.lift_alert(by=person("rose"), at=NOW + HOUR, alert=alert)
    with pytest.raises(actions.AlreadyOver):
        actions.acknowledge_alert(by=person("wilner"), at=NOW + HOUR, alert=alert)


def test_what_is_over_is_not_acknowledged():
    with pytest.raises(actions.AlreadyOver):
        actions.acknowledge_alert(by=person("wilner"), at=NOW + 7 * HOUR, alert=sent("rose", "HT-MAL", hours=6))


def test_the_loudest_stands_first():
    sent("rose", "HT-MAL", severity=Severity.NOTICE)
    sent("luckner", "HT-MAL", severity=Severity.URGENT)
    sent("rose", "HT-MAL", severity=Severity.WARNING)
    assert [banner.severity for banner in banner_for("HT-MAL", NOW)] == ["urgent", "warning", "notice"]


def test_it_says_something_to_somebody_for_a_while():
    rose = person("rose")
    given: dict[str, Any] = {"severity": Severity.NOTICE, "until_at": NOW + HOUR}
    with pytest.raises(NoText):
        actions.send_alert(by=rose, at=NOW, texts={"fr": " "}, posts=["HT-MAL"], **given)
    with pytest.raises(NoTarget):
        actions.send_alert(by=rose, at=NOW, texts={"fr": "Midi"}, posts=["HT-OUA", ""], **given)
    with pytest.raises(BadDeadline):
        actions.send_alert(by=rose, at=NOW + HOUR, texts={"fr": "Midi"}, posts=["HT-MAL"], **given)
    assert not RapidAlert.objects.exists()


def test_an_inspector_sends_none_but_acknowledges():
    with pytest.raises(NotAllowed):
        sent("marie", "HT-MAL")
    actions.acknowledge_alert(by=person("wilner"), at=NOW, alert=sent("rose", "HT-MAL"))


@pytest.mark.parametrize("stranger", ["rose", "luckner", "pedro", "fabienne"])
def test_only_the_posts_it_went_to_acknowledge_it(stranger):
    alert = sent("rose", "HT-MAL")
    with pytest.raises(NotAllowed):
        actions.acknowledge_alert(by=person(stranger), at=NOW, alert=alert)


def test_its_words_are_sealed_in_the_journal():
    sent("rose", "HT-MAL")
    assert not any("barrière".encode() in bytes(event.body) for event in Event.objects.all())


def test_partners_see_what_was_sent_to_their_post_by_name():
    sent("rose", everywhere=True)
    named = sent("rose", "DO-DAJ")
    assert list(alerts_of(person("pedro"))) == [named]
    assert alerts_of(person("wilner")).count() == 1
    assert not alerts_of(person("ramon")).exists()


def test_the_banner_takes_one_query(django_assert_num_queries):
    for _ in range(3):
        sent("rose", "HT-MAL")
    with django_assert_num_queries(1):
        assert len(banner_for("HT-MAL", NOW)) == 3
