"""Nothing comes on the list, changes or leaves it unless two people agree; only a missing child's first day is different."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from lakay.access.policy import ROLES, Permission
from lakay.journal.models import Event
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions import (
    AlreadyProposed,
    NotActive,
    TooLate,
    decide_change,
    propose_alert,
    propose_change,
    propose_end,
    propose_renewal,
    raise_alert,
)
from lakay.watchlist.categories import UnknownCategory, category_of
from lakay.watchlist.models import Alert, Change, Key
from lakay.watchlist.permissions import NeedsReason, OwnProposal, check_can_raise
from lakay.watchlist.queries import hits
from lakay.watchlist.rules.contents import AT_ONCE, BadContents, WantedName
from lakay.watchlist.rules.states import AlertStatus
from tests.watchlist.conftest import DAY, HOUR, NOW, Listed, missing_child, only_change, staff, wanted

pytestmark = pytest.mark.django_db


def found(at: Any = NOW, **more: Any) -> bool:
    """Whether Jean Robert Saint-Fleur meets an alert."""
    return bool(hits(**{"surname": "SAINT FLEUR", "given_names": "JEAN ROBERT", "at": at, **more}))


def test_what_one_person_proposes_hits_nobody(kerline: Actor) -> None:
    propose_alert(by=kerline, at=NOW, contents=wanted(), reason="Warrant received.")
    assert Alert.objects.get().status == AlertStatus.PROPOSED
    assert not found()


def test_what_two_people_agree_on_hits_from_the_commit_on(kerline: Actor, gesner: Actor) -> None:
    propose_alert(by=kerline, at=NOW, contents=wanted(), reason="Warrant received.")
    decide_change(by=gesner, at=NOW, change=only_change(), approve=True, reason="Warrant seen.")
    assert found()
    change = Change.objects.get()
    assert (change.reason, change.decision_reason) == ("Warrant received.", "Warrant seen.")
    assert (change.proposed_by, change.decided_by) == (kerline.id, gesner.id)
    assert (change.agency, change.status) == ("PNH", "approved")
    written = Event.objects.order_by("seq").values_list("action", "actor")
    assert list(written) == [("watchlist.alert.propose", kerline.id), ("watchlist.change.decide", gesner.id)]


def test_nobody_approves_what_they_proposed_even_with_both_roles(kerline: Actor) -> None:
    both = Actor(kerline.id, "PNH", "", frozenset(ROLES), frozenset(map(str, Permission)))
    propose_alert(by=both, at=NOW, contents=wanted(), reason="Warrant received.")
    for approve in (True, False):
        with pytest.raises(OwnProposal):
            decide_change(by=both, at=NOW, change=only_change(), approve=approve, reason="I trust myself.")
    assert not found()


def test_the_database_itself_refuses_one_person_twice(kerline: Actor) -> None:
    propose_alert(by=kerline, at=NOW, contents=wanted(), reason="Warrant received.")
    with pytest.raises(IntegrityError, match="decided_by_another"), transaction.atomic():
        Change.objects.update(decided_by=kerline.id, decided_at=NOW)


def test_no_role_holds_both_halves() -> None:
    for role in ROLES.values():
        assert not {Permission.ALERT_PROPOSE, Permission.ALERT_DECIDE} <= role.permissions
        assert not {Permission.ALERT_RAISE, Permission.ALERT_DECIDE} <= role.permissions


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"alert_officer"}))
def test_no_other_role_proposes(role: str) -> None:
    with pytest.raises(NotAllowed):
        propose_alert(by=staff("x", role, "PNH"), at=NOW, contents=wanted(), reason="Because.")


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"alert_approver"}))
def test_no_other_role_decides(kerline: Actor, role: str) -> None:
    propose_alert(by=kerline, at=NOW, contents=wanted(), reason="Warrant received.")
    with pytest.raises(NotAllowed):
        decide_change(by=staff("x", role, "DIE"), at=NOW, change=only_change(), approve=True, reason="Because.")


def test_a_rejected_alert_never_hits_and_is_not_decided_again(kerline: Actor, gesner: Actor) -> None:
    propose_alert(by=kerline, at=NOW, contents=wanted(), reason="Warrant received.")
    change = only_change()
    decide_change(by=gesner, at=NOW, change=change, approve=False, reason="The warrant is of another man.")
    assert Alert.objects.get().status == AlertStatus.REJECTED
    with pytest.raises(CannotMove):
        decide_change(by=gesner, at=NOW, change=change, approve=True, reason="After all.")
    assert not found()


@pytest.mark.parametrize("reason", ["", "   "])
def test_both_say_why(kerline: Actor, gesner: Actor, reason: str) -> None:
    with pytest.raises(NeedsReason):
        propose_alert(by=kerline, at=NOW, contents=wanted(), reason=reason)
    propose_alert(by=kerline, at=NOW, contents=wanted(), reason="Warrant received.")
    with pytest.raises(NeedsReason):
        decide_change(by=gesner, at=NOW, change=only_change(), approve=True, reason=reason)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"legal_basis": " "}, "no_basis"),
        ({"legal_reference": ""}, "no_reference"),
        ({"authority": ""}, "no_authority"),
        ({"names": ()}, "no_person"),
        ({"names": (WantedName("", "…"),)}, "bad_name"),
        ({"category": "lost-document"}, "no_document"),
        ({"sex": "m"}, "bad_sex"),
        ({"nationalities": ("Haiti",)}, "bad_nationality"),
        ({"until_at": NOW}, "ends_first"),
        ({"from_at": NOW - 9 * DAY, "until_at": NOW - DAY}, "ended"),
        ({"until_at": NOW + 367 * DAY}, "too_long"),
    ],
)
def test_an_alert_without_ground_person_or_end_is_not_taken(kerline: Actor, more: dict[str, Any], fault: str) -> None:
    with pytest.raises(BadContents) as refused:
        propose_alert(by=kerline, at=NOW, contents=wanted(**more), reason="Because.")
    assert refused.value.faults == [fault]


def test_the_longest_time_is_that_of_the_category(kerline: Actor) -> None:
    propose_alert(by=kerline, at=NOW, contents=wanted(until_at=NOW + 366 * DAY), reason="A year.")
    with pytest.raises(BadContents, match="too_long"):
        propose_alert(
            by=kerline, at=NOW, contents=missing_child(category="child-at-risk", until_at=NOW + 182 * DAY), reason="No."
        )


def test_a_category_that_the_pack_does_not_have_is_refused(kerline: Actor) -> None:
    with pytest.raises(UnknownCategory):
        propose_alert(by=kerline, at=NOW, contents=wanted(category="discreet"), reason="Watch him.")


def test_a_change_holds_only_after_the_second_person(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    alert = listed()
    other = wanted(names=(WantedName("Desrosiers", "Wilner"),), birth=PartialDate(1984))
    propose_change(by=kerline, at=NOW, alert=alert, contents=other, reason="He uses another name.")
    assert found()
    decide_change(by=gesner, at=NOW + HOUR, change=only_change(), approve=True, reason="Right.")
    assert not found(at=NOW + HOUR)
    assert found(surname="Dewozye", given_names="Vilnè", at=NOW + HOUR)
    assert Key.objects.filter(ended_at=None).count() == 1


def test_a_change_keeps_the_keys_that_stay(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    alert = listed()
    before = Key.objects.get()
    more = wanted(names=(*wanted().names, WantedName("Fleurant", "Bob")))
    propose_change(by=kerline, at=NOW, alert=alert, contents=more, reason="An alias.")
    decide_change(by=gesner, at=NOW, change=only_change(), approve=True, reason="Right.")
    assert set(Key.objects.filter(ended_at=None)) > {before}
    assert found(surname="FLEURANT", given_names="BOB")
    assert found()


def test_a_change_does_not_make_another_kind_of_alert(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    alert = listed()
    propose_change(by=kerline, at=NOW, alert=alert, contents=missing_child(until_at=NOW + 9 * DAY), reason="Oops.")
    decide_change(by=gesner, at=NOW, change=only_change(), approve=True, reason="Right.")
    alert.refresh_from_db()
    assert (alert.category, alert.protective) == ("wanted", False)


def test_one_thing_at_a_time(listed: Listed, kerline: Actor) -> None:
    alert = listed()
    propose_end(by=kerline, at=NOW, alert=alert, reason="Arrested.")
    with pytest.raises(AlreadyProposed):
        propose_renewal(by=kerline, at=NOW, alert=alert, until_at=NOW + 200 * DAY, reason="Longer.")


def test_an_end_takes_it_off_at_once_and_a_refused_end_leaves_it(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    alert = listed()
    propose_end(by=kerline, at=NOW, alert=alert, reason="Arrested.")
    decide_change(by=gesner, at=NOW, change=only_change(), approve=False, reason="Not yet in custody.")
    assert found()
    propose_end(by=kerline, at=NOW, alert=alert, reason="In custody now.")
    decide_change(by=gesner, at=NOW, change=only_change(), approve=True, reason="Confirmed.")
    assert not found()
    alert.refresh_from_db()
    assert (alert.status, alert.ended_at) == ("ended", NOW)
    with pytest.raises(NotActive):
        propose_end(by=kerline, at=NOW, alert=alert, reason="Again.")


def test_two_people_renew_before_the_end(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    alert = listed()
    last = NOW + 99 * DAY
    propose_renewal(by=kerline, at=last, alert=alert, until_at=last + 200 * DAY, reason="Still looked for.")
    assert not found(at=last + 2 * DAY)
    decide_change(by=gesner, at=last, change=only_change(), approve=True, reason="Right.")
    assert found(at=last + 2 * DAY)


def test_it_is_too_late_to_renew_what_has_ended(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    alert = listed()
    last = NOW + 99 * DAY
    propose_renewal(by=kerline, at=last, alert=alert, until_at=last + 200 * DAY, reason="Still looked for.")
    with pytest.raises(TooLate):
        decide_change(by=gesner, at=NOW + 100 * DAY, change=only_change(), approve=True, reason="Right.")
    with pytest.raises(NotActive):
        propose_change(by=kerline, at=NOW + 100 * DAY, alert=alert, contents=wanted(), reason="Again.")


def test_a_renewal_keeps_to_the_longest_time(listed: Listed, kerline: Actor) -> None:
    alert = listed()
    for until, fault in ((NOW + 400 * DAY, "too_long"), (NOW - DAY, "ends_first")):
        with pytest.raises(BadContents, match=fault):
            propose_renewal(by=kerline, at=NOW, alert=alert, until_at=until, reason="Longer.")
    assert not Change.objects.filter(status="waiting").exists()


def test_a_change_whose_own_end_is_over_is_not_approved(listed: Listed, kerline: Actor, gesner: Actor) -> None:
    alert = listed()
    propose_change(by=kerline, at=NOW, alert=alert, contents=wanted(until_at=NOW + 5 * DAY), reason="Shorter.")
    with pytest.raises(TooLate):
        decide_change(by=gesner, at=NOW + 5 * DAY, change=only_change(), approve=True, reason="Right.")
    decide_change(by=gesner, at=NOW + 5 * DAY, change=only_change(), approve=False, reason="Too late.")
    assert found(at=NOW + 6 * DAY)


def test_a_proposal_that_waited_past_its_end_is_not_approved(kerline: Actor, gesner: Actor) -> None:
    propose_alert(by=kerline, at=NOW, contents=wanted(), reason="Warrant received.")
    with pytest.raises(TooLate):
        decide_change(by=gesner, at=NOW + 100 * DAY, change=only_change(), approve=True, reason="At last.")


# ------------------------------------------------------------------ a missing child


def widline(at: Any) -> bool:
    """Whether Widline Dorvil meets an alert."""
    return bool(hits(surname="DORVIL", given_names="WIDLINE", at=at))


def test_a_missing_child_is_looked_for_at_once_and_for_a_day(mirlande: Actor) -> None:
    raise_alert(by=mirlande, at=NOW, contents=missing_child(), reason="Mother came at noon.")
    assert widline(NOW)
    assert widline(NOW + AT_ONCE - HOUR)
    assert not widline(NOW + AT_ONCE), "nobody confirmed it"


def test_a_second_person_confirms_and_it_stands_as_asked(mirlande: Actor, gesner: Actor) -> None:
    raise_alert(by=mirlande, at=NOW, contents=missing_child(), reason="Mother came at noon.")
    decide_change(by=gesner, at=NOW + HOUR, change=only_change(), approve=True, reason="Called the brigade.")
    assert widline(NOW + 99 * DAY)
    assert not widline(NOW + 100 * DAY)


def test_a_second_person_says_no_and_it_is_off_at_once(mirlande: Actor, gesner: Actor) -> None:
    raise_alert(by=mirlande, at=NOW, contents=missing_child(), reason="Mother came at noon.")
    decide_change(by=gesner, at=NOW + HOUR, change=only_change(), approve=False, reason="The child is at home.")
    assert not widline(NOW + HOUR)


def test_who_raised_it_does_not_confirm_it(mirlande: Actor) -> None:
    both = Actor(mirlande.id, "BPM", "", frozenset({"protection_officer"}), frozenset(map(str, Permission)))
    raise_alert(by=both, at=NOW, contents=missing_child(), reason="Mother came at noon.")
    with pytest.raises(OwnProposal):
        decide_change(by=both, at=NOW, change=only_change(), approve=True, reason="Sure.")


def test_nobody_else_raises_at_once_and_nothing_else_is_raised(mirlande: Actor, marie: Actor, kerline: Actor) -> None:
    elsewhere = staff("nadia", "protection_officer", "IBESR")
    for who in (elsewhere, marie, kerline):
        with pytest.raises(NotAllowed):
            raise_alert(by=who, at=NOW, contents=missing_child(), reason="Because.")
    for category in ("wanted", "child-at-risk"):
        with pytest.raises(NotAllowed):
            raise_alert(by=mirlande, at=NOW, contents=wanted(category=category), reason="Because.")


def test_only_what_protects_is_raised_at_once_whatever_the_pack_says(mirlande: Actor) -> None:
    category = category_of("wanted")
    with pytest.raises(NotAllowed):
        check_can_raise(mirlande, replace(category, at_once=("BPM",)), "Because.")
    check_can_raise(mirlande, category_of("missing-child"), "Because.")


def test_the_second_person_is_not_walked_around_day_by_day(mirlande: Actor) -> None:
    raise_alert(by=mirlande, at=NOW, contents=missing_child(), reason="Mother came at noon.")
    for later in (HOUR, 2 * DAY, 6 * DAY):
        with pytest.raises(NotAllowed):
            raise_alert(by=mirlande, at=NOW + later, contents=missing_child(), reason="Still missing.")
    another = missing_child(names=(WantedName("Dorvil", "Kervens"),))
    raise_alert(by=mirlande, at=NOW + DAY, contents=another, reason="Her brother too.")
    raise_alert(by=mirlande, at=NOW + 8 * DAY, contents=missing_child(until_at=NOW + 90 * DAY), reason="Missing again.")


@translation.override("en")
def test_a_refusal_says_why(kerline: Actor) -> None:
    assert str(OwnProposal().reason) == "You proposed this yourself. Another person must decide on it."
