"""Answers that came by a form."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from lakay.forms.actions.versions import load_forms
from lakay.forms.models import Mapped
from lakay.forms.pack import pack_forms
from lakay.forms.receiving import receive
from lakay.forms.targets import TARGETS, Given, NotTaken
from lakay.journal.writing import Act, write_event
from lakay.kernel.actors import Actor, system_actor
from lakay.protection.answered_forms import ANNOUNCED, TARGET
from lakay.protection.models import Intake, Screening
from lakay.protection.pack import the_pack
from lakay.protection.rules.indicators import outcome_of
from tests.protection.office import NOW, agreed, opened, person

pytestmark = pytest.mark.django_db
SENDER = Actor(UUID(int=77), "IBESR", permissions=frozenset({"forms:submission:send"}))
CHILD = {"instrument": "child", "private": "yes", "age": 11, "sex": "F", "with_whom": "adult", "relation": "employer"}
FULL = {"instrument": "full", "private": "yes", "age": 30, "individual-risk": ["debt"], "journey": "Dajabón · 2026-03-01"}
SAID = {"instrument": "rapid", "private": "yes", "interpreter": "no", "interviewer_sex": "F", "language": "ht", "safe_now": "no"}


PHONE = UUID(int=77)


def filled(about: UUID | None = None, at: datetime = NOW, version: str = "2026.1", **more: Any) -> list[UUID]:
    """What the target makes of a form that Nadege filled."""
    return made_of(TARGET, {**SAID, **more}, version, about, at, by=person("nadege"), sent_by=person("nadege").id)


def made_of(
    target: str,
    values: dict[str, Any],
    version: str = "2026.2",
    about: UUID | None = None,
    at: datetime = NOW,
    by: Actor = SENDER,
    sent_by: UUID = PHONE,
    post: str = "HT-OUA",
) -> list[UUID]:
    """What a target makes of what a phone sent, which itself may do nothing at the desk."""
    given = Given(values, uuid4(), about or uuid4(), "form", version, "IBESR", post, sent_by)
    made: list[UUID] = []

    def write(act: Act) -> None:
        made.extend(TARGETS[target](act, given))

    write_event("forms.submission.map", write, by=by, at=at, purpose="protection")
    return made


def test_a_form_about_nobody_known_opens_a_file_that_waits() -> None:
    intake = Intake.objects.get(pk=filled(age=12, signs=["child_alone"])[0])
    assert (intake.status, intake.priority, intake.age, intake.age_group) == ("waiting", 1, 12, "child")
    assert intake.signals == ["child", "child-alone", "danger"]
    one = Screening.objects.get(intake=intake)
    assert (one.answers, one.private, one.channel) == ({"age": 12, "safe_now": "no", "signs": ["child_alone"]}, True, "form")


def test_a_form_about_a_file_lands_in_it_and_makes_it_urgent() -> None:
    intake = opened("nadege")
    assert filled(intake.pk)[0] == intake.pk
    intake.refresh_from_db()
    assert (intake.status, intake.priority) == ("screened", 1)
    assert Intake.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"version": "1999"}, {"instrument": "palm-reading"}, {"safe_now": "perhaps"}, {"shoes": "two"}]
)
def test_what_does_not_fit_is_refused_with_a_reason(wrong: dict[str, Any]) -> None:
    with pytest.raises(NotTaken, match=r"fit|version"):
        filled(**wrong)
    assert not Intake.objects.exists()


def test_a_child_asked_on_a_phone_is_tested_for_domesticity_by_the_same_questions_as_at_the_desk() -> None:
    one, screening = made_of(TARGET, {**CHILD, "away": "yes", "school": "yes", "works": "yes", "beaten": "yes"})
    intake = Intake.objects.get(pk=one)
    assert (intake.sex, intake.age_group, intake.priority, intake.post) == ("F", "child", 1, "HT-OUA")
    assert intake.signals == ["child", "child-stranger", "danger"]
    asked = Screening.objects.get(pk=screening)
    assert (asked.by, asked.version) == (PHONE, "2026.2")
    test = outcome_of("domesticity", the_pack().criteria, {"child": asked.answers or {}})
    assert [criterion.code for criterion in test.met] == ["away", "school", "works"]


def test_the_long_questions_wait_for_a_yes_to_the_form_or_to_the_statements() -> None:
    with pytest.raises(NotTaken, match="wait for a yes"):
        made_of(TARGET, FULL)
    assert not Intake.objects.exists()
    assert len(made_of(TARGET, {**FULL, "agreed": "yes"})) == 2
    mine = opened("nadege")
    agreed(mine)
    assert made_of(TARGET, FULL, about=mine.pk)[0] == mine.pk


def test_a_form_that_only_looks_different_asks_the_same_questions() -> None:
    _intake, screening = made_of(TARGET, {**FULL, "agreed": "yes", "questions": "2026.2"}, version="2026.3")
    assert Screening.objects.get(pk=screening).version == "2026.2"


def test_reception_announces_who_needs_the_desk_and_nobody_else() -> None:
    said = {"source": "reception", "called": "Jan", "sex": "M", "birth_on": "2015-11-23", "child_alone": "child-alone"}
    intake = Intake.objects.get(pk=made_of(ANNOUNCED, {**said, "signals": ["medical", "clothes"]})[0])
    assert (intake.source, intake.status, intake.called, intake.age) == ("reception", "waiting", "Jan", 10)
    assert intake.signals == ["child", "child-alone", "medical"]
    assert made_of(ANNOUNCED, {"source": "reception", "signals": ["clothes"], "child_alone": "no"}) == []
    assert Intake.objects.count() == 1


def test_what_came_from_no_post_waits_where_whoever_looks_at_it_sits() -> None:
    said = {"source": "reception", "child_alone": "child-alone"}
    with pytest.raises(NotTaken, match="no post"):
        made_of(ANNOUNCED, said, post="")
    intake = Intake.objects.get(pk=made_of(ANNOUNCED, said, post="", by=person("nadege"))[0])
    assert (intake.post, intake.opened_by) == ("HT-OUA", PHONE)


def test_a_phone_that_may_only_send_brings_a_child_to_the_desk_by_the_form_of_the_pack() -> None:
    loader = system_actor("install", permissions=frozenset({"forms:form:publish"}))
    packed = [one for one in pack_forms() if one.made.definition.form_id == "child_screening"]
    load_forms(by=loader, at=NOW, packed=packed)
    said = "<setting><private>yes</private><language>ht</language></setting><child><age>9</age><age_known>estimated</age_known>"
    said += "<sex>F</sex></child><care><with_whom>alone</with_whom><parents_know>no</parents_know></care>"
    said += "<house><away>yes</away><works>yes</works></house><safe_now>yes</safe_now><wishes>Lakay</wishes>"
    meta = '<orx:meta xmlns:orx="http://openrosa.org/xforms"><orx:instanceID>uuid:9</orx:instanceID></orx:meta>'
    raw = f'<data id="child_screening" version="{packed[0].made.definition.version}">{said}{meta}</data>'.encode()
    phone = Actor(PHONE, "IBESR", "HT-OUA", permissions=SENDER.permissions)
    taken = receive(raw, {}, by=phone, at=NOW, purposes=["protection"])
    assert Mapped.objects.get(submission=taken.submission).done
    intake = Intake.objects.get()
    assert (intake.status, intake.priority, intake.signals) == ("waiting", 1, ["child", "child-alone"])
    assert (Screening.objects.get().answers or {})["wishes"] == "Lakay"
