"""What each agency sees: the agreement of the country pack, from own to partner, and nothing without a line in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from lakay.access import agreements
from lakay.access.agreements import agreed, agreements_of
from lakay.access.shown import HIDDEN, shown
from lakay.access.visibility import classes_visible, may_see, visible
from lakay.coordination import actions
from lakay.coordination.models import (
    AlertLifted,
    AlertSeen,
    AlertTarget,
    Finding,
    Incident,
    Note,
    Participation,
    Patrol,
    RapidAlert,
    Task,
)
from lakay.coordination.permissions import can_read_briefing
from lakay.coordination.queries import incidents_of, log_of, may_read
from lakay.coordination.rules import Audience
from lakay.journal.models import Record
from lakay.kernel.fields import FieldClass
from lakay.kernel.purposes import Purpose
from lakay.places.pack import PackError, find_pack, read_pack
from tests.access import mutants
from tests.coordination.conftest import HOUR, NOW, PEOPLE, asked, opened, patrol, person, sent

pytestmark = pytest.mark.django_db

TOGETHER = Purpose.COORDINATION
KINDS: tuple[type[Record], ...] = (
    *(Incident, Participation, Note, Task, Patrol, Finding),
    *(RapidAlert, AlertTarget, AlertSeen, AlertLifted),
)


@pytest.fixture
def night() -> Incident:
    """The border police leads; customs and the Dominican side take part; everybody wrote something for everybody."""
    incident = opened("luckner", "AGD", "DGM", text="For all of us", audience=Audience.INVOLVED)
    for by, text, audience in (
        ("luckner", "Only the police", Audience.AGENCY),
        ("kettly", "Only customs", Audience.AGENCY),
        ("kettly", "For the other side too", Audience.ABROAD),
        ("pedro", "Only us over here", Audience.AGENCY),
        ("pedro", "From over here", Audience.ABROAD),
    ):
        actions.add_note(by=person(by), at=NOW + HOUR, incident=incident, text=text, audience=audience)
    return incident


@pytest.fixture
def everything(night: Incident) -> Incident:
    """One of each kind of record, at Ouanaminthe and beyond."""
    asked("luckner", "AGD", incident=night)
    asked("marie", "DGM")
    out = patrol("luckner")
    actions.enter_finding(by=person("luckner"), at=NOW, patrol=out, given=actions.FindingGiven("people", 3, incident=night))
    alert = sent("rose", "HT-MAL", "DO-DAJ")
    actions.acknowledge_alert(by=person("wilner"), at=NOW, alert=alert)
    actions.lift_alert(by=person("rose"), at=NOW, alert=alert)
    sent("luckner", everywhere=True)
    return night


SEES_THE_INCIDENT = {
    "luckner": True,  # leads
    "kettly": True,  # takes part
    "pedro": True,  # takes part from across the line
    "marie": True,  # takes no part; immigration sees what happens at its post
    "mirlande": False,  # takes no part
    "josue": False,
    "wilner": False,  # immigration at another post
    "clerveau": False,  # customs at another post
    "ramon": False,  # the other side, elsewhere
    "fabienne": False,  # a role that does not work between agencies
}


@pytest.mark.parametrize("name", SEES_THE_INCIDENT)
def test_who_sees_the_incident(night, name):
    assert incidents_of(person(name)).exists() == SEES_THE_INCIDENT[name] == may_see(person(name), TOGETHER, night)


READS = {
    "luckner": {"For all of us", "Only the police", "For the other side too", "From over here"},
    "kettly": {"For all of us", "Only customs", "For the other side too", "From over here"},
    "pedro": {"For the other side too", "Only us over here", "From over here"},
    "marie": set(),
    "mirlande": set(),
    "clerveau": set(),
    "ramon": set(),
}


@pytest.mark.parametrize("name", READS)
def test_who_reads_which_line_of_the_log(night, name):
    assert {note.text for note in log_of(person(name), night)} == READS[name]
    assert all(may_read(person(name), note) for note in log_of(person(name), night))


def test_who_takes_no_part_and_the_partner_get_titles_and_times_but_nothing_personal(night):
    actions.close_incident(by=person("luckner"), at=NOW + HOUR, incident=night, outcome="Fine paid")
    for name in ("marie", "pedro"):
        view = shown(person(name), TOGETHER, night)
        assert (view.title, view.opened_at, view.lead) == (night.title, NOW, "POLIFRONT")
        assert view.outcome is view.encounter is view.inspection is HIDDEN
    assert shown(person("kettly"), TOGETHER, night).outcome == "Fine paid"


def test_one_called_in_later_sees_it_from_then_on(night):
    assert not incidents_of(person("mirlande")).exists()
    actions.involve(by=person("luckner"), at=NOW, incident=night, agency="BPM")
    assert incidents_of(person("mirlande")).exists()


def test_for_no_other_purpose_is_anything_seen(everything):
    for name in PEOPLE:
        for purpose in set(Purpose) - {TOGETHER}:
            assert not any(visible(person(name), purpose, kind).exists() for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_the_list_and_the_single_look_agree_for_everybody(everything, kind):
    assert kind._default_manager.exists()
    for name in PEOPLE:
        listed = list(visible(person(name), TOGETHER, kind).values_list("pk", flat=True))
        looked = {record.pk for record in kind._default_manager.all() if may_see(person(name), TOGETHER, record)}
        assert set(listed) == looked
        assert len(listed) == len(looked), "listed twice"


def test_an_agency_without_a_line_in_the_table_sees_nothing(everything):
    for agency in ("GARR", "MICT", "NOWHERE", ""):
        stranger = replace(person("luckner"), agency=agency)
        assert not any(visible(stranger, TOGETHER, kind).exists() for kind in KINDS)
        assert agreements_of(agency) == frozenset()


def test_an_agency_whose_line_is_struck_out_sees_nothing(everything, monkeypatch):
    monkeypatch.setattr(agreements, "_in_force", dict)
    assert not any(visible(person(name), TOGETHER, kind).exists() for name in PEOPLE for kind in KINDS)


def test_who_sits_at_no_post_sees_nothing(everything):
    for name in ("luckner", "marie", "pedro"):
        assert not any(visible(replace(person(name), post=""), TOGETHER, kind).exists() for kind in KINDS)


def test_nothing_is_told_to_an_agency_that_was_promised_the_open_part_alone():
    pack = read_pack(find_pack())
    for agency, codes in agreed(pack).items():
        told = {code.removesuffix(":told") for code in codes if code.endswith(":told")}
        assert told <= codes, f"{agency} is told what it may not even see"
    assert not {"incidents:involved:told", "notes:involved", "patrols:post", "alerts:all"} & agreed(pack)["DGM"]


def test_the_briefing_is_read_by_those_who_agreed_on_it():
    readers = {name for name in PEOPLE if can_read_briefing(person(name))}
    assert readers == {"rose", "luckner", "kettly", "kettly_colleague", "clerveau", "mirlande", "josue"}
    assert not can_read_briefing(replace(person("rose"), post=""))


def test_every_condition_speaks_of_what_the_pack_can_agree_upon():
    from lakay.access.agreements import CONDITIONS
    from lakay.places.pack.records import AGREEABLE

    assert {records: {*scopes} for records, kinds in CONDITIONS.items() for scopes in kinds.values()} == {
        records: set(which) for records, which in AGREEABLE.items() if records != "briefing"
    }


BREAKS = {
    "both an agency and a category": ("DIE,,incidents", "DIE,customs,incidents", "either an agency or a category"),
    "neither": ("DIE,,incidents", ",,incidents", "either an agency or a category"),
    "a record nobody keeps": ("DIE,,incidents", "DIE,,secrets", "must be one of"),
    "a scope of other records": ("tasks,own,told", "tasks,abroad,told", "must be one of"),
    "a part nobody knows": ("tasks,own,told", "tasks,own,everything", "must be one of"),
    "an unknown agency": ("DIE,,incidents", "DEI,,incidents", "'DEI' is not known"),
    "an unknown category": (",customs,incidents", ",custom,incidents", "'custom' is not known"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_table_that_says_nonsense_is_refused(name, tmp_path: Path):
    old, new, message = BREAKS[name]
    file = copytree(find_pack(), tmp_path / "pack") / "agreements.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError, match=message):
        read_pack(file.parent)


# ------------------------------------------------------------------ the policy with one thing less


def reach(records: list[Record]) -> set[object]:
    """Who reaches what of some records: by their role, without it, and for the purpose of the booth."""
    found: set[object] = set()
    for name in ("luckner", "marie", "kettly", "mirlande", "wilner", "pedro"):
        for actor in (person(name), replace(person(name), roles=frozenset())):
            for purpose in (TOGETHER, Purpose.BORDER_CONTROL, Purpose.PROTECTION):
                for record in records:
                    for seen in classes_visible(actor, purpose, record):
                        found.add((name, bool(actor.roles), purpose, record.pk, seen))
    return found


def rows_of(kind: str) -> list[Record]:
    """All records of a kind, with what the conditions look at."""
    model = next(model for model in KINDS if model.kind == kind)
    return list(model._default_manager.all())


@pytest.mark.once
def test_every_guard_of_every_rule_matters(everything, monkeypatch):
    every_code = frozenset(code for codes in agreed(read_pack(find_pack())).values() for code in codes)
    codes = every_code | {"tasks:post", "tasks:post:told", "incidents:post:told", "notes:abroad", "notes:abroad:told"}
    monkeypatch.setattr(agreements, "_in_force", lambda: {agency: codes for _role, agency, _post in PEOPLE.values()})
    asked("marie", "AGD")
    whole = {kind.kind: reach(rows_of(kind.kind)) for kind in KINDS}
    guards = [mutant for mutant in mutants.mutants() if mutant.rule.kind in whole]
    assert len(guards) > 100
    survivors = []
    for mutant in guards:
        with mutants.applied(mutant):
            if reach(rows_of(mutant.rule.kind)) == whole[mutant.rule.kind]:
                survivors.append(f"{mutant.label}: {mutant.rule.when}")
    assert not survivors, "\n".join(survivors)


def test_whereabouts_are_in_no_agreement():
    from lakay.access.policy import RULES

    assert not any(FieldClass.WHEREABOUTS in rule.classes for rule in RULES if rule.kind.startswith("coordination."))
