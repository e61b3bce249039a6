"""What is asked before Enter admits: a child's companion, the declaration, notes of the list, the protection desk, the chip."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lakay.access.policy import Permission
from lakay.border.models import Call, ChipCheck, Crossing, Declaration, Encounter, Hit, MinorCheck, SecondLook
from lakay.border.queries import last_admitted
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.traveldocs.generate import generate
from tests.web.booth.conftest import Sit, decide, scan

pytestmark = pytest.mark.django_db

CHILD = date(2016, 5, 1)


def passport(country: str = "HTI", number: str = "RD2000001", born: date = date(1991, 3, 4), surname: str = "Pierre") -> str:
    """The zone of an invented passport of a person of any age."""
    return "\r".join(
        generate(
            "TD3",
            document_code="P",
            issuing_state=country,
            document_number=number,
            surname=surname,
            given_names="Lovely",
            nationality=country,
            birth=born,
            sex="F",
            expiry=SystemClock().now().date() + timedelta(days=900),
        )
    )


def child(number: str = "RD3000001") -> str:
    """A child's passport."""
    return passport(number=number, born=CHILD, surname="Timoun")


def here() -> Encounter:
    """The traveller in front."""
    return Encounter.objects.latest("at")


def answer(client: Client, page: str, **sent: Any) -> Any:
    """Answer a question about the traveller in front."""
    values = {"encounter": str(here().pk), "command": str(uuid4()), **sent}
    return client.post(f"/booth/{page}/", values, headers={"HX-Request": "true"})


# ---------------------------------------------------------------- children


def test_the_question_about_a_child_opens_by_itself_and_enter_waits_for_it(marie: Client) -> None:
    page = scan(marie, child()).content.decode()
    assert 'name="answer"' in page
    assert 'id="admit"' not in page
    refused = decide(marie, here().pk)
    assert refused.status_code == 422
    assert not Crossing.objects.exists()


def test_a_child_with_a_parent_who_passed_before_is_admitted(marie: Client) -> None:
    scan(marie, passport())
    mother = here()
    decide(marie, mother.pk)
    page = scan(marie, child()).content.decode()
    assert f'value="{mother.pk}"' in page
    assert 'id="admit"' in answer(marie, "minor", answer="parent", companion=str(mother.pk)).content.decode()
    check = MinorCheck.objects.get()
    assert (check.companion_id, check.companion_encounter) == (mother.person_id, mother.pk)
    assert decide(marie, here().pk).status_code == 200


@pytest.mark.parametrize("alone", ["alone", "not-parent", "unsure"])
def test_these_answers_call_the_protection_desk_and_the_booth_sees_no_reason(marie: Client, alone: str) -> None:
    scan(marie, child())
    page = answer(marie, "minor", answer=alone).content.decode()
    assert "Protection desk called: waiting" in page
    assert 'id="admit"' not in page
    assert decide(marie, here().pk).status_code == 422
    assert Call.objects.get().status == "waiting"


def test_enter_admits_once_the_protection_desk_has_closed(marie: Client, sit: Sit) -> None:
    scan(marie, child())
    answer(marie, "minor", answer="alone")
    assert marie.get(f"/booth/calls/{here().pk}/").json() == {"status": "waiting"}
    close(Call.objects.get())
    assert marie.get(f"/booth/calls/{here().pk}/").json() == {"status": "closed"}
    again = marie.get(f"/booth/calls/{here().pk}/", headers={"HX-Request": "true"}).content.decode()
    assert 'id="admit"' in again
    assert decide(marie, here().pk).status_code == 200


def close(call: Call) -> None:
    """The protection desk is done."""
    finish(by=system_actor("tests", frozenset(Permission)), at=SystemClock().now(), call=call)


@action("sample.call.close", Purpose.PROTECTION)
def finish(act: Act, *, by: Actor, at: Any, call: Call, command: UUID | None = None) -> None:
    """What the desk does, without its page."""
    act.update(call, status="closed", closed_by=by.id, closed_at=at, taken_by=by.id, taken_at=at)


def test_a_colleague_sees_nothing_of_a_call(marie: Client, sit: Sit) -> None:
    scan(marie, child())
    answer(marie, "minor", answer="alone")
    assert sit("jean").get(f"/booth/calls/{here().pk}/").status_code == 404


def test_an_authorised_child_needs_the_paper(marie: Client) -> None:
    scan(marie, child())
    said = answer(marie, "minor", answer="authorised", companion_name="Tante Rose")
    assert said.status_code == 422
    assert b"Tante Rose" in said.content
    assert answer(marie, "minor", answer="authorised", paper="notary 17/2026").status_code == 200
    assert MinorCheck.objects.get().paper == "notary 17/2026"


def test_one_key_calls_the_protection_desk_for_anybody_and_only_once(marie: Client) -> None:
    scan(marie, passport())
    assert b"Protection desk called" in answer(marie, "call").content
    answer(marie, "call")
    assert Call.objects.get().source == "officer"
    assert decide(marie, here().pk).status_code == 422


# ---------------------------------------------------------------- declarations


