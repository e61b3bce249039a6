"""Answers that came by a form."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from lakay.forms.targets import TARGETS, Given, NotTaken
from lakay.journal.writing import Act, write_event
from lakay.protection.answered_forms import TARGET
from lakay.protection.models import Intake, Screening
from tests.protection.office import NOW, opened, person

pytestmark = pytest.mark.django_db
SAID = {"instrument": "rapid", "private": "yes", "interpreter": "no", "interviewer_sex": "F", "language": "ht", "safe_now": "no"}


def filled(about: UUID | None = None, at: datetime = NOW, version: str = "2026.1", **more: Any) -> list[UUID]:
    """What the target makes of a form that Nadege filled."""
    given = Given({**SAID, **more}, uuid4(), about or uuid4(), "rapid_screening", version, "IBESR", "HT-OUA")
    made: list[UUID] = []

    def write(act: Act) -> None:
        made.extend(TARGETS[TARGET](act, given))

    write_event("forms.submission.map", write, by=person("nadege"), at=at, purpose="protection")
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
