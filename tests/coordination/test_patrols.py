"""Patrols: out, what they found, back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lakay.coordination import actions
from lakay.coordination.actions import FindingGiven
from lakay.coordination.models import Finding, Patrol
from lakay.coordination.queries import findings_of, handed_to_protection, may_read, patrols_between, patrols_of, totals_of
from lakay.coordination.queries.patrols import Total
from lakay.journal.models import Event
from lakay.kernel.refusals import NotAllowed
from tests.coordination.conftest import HOUR, NOW, opened, patrol, person

pytestmark = pytest.mark.django_db


def find(out: Patrol, category: str = "vehicles", count: int = 3, by: str = "luckner", **more: object) -> Finding:
    given = FindingGiven(category, count, **more)  # type: ignore[arg-type]
    receipt = actions.enter_finding(by=person(by), at=NOW + HOUR, patrol=out, given=given)
    return Finding.objects.get(pk=receipt.id_of(Finding))


def test_a_patrol_leaves_finds_and_comes_back():
    out = patrol("luckner", team=4)
    find(out, "vehicles", 3)
    find(out, "people", 20, note="Traders")
    find(out, "vehicles", 2)
    actions.end_patrol(by=person("luckner"), at=NOW + 2 * HOUR, patrol=out, report="Calm")
    assert (out.team_size, out.ended_at, out.report) == (4, NOW + 2 * HOUR, "Calm")
    assert totals_of(findings_of(person("luckner"), [out])) == [Total("people", 20), Total("vehicles", 5)]


def test_after_its_end_nothing_is_added():
    out = patrol("luckner")
    actions.end_patrol(by=person("luckner"), at=NOW + HOUR, patrol=out)
    with pytest.raises(NotAllowed):
        find(out)
    with pytest.raises(NotAllowed):
        actions.end_patrol(by=person("luckner"), at=NOW + HOUR, patrol=out)


def test_only_the_own_agency_writes_in_it():
    out = patrol("luckner")
    for stranger in ("mirlande", "kettly", "marie", "clerveau"):
        with pytest.raises(NotAllowed):
            find(out, by=stranger)


def test_an_inspector_leads_no_patrol():
    with pytest.raises(NotAllowed):
        patrol("marie")
    with pytest.raises(actions.NothingWritten):
        actions.begin_patrol(by=person("luckner"), at=NOW, team_size=2, route=" ")


def test_the_route_is_sealed_in_the_journal():
    patrol("luckner")
    assert not any(b"old bridge" in bytes(event.body) for event in Event.objects.all())


def test_what_it_found_is_handed_to_an_incident_by_those_who_take_part():
    incident = opened("luckner")
    assert find(patrol("luckner"), incident=incident).incident == incident
    with pytest.raises(NotAllowed):
        find(patrol("kettly"), by="kettly", incident=incident)


def test_the_other_agencies_see_that_it_went_but_not_where():
    out = patrol("luckner")
    seeing = {name: may_read(person(name), out) for name in ("luckner", "mirlande", "kettly", "marie")}
    assert seeing == {"luckner": True, "mirlande": True, "kettly": False, "marie": False}
    for name, sees in {"kettly": True, "marie": True, "josue": False, "pedro": False, "wilner": False}.items():
        assert patrols_of(person(name)).exists() == sees


def test_children_handed_to_protection_are_seen_by_that_desk_and_those_who_met_them():
    find(patrol("luckner"), "children-alone", 2, to_protection=True)
    find(patrol("luckner"), "people", 2)
    assert [finding.count for finding in handed_to_protection(person("mirlande"), NOW)] == [2]
    assert handed_to_protection(person("mirlande"), NOW + 2 * HOUR) == []
    assert len(handed_to_protection(person("luckner"), NOW)) == 1
    assert handed_to_protection(person("marie"), NOW) == []


def test_the_day_of_a_patrol_is_the_one_on_which_it_left():
    out = patrol("luckner")
    day = timedelta(days=1)
    assert patrols_between(person("luckner"), NOW, NOW + day) == [out]
    assert patrols_between(person("luckner"), NOW - day, NOW) == []
