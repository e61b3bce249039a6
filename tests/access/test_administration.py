"""Accounts and roles as an administrator manages them, and where the administrator's hand ends."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from django.conf import settings

from lakay.access import actions, passwords, queries
from lakay.access.models import Agency, Grant, Password, Staff
from lakay.access.passwords import matches, new_temporary_password
from lakay.access.policy import Permission
from lakay.access.sessions import actor_for
from lakay.journal.models import Event
from lakay.journal.rebuild import drifts
from lakay.journal.rebuild import rebuild as rebuild_tables
from lakay.journal.writing import NOTHING_WRITTEN
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.places.pack import read_pack
from tests.access.conftest import INSTALLER, MORNING, PASSWORD, Office


def test_the_agencies_of_the_pack_are_entered_once(db: None) -> None:
    rows = list(read_pack(settings.PACK).agencies)
    actions.load_agencies(by=INSTALLER, at=MORNING, agencies=rows)
    assert Agency.objects.get(code="IBESR").name_in("ht").startswith("Enstiti")
    assert Agency.objects.get(code="IBESR").name_in("xx").startswith("Institut")
    assert actions.load_agencies(by=INSTALLER, at=MORNING, agencies=rows) == NOTHING_WRITTEN


def test_an_administrator_opens_an_account_in_the_own_agency_only(office: Office, password_hash: str) -> None:
    rose = office.as_actor("rose")
    receipt = actions.add_staff(
        by=rose, at=MORNING, username=" Luc.P ", full_name="Luc Pierre", agency=office.marie.agency, password_hash=password_hash
    )
    luc = Staff.objects.get(id=receipt.id_of(Staff))
    assert luc.username == "luc.p"
    assert Password.objects.get(staff=luc).temporary
    with pytest.raises(NotAllowed):
        actions.add_staff(
            by=rose, at=MORNING, username="other", full_name="X", agency=office.paul.agency, password_hash=password_hash
        )
    with pytest.raises(NotAllowed):
        actions.add_staff(
            by=rose, at=MORNING, username="LUC.P", full_name="X", agency=office.marie.agency, password_hash=password_hash
        )


def test_marie_opens_no_account_and_gives_no_role(office: Office, password_hash: str) -> None:
    marie = office.as_actor("marie")
    with pytest.raises(NotAllowed):
        actions.add_staff(
            by=marie, at=MORNING, username="x", full_name="X", agency=office.marie.agency, password_hash=password_hash
        )
    with pytest.raises(NotAllowed):
        actions.grant_role(by=marie, at=MORNING, staff=office.jean, role="inspector", post="HT-BEL")
    with pytest.raises(NotAllowed):
        actions.end_staff(by=marie, at=MORNING, staff=office.jean)
    with pytest.raises(NotAllowed):
        actions.reset_credentials(by=marie, at=MORNING, staff=office.jean, password_hash=password_hash)


def test_nobody_gives_a_role_to_themselves(office: Office) -> None:
    with pytest.raises(NotAllowed):
        actions.grant_role(by=office.as_actor("rose"), at=MORNING, staff=office.rose, role="inspector", post="")
    assert Grant.objects.filter(staff=office.rose).count() == 1


@pytest.mark.parametrize("role", ["", "superuser", "system", "everyone"])
def test_a_role_that_is_not_in_the_table_is_not_given(office: Office, role: str) -> None:
    with pytest.raises(NotAllowed):
        actions.grant_role(by=office.as_actor("rose"), at=MORNING, staff=office.marie, role=role, post="")


def test_no_role_is_given_across_agencies_or_to_an_ended_account_or_twice(office: Office) -> None:
    rose = office.as_actor("rose")
    with pytest.raises(NotAllowed):
        actions.grant_role(by=rose, at=MORNING, staff=office.paul, role="inspector", post="")
    with pytest.raises(NotAllowed):
        actions.grant_role(by=rose, at=MORNING, staff=office.marie, role="inspector", post="HT-WAN")
    actions.end_staff(by=rose, at=MORNING, staff=office.jean)
    with pytest.raises(NotAllowed):
        actions.grant_role(by=rose, at=MORNING, staff=Staff.objects.get(id=office.jean.id), role="inspector", post="HT-WAN")


def test_ending_an_account_ends_its_roles(office: Office) -> None:
    actions.end_staff(by=office.as_actor("rose"), at=MORNING, staff=office.marie)
    ended = Grant.objects.get(staff=office.marie)
    assert (ended.ended_at, ended.ended_by) == (MORNING, office.rose.id)
    stored = Staff.objects.select_related("agency").get(id=office.marie.id)
    assert actor_for(stored, MORNING, "HT-WAN").permissions == frozenset()
    assert queries.find_staff("marie") is None


def test_nobody_ends_or_resets_the_own_account(office: Office, password_hash: str) -> None:
    rose = office.as_actor("rose")
    with pytest.raises(NotAllowed):
        actions.end_staff(by=rose, at=MORNING, staff=office.rose)
    with pytest.raises(NotAllowed):
        actions.reset_credentials(by=rose, at=MORNING, staff=office.rose, password_hash=password_hash)


def test_a_password_is_set_by_its_person_alone(office: Office, password_hash: str) -> None:
    with pytest.raises(NotAllowed):
        actions.set_password(by=office.as_actor("rose"), at=MORNING, staff=office.marie.id, password_hash=password_hash)


def test_a_temporary_password_is_long_and_fits_its_hash() -> None:
    clear, stored = new_temporary_password()
    assert len(clear) == 19
    assert matches(stored, clear)
    assert not matches(stored, clear.upper())
    assert not matches(None, clear)
    assert not matches("not a hash", clear)


def test_a_hash_costs_a_thief_what_it_should() -> None:
    assert (passwords.PASSES, passwords.MEMORY_KIB) >= (2, 19 * 1024)
    told = extract_parameters(PasswordHasher(passwords.PASSES, passwords.MEMORY_KIB, passwords.LANES).hash("x"))
    assert told.type is Type.ID


def test_the_lists_show_the_own_agency(office: Office) -> None:
    rose, marie = office.as_actor("rose"), office.as_actor("marie")
    assert [one.username for one in queries.staff_list(rose, Purpose.ADMINISTRATION)] == ["jean", "marie", "rose"]
    assert [one.username for one in queries.staff_list(marie, Purpose.ADMINISTRATION)] == ["marie"]
    assert not queries.sessions_for(marie).exists()
    assert queries.staff_names([office.paul.id, INSTALLER.id]) == {office.paul.id: "Paul Etienne"}
    assert [grant.role for grant in queries.grants_of(office.claire)] == ["data_protection_officer"]


def test_names_and_secrets_lie_sealed_in_the_journal(office: Office) -> None:
    bodies = b"".join(bytes(body) for body in Event.objects.values_list("body", flat=True))
    for word in (b"Marie Desir", b"Altidor", b"argon2", PASSWORD.encode()):
        assert word not in bodies


def test_the_tables_are_made_again_from_the_journal(office: Office) -> None:
    actions.end_grant(by=office.as_actor("rose"), at=MORNING, grant=office.grant("jean"))
    before = [list(model.objects.order_by("pk").values()) for model in (Agency, Staff, Grant, Password)]
    assert list(drifts()) == []
    rebuild_tables()
    assert [list(model.objects.order_by("pk").values()) for model in (Agency, Staff, Grant, Password)] == before


def test_the_command_line_acts_under_a_name_of_its_own_with_few_permissions() -> None:
    from lakay.cli.staff import COMMAND_LINE

    assert not COMMAND_LINE.may(Permission.PERSON_VIEW)
    assert COMMAND_LINE.roles == {"system"}