def test_a_visitor_is_asked_and_a_citizen_is_not(marie: Client) -> None:
    assert b'name="purpose"' in scan(marie, passport("USA", "512345678")).content
    assert decide(marie, here().pk).status_code == 422
    assert b'name="purpose"' not in scan(marie, passport()).content


def test_what_is_missing_is_said_and_what_was_typed_stays(marie: Client) -> None:
    scan(marie, passport("USA", "512345678"))
    said = answer(marie, "declare", purpose="trade", phone="3412 0000")
    assert said.status_code == 422
    assert b"Ask where the person will stay." in said.content
    assert b"3412 0000" in said.content
    done = answer(marie, "declare", purpose="trade", address="12 rue Pavée")
    assert b'id="admit"' in done.content
    assert Declaration.objects.get().address_key
    assert decide(marie, here().pk).status_code == 200


def test_without_a_visa_nobody_is_admitted_at_the_booth(marie: Client) -> None:
    scan(marie, passport("DOM", "SE1234567"))
    assert answer(marie, "declare", purpose="trade").status_code == 422
    said = answer(marie, "declare", purpose="trade", visa="no")
    assert b'id="admit"' not in said.content
    assert decide(marie, here().pk).status_code == 422


def test_with_a_visa_the_stay_is_kept_with_the_movement(marie: Client) -> None:
    scan(marie, passport("DOM", "SE1234567"))
    answer(marie, "declare", purpose="trade", visa="yes")
    assert decide(marie, here().pk).status_code == 200
    assert Crossing.objects.get().stay_rule == "neighbour"


def test_a_declaration_sent_twice_is_one(marie: Client) -> None:
    scan(marie, passport("USA", "512345678"))
    for _n in range(2):
        last = answer(marie, "declare", purpose="trade", address="12 rue Pavée")
    assert last.status_code == 422
    assert Declaration.objects.count() == 1


# ---------------------------------------------------------------- notes of the list


def note(stops: bool, protective: bool = False) -> Hit:
    """A note of the list about the traveller in front, as the look-up leaves it."""
    encounter = here()
    codes = ["protection"] if protective else ["alert_stop" if stops else "alert_look"]
    Encounter.objects.filter(pk=encounter.pk).update(problems=codes)
    return Hit.objects.create(
        id=uuid4(),
        encounter=encounter,
        person_id=encounter.person_id,
        at=encounter.at,
        alert=uuid4(),
        category="protective" if protective else "wanted",
        protective=protective,
        stops=stops,
        basis="name",
        evidence=["name_same", "birth_unknown"],
        versions={},
    )


def test_a_note_keeps_enter_shut_until_another_key_has_read_it(marie: Client) -> None:
    scan(marie, passport())
    hit = note(stops=False)
    assert decide(marie, here().pk).status_code == 422
    page = answer(marie, "acknowledge", hit=str(hit.pk)).content.decode()
    assert 'id="admit"' in page
    hit.refresh_from_db()
    assert hit.acknowledged_at
    assert decide(marie, here().pk).status_code == 200


def test_a_note_that_stops_goes_to_the_second_line(marie: Client) -> None:
    scan(marie, passport())
    note(stops=True)
    assert b'id="admit"' not in answer(marie, "call").content
    assert decide(marie, here().pk).status_code == 422
    assert b"Handed over" in answer(marie, "second-line").content
    assert b"with the second line" in decide(marie, here().pk, "refused", reason="in-doubt").content
    assert not Crossing.objects.exists()


def test_what_the_officer_writes_goes_along_to_the_second_line(marie: Client) -> None:
    scan(marie, passport())
    assert b"Handed over" in answer(marie, "second-line", note="  The photo is not of this man.  ").content
    assert SecondLook.objects.get().note == "The photo is not of this man."


def test_a_protective_note_is_never_shown(marie: Client) -> None:
    scan(marie, passport())
    hit = note(stops=False, protective=True)
    assert answer(marie, "acknowledge", hit=str(hit.pk)).status_code == 404
    assert b"wanted" not in answer(marie, "call").content


# ---------------------------------------------------------------- chips


def test_a_chip_that_cannot_be_checked_holds_nobody_up(marie: Client) -> None:
    scan(marie, passport())
    file = SimpleUploadedFile("EF.SOD.bin", b"\x77\x00")
    page = answer(marie, "chip", files=[file])
    assert page.status_code == 200
    check = ChipCheck.objects.get()
    assert check.verdict in {"cannot_check", "forged"}
    assert decide(marie, here().pk).status_code == (200 if check.verdict == "cannot_check" else 422)


def test_files_without_the_security_object_are_told_of(marie: Client) -> None:
    scan(marie, passport())
    assert answer(marie, "chip", files=[SimpleUploadedFile("DG1.bin", b"x")]).status_code == 422
    assert not ChipCheck.objects.exists()


def test_a_forged_chip_closes_the_way(marie: Client) -> None:
    scan(marie, passport())
    ChipCheck.objects.create(id=uuid4(), encounter=here(), at=here().at, verdict="forged", step="signature")
    assert decide(marie, here().pk).status_code == 422
    assert last_admitted(here().person_id) is None
