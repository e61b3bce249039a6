"""Alerts end by themselves, their content goes, what became of hits stays; and the tables can be made again from the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from lakay.access.policy import Permission
from lakay.journal.models import Event
from lakay.journal.rebuild import drifts
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import States
from lakay.watchlist.actions import (
    NotYet,
    decide_change,
    erase_alert,
    propose_change,
    propose_end,
    raise_alert,
    record_cleared,
    record_outcome,
)
from lakay.watchlist.keys import cleared_token
from lakay.watchlist.loading import expire_all
from lakay.watchlist.models import Alert, Change, Cleared, Key
from lakay.watchlist.queries import alerts_with_outcome, hits, hits_by_outcome, to_erase
from lakay.watchlist.rules.contents import WantedDocument
from lakay.watchlist.rules.matching import Basis
from lakay.watchlist.rules.states import ALERT_STATES, BATCH_STATES, CHANGE_STATES, AlertStatus, Outcome
from tests.watchlist.conftest import DAY, NOW, Listed, lost, missing_child, only_change, staff, wanted

pytestmark = pytest.mark.django_db

SWEEPER = system_actor("retention", frozenset({Permission.ALERT_PROPOSE}))
OVERSEER = staff("guerda", "data_protection_officer", "MICT")
MET: dict[str, Any] = {"surname": "SAINT FLEUR", "given_names": "JEAN ROBERT"}


def test_what_is_over_is_taken_off_and_what_stands_stays(listed: Listed) -> None:
    old, young = listed(), listed(lost(until_at=NOW + 300 * DAY))
    assert expire_all(by=SWEEPER, at=NOW + 100 * DAY) == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.status, young.status) == (AlertStatus.EXPIRED, AlertStatus.ACTIVE)
    assert old.ended_at == NOW + 100 * DAY


def test_what_waited_about_an_alert_lapses_with_it(mirlande: Actor) -> None:
    raise_alert(by=mirlande, at=NOW, contents=missing_child(), reason="Mother came at noon.")
    expire_all(by=SWEEPER, at=NOW + 2 * DAY)
    assert Change.objects.get().status == "lapsed"
    assert Alert.objects.get().status == AlertStatus.EXPIRED


def test_only_those_who_keep_the_list_sweep_it(marie: Actor, listed: Listed) -> None:
    listed()
    with pytest.raises(NotAllowed):
        expire_all(by=marie, at=NOW + 100 * DAY)


def closed(listed: Listed, kerline: Actor, gesner: Actor) -> Alert:
    alert = listed()
    propose_end(by=kerline, at=NOW, alert=alert, reason="Arrested in secret place.")
    decide_change(by=gesner, at=NOW, change=only_change(), approve=True, reason="Confirmed.")
    return alert


def test_the_content_of_a_closed_alert_is_destroyed_after_its_time(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    alert = closed(listed, kerline, gesner)
    later = NOW + timedelta(days=1825)
    assert to_erase(later - DAY) == []
    assert to_erase(later) == [alert]
    erase_alert(by=OVERSEER, at=later, alert=alert)
    alert.refresh_from_db()
    left = [alert.names, alert.documents, alert.birth, alert.sex, alert.nationalities, alert.legal_basis]
    assert [value for value in [*left, alert.legal_reference, alert.authority, alert.note] if value] == []
    assert (alert.status, alert.category) == ("ended", "wanted")
    assert set(Key.objects.values_list("token", flat=True)) == {None}
    assert set(Change.objects.values_list("reason", "decision_reason")) == {("", "")}
    assert to_erase(later) == []
    assert not any(b"secret place" in bytes(body) for body in Event.objects.values_list("body", flat=True))
    assert list(drifts()) == []


def test_an_alert_on_the_list_or_just_ended_is_not_erased(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    with pytest.raises(NotYet):
        erase_alert(by=OVERSEER, at=NOW + 5000 * DAY, alert=listed(lost()))
    with pytest.raises(NotYet):
        erase_alert(by=OVERSEER, at=NOW + 100 * DAY, alert=closed(listed, kerline, gesner))


def test_only_the_overseer_erases(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    alert = closed(listed, kerline, gesner)
    for who in (kerline, gesner):
        with pytest.raises(PermissionError):
            erase_alert(by=who, at=NOW + 5000 * DAY, alert=alert)


def test_what_became_of_a_hit_is_told_by_category_and_says_nothing_of_the_traveller(listed: Listed, mirlande: Actor) -> None:
    alert = listed()
    rose = staff("rose", "booth_supervisor", "DIE", "HT-OUA")
    hit = hits(**MET, at=NOW)[0]
    record_outcome(by=rose, at=NOW, alert=hit.alert, basis=hit.basis, outcome=Outcome.NOT_SAME)
    record_outcome(by=mirlande, at=NOW + DAY, alert=alert.id, basis=Basis.NAME, outcome=Outcome.NOT_SAME)
    record_outcome(by=rose, at=NOW + 9 * DAY, alert=alert.id, basis=Basis.DOCUMENT, outcome=Outcome.SAME)
    assert [(row["category"], row["basis"], row["outcome"], row["count"]) for row in hits_by_outcome(NOW)] == [
        ("wanted", "document", "same", 1),
        ("wanted", "name", "not_same", 2),
    ]
    assert [row.at for row in alerts_with_outcome("not_same", NOW)] == [NOW + DAY, NOW]
    assert hits_by_outcome(NOW + 10 * DAY) == []


def test_an_inspector_at_the_booth_does_not_say_what_became_of_a_hit(listed: Listed, marie: Actor) -> None:
    with pytest.raises(NotAllowed):
        record_outcome(by=marie, at=NOW, alert=listed().id, basis=Basis.NAME, outcome=Outcome.SAME)


def test_a_document_whose_holder_is_another_is_kept_as_a_key_alone(listed: Listed, marie: Actor) -> None:
    alert, paper = listed(), WantedDocument("HTI", "RD5550001", "passport")
    rose = staff("rose", "booth_supervisor", "DIE", "HT-OUA")
    record_cleared(by=rose, at=NOW, alert=alert.id, document=paper)
    record_cleared(by=rose, at=NOW, alert=alert.id, document=replace(paper, number=""))
    assert list(Cleared.objects.values_list("alert", "token", "post")) == [(alert.id, cleared_token(alert.id, paper), "HT-OUA")]
    with pytest.raises(NotAllowed):
        record_cleared(by=marie, at=NOW, alert=alert.id, document=paper)


def test_the_journal_says_what_the_tables_say_and_shows_nobody_the_content(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    alert = listed()
    propose_change(by=kerline, at=NOW, alert=alert, contents=wanted(note="Limps on the left."), reason="Seen at the market.")
    decide_change(by=gesner, at=NOW, change=only_change(), approve=True, reason="Right.")
    assert list(drifts()) == []
    bodies = b"".join(bytes(body) for body in Event.objects.values_list("body", flat=True))
    for secret in (b"Saint-Fleur", b"PAP-2026-118", b"Limps", b"market", b"1984-03-07"):
        assert secret not in bodies


@pytest.mark.parametrize("states", [ALERT_STATES, CHANGE_STATES, BATCH_STATES])
def test_no_state_is_forgotten(states: States[AlertStatus]) -> None:
    assert set(states.allowed) == set(states.turns)
    assert states.ends
