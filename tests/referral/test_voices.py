"""What people say: of a service, and of us."""

from __future__ import annotations

import pytest

from lakay.access.visibility import visible
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.referral.actions import CODE_HOLDER, answer_complaint, complain, give_feedback
from lakay.referral.actions.voices import NothingSaid, NotYet
from lakay.referral.models import Complaint, Feedback
from lakay.referral.queries import answer_to, complaints
from lakay.referral.rules.given import Complained, Told
from tests.referral.office import NOW, a_boy, drafted, person, sent

pytestmark = pytest.mark.django_db
CARE = Purpose.PROTECTION


def complaint(text: str = "I waited all day.", **more: object) -> Complaint:
    given = Complained(text, "public", **more)  # type: ignore[arg-type]
    return Complaint.objects.get(pk=complain(by=CODE_HOLDER, at=NOW, given=given).id_of(Complaint))


def test_what_the_person_says_is_kept_and_not_said_is_not_no() -> None:
    referral = sent()
    give_feedback(by=CODE_HOLDER, at=NOW, referral=referral, told=Told(True, False, None), channel="public")
    kept = Feedback.objects.get()
    assert (kept.understood, kept.safe, kept.satisfied) == (True, False, None)
    assert visible(person("nadege"), CARE, Feedback).count() == 1
    assert not visible(person("sister"), CARE, Feedback).exists(), "the service does not read who complained of it"


def test_nothing_said_is_no_feedback_and_nothing_went_is_nothing_to_say_of() -> None:
    with pytest.raises(NothingSaid):
        give_feedback(by=CODE_HOLDER, at=NOW, referral=sent(), told=Told(None, None, None, " "), channel="public")
    with pytest.raises(NotYet):
        give_feedback(by=CODE_HOLDER, at=NOW, referral=drafted(a_boy()), told=Told(True, True, True), channel="public")


def test_a_complaint_needs_no_name_and_its_number_tells_the_answer() -> None:
    made = complaint()
    assert (made.contact, made.taken_by) == ("", None)
    assert answer_to(made.number) == made
    answer_complaint(by=person("ginette"), at=NOW, complaint=made, answer="Two more people work there now.")
    found = answer_to(made.number)
    assert found is not None
    assert found.answer == "Two more people work there now."
    assert answer_to("XXXX-XXXX") is None


def test_those_who_may_be_complained_of_do_not_read_complaints() -> None:
    made = complaint()
    assert [complaints(person(name), CARE).count() for name in ("ginette", "nadege", "sister", "marie")] == [1, 0, 0, 0]
    for name in ("nadege", "sister", "marie"):
        with pytest.raises(NotAllowed):
            answer_complaint(by=person(name), at=NOW, complaint=made, answer="No.")


def test_a_complaint_without_an_answer_stands_before_one_that_has_one() -> None:
    answered, waits = complaint("One."), complaint("Two.")
    answer_complaint(by=person("ginette"), at=NOW, complaint=answered, answer="Done.")
    assert list(complaints(person("ginette"), CARE)) == [waits, answered]


def test_an_empty_complaint_or_answer_is_none() -> None:
    with pytest.raises(NothingSaid):
        complaint("  ")
    with pytest.raises(NothingSaid):
        answer_complaint(by=person("ginette"), at=NOW, complaint=complaint(), answer=" ")
