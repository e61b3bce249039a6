"""The pages of rapid alerts, and the banner of a post."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from lakay.coordination.models import AlertSeen, RapidAlert
from lakay.journal.models import Event
from tests.web.booth.conftest import Sit

HOME, ALERTS, NEW = (reverse(f"coordination:{name}") for name in ("home", "alerts", "alert_new"))


def url(name: str, alert: Any) -> str:
    return reverse(f"coordination:{name}", args=[alert])


def sending(**more: Any) -> dict[str, Any]:
    return {
        "command": str(uuid4()),
        "severity": "urgent",
        "hours": "6",
        "posts": ["HT-MAL"],
        "text_ht": "Yon timoun pèdi",
        **more,
    }


def test_it_stands_at_the_other_post_until_somebody_there_has_seen_it(luckner: Client, sit: Sit) -> None:
    luckner.post(NEW, sending())
    alert, malpasse = RapidAlert.objects.get(), sit("kerby")
    assert "Yon timoun pèdi" in malpasse.get(HOME).text
    assert url("alert_acknowledge", alert.pk) in malpasse.get(HOME).text
    assert "not yet" in luckner.get(ALERTS).text
    malpasse.post(url("alert_acknowledge", alert.pk))
    assert url("alert_acknowledge", alert.pk) not in malpasse.get(HOME).text
    assert "✓" in luckner.get(ALERTS).text
    assert AlertSeen.objects.get().agency == "POLIFRONT"


def test_who_sent_it_has_nothing_to_acknowledge(luckner: Client, sit: Sit) -> None:
    luckner.post(NEW, sending())
    alert = RapidAlert.objects.get()
    assert "Yon timoun pèdi" not in luckner.get(HOME).text
    assert luckner.post(url("alert_acknowledge", alert.pk)).status_code == 404
    for name in ("mirlande", "pedro", "frantz"):
        assert sit(name).post(url("alert_acknowledge", alert.pk)).status_code == 404


def test_it_needs_a_text_and_a_post(luckner: Client) -> None:
    wordless = luckner.post(NEW, sending(text_ht=" "))
    assert wordless.status_code == 422
    assert "at least one language" in wordless.text
    nowhere = luckner.post(NEW, sending(posts=[]))
    assert nowhere.status_code == 422
    assert "Choose at least one post." in nowhere.text
    assert not RapidAlert.objects.exists()


def test_pressing_send_twice_sends_one(luckner: Client) -> None:
    form = sending()
    for _ in range(2):
        assert luckner.post(NEW, form).status_code == 302
    assert RapidAlert.objects.count() == 1


def test_the_sender_lifts_it(luckner: Client, sit: Sit) -> None:
    luckner.post(NEW, sending())
    alert = RapidAlert.objects.get()
    assert sit("kerby").post(url("alert_lift", alert.pk), {"command": str(uuid4())}).status_code == 404
    for _ in range(2):
        assert luckner.post(url("alert_lift", alert.pk), {"command": str(uuid4())}).status_code == 302
    assert "Yon timoun pèdi" not in sit("kerby").get(HOME).text


def test_an_inspector_reads_alerts_and_sends_none(sit: Sit, gate: dict[str, Any]) -> None:
    marie = sit("marie")
    assert marie.get(NEW).status_code == 404
    assert "The gate closes at noon" in marie.get(ALERTS).text


def test_to_read_alerts_is_entered_as_a_look(luckner: Client, sit: Sit) -> None:
    luckner.post(NEW, sending())
    kerby = sit("kerby")
    kerby.get(HOME)
    kerby.get(ALERTS)
    assert Event.objects.filter(action="coordination.alert.read").count() == 2
    luckner.get(HOME)
    assert Event.objects.filter(action="coordination.alert.read").count() == 2, "there was nothing on that screen"
