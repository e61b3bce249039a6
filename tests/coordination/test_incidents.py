"""Incidents: who opens, joins, writes, hands over and closes."""

from __future__ import annotations

import pytest

from lakay.coordination import actions
from lakay.coordination.models import Incident, Note, Participation
from lakay.coordination.queries import log_of, seats_in
from lakay.coordination.rules import Audience, IncidentStatus, Seat, Seriousness
from lakay.journal.models import Event, Reference
from lakay.kernel.ids import new_id
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from tests.coordination.conftest import HOUR, NOW, opened, person

pytestmark = pytest.mark.django_db


def note(by: str, incident: Incident, text: str = "Seen", audience: Audience = Audience.INVOLVED) -> Note:
    receipt = actions.add_note(by=person(by), at=NOW + HOUR, incident=incident, text=text, audience=audience)
    return Note.objects.get(pk=receipt.id_of(Note))


def test_who_opens_it_leads_it_and_calls_others_in_where_they_sit():
    incident = opened("luckner", "AGD", "DGM", "POLIFRONT")
    assert (incident.lead, incident.lead_post, incident.status) == ("POLIFRONT", "HT-OUA", IncidentStatus.OPEN)
    assert seats_in(incident) == [Seat("POLIFRONT", "HT-OUA"), Seat("AGD", "HT-OUA"), Seat("DGM", "DO-DAJ")]


def test_the_first_line_is_in_the_same_event_as_the_incident():
    incident = opened("luckner", text="Driver ran away")
    event = Event.objects.get()
    assert event.action == "coordination.incident.open"
    assert Note.objects.get().text == "Driver ran away"
    assert incident.pk in Reference.objects.filter(event=event, subject=True).values_list("ref", flat=True)


def test_what_people_wrote_is_not_readable_in_the_journal():
    opened("luckner", text="Zq4Driver ran away")
    assert not any(b"Zq4" in bytes(event.body) for event in Event.objects.all())
    assert any(b"double floor" in bytes(event.body) for event in Event.objects.all()), (
        "the title is open, so that partners read it"
    )


def test_an_incident_has_a_title_and_a_note_has_words():
    with pytest.raises(actions.NothingWritten):
        actions.open_incident(by=person("marie"), at=NOW, given=actions.IncidentGiven("crowd", " ", Seriousness.MINOR))
    with pytest.raises(actions.NothingWritten):
        note("luckner", opened("luckner"), "  ")


def test_only_those_who_take_part_write_in_the_log():
    incident = opened("luckner", "AGD")
    assert note("kettly", incident).agency == "AGD"
    for stranger in ("marie", "clerveau", "pedro"):
        with pytest.raises(NotAllowed):
            note(stranger, incident)


def test_a_role_without_the_permission_writes_nothing():
    incident = opened("luckner", "ONM")
    note("josue", incident)
    with pytest.raises(NotAllowed):
        note("fabienne", incident)


def test_a_person_who_sits_at_no_post_opens_nothing():
    from dataclasses import replace

    given = actions.IncidentGiven("crowd", "Too many at the gate", Seriousness.MINOR)
    with pytest.raises(NotAllowed):
        actions.open_incident(by=replace(person("marie"), post=""), at=NOW, given=given)


def test_the_lead_agency_calls_another_in_once():
    incident = opened("luckner")
    actions.involve(by=person("luckner"), at=NOW, incident=incident, agency="DGM")
    assert Participation.objects.filter(incident=incident, agency="DGM", post="DO-DAJ").count() == 1
    with pytest.raises(actions.AlreadyTakesPart):
        actions.involve(by=person("luckner"), at=NOW, incident=incident, agency="DGM")
    with pytest.raises(NotAllowed):
        actions.involve(by=person("kettly"), at=NOW, incident=incident, agency="BPM")


def test_the_lead_agency_finds_it_graver():
    incident = opened("luckner", "AGD")
    actions.assess_incident(by=person("luckner"), at=NOW, incident=incident, seriousness=Seriousness.GRAVE)
    assert Incident.objects.get().seriousness == "grave"
    with pytest.raises(NotAllowed):
        actions.assess_incident(by=person("kettly"), at=NOW, incident=incident, seriousness=Seriousness.MINOR)


def test_it_is_handed_over_when_the_other_agency_takes_it():
    incident = opened("luckner")
    actions.hand_over(by=person("luckner"), at=NOW, incident=incident, agency="AGD")
    assert (incident.status, incident.lead, incident.offered_to) == ("handed_over", "POLIFRONT", "AGD")
    for other in ("luckner", "clerveau"):
        with pytest.raises(NotAllowed):
            actions.answer_hand_over(by=person(other), at=NOW, incident=incident, take=True)
    actions.answer_hand_over(by=person("kettly"), at=NOW, incident=incident, take=True)
    now = Incident.objects.get()
    assert (now.status, now.lead, now.offered_to) == ("open", "AGD", "")
    assert Seat("POLIFRONT", "HT-OUA") in seats_in(now), "who led before still takes part"


def test_given_back_it_stays_where_it_was():
    incident = opened("luckner", "AGD")
    actions.hand_over(by=person("luckner"), at=NOW, incident=incident, agency="AGD")
    actions.answer_hand_over(by=person("kettly"), at=NOW, incident=incident, take=False)
    assert (Incident.objects.get().lead, Incident.objects.get().status) == ("POLIFRONT", "open")


def test_it_goes_across_the_line_and_is_led_there():
    incident = opened("luckner")
    actions.hand_over(by=person("luckner"), at=NOW, incident=incident, agency="DGM")
    with pytest.raises(NotAllowed):
        actions.answer_hand_over(by=person("ramon"), at=NOW, incident=incident, take=True)
    actions.answer_hand_over(by=person("pedro"), at=NOW, incident=incident, take=True)
    assert (incident.lead, incident.lead_post, incident.post) == ("DGM", "DO-DAJ", "HT-OUA")


def test_it_is_not_handed_to_oneself():
    with pytest.raises(actions.AlreadyTakesPart):
        actions.hand_over(by=person("luckner"), at=NOW, incident=opened("luckner"), agency="POLIFRONT")


def test_it_is_closed_once_by_the_lead_with_an_outcome():
    incident = opened("luckner", "AGD")
    with pytest.raises(NotAllowed):
        actions.close_incident(by=person("kettly"), at=NOW, incident=incident, outcome="Fine paid")
    with pytest.raises(actions.NothingWritten):
        actions.close_incident(by=person("luckner"), at=NOW, incident=incident, outcome="")
    actions.close_incident(by=person("luckner"), at=NOW + HOUR, incident=incident, outcome="Fine paid")
    assert (incident.status, incident.closed_at, incident.closed_by) == ("closed", NOW + HOUR, person("luckner").id)
    with pytest.raises(CannotMove):
        actions.close_incident(by=person("luckner"), at=NOW, incident=incident, outcome="Again")


def test_a_closed_incident_takes_late_lines_but_nobody_new():
    incident = opened("luckner")
    actions.close_incident(by=person("luckner"), at=NOW, incident=incident, outcome="Fine paid")
    assert incident.closed_at == NOW
    assert note("luckner", incident, "The driver came back").at == NOW + HOUR
    with pytest.raises(actions.IncidentOver):
        actions.involve(by=person("luckner"), at=NOW, incident=incident, agency="AGD")
    with pytest.raises(actions.IncidentOver):
        actions.assess_incident(by=person("luckner"), at=NOW, incident=incident, seriousness=Seriousness.GRAVE)


def test_a_handed_over_incident_is_not_closed_before_the_other_answers():
    incident = opened("luckner")
    actions.hand_over(by=person("luckner"), at=NOW, incident=incident, agency="AGD")
    with pytest.raises(CannotMove):
        actions.close_incident(by=person("luckner"), at=NOW, incident=incident, outcome="Fine paid")


def test_the_log_is_in_the_order_of_the_clock():
    incident = opened("luckner", text="First")
    note("luckner", incident, "Second")
    assert [line.text for line in log_of(person("luckner"), incident)] == ["First", "Second"]


def test_the_same_command_opens_one_incident():
    command, given = new_id(), actions.IncidentGiven("crowd", "Too many at the gate", Seriousness.MINOR)
    for _ in range(2):
        actions.open_incident(by=person("marie"), at=NOW, given=given, command=command)
    assert Incident.objects.count() == 1
