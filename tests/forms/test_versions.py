"""A form is drafted by one person, published by another, and kept for ever."""

from __future__ import annotations

import pytest

from lakay.forms.actions import (
    VersionKnown,
    close_form,
    draft_version,
    give_back,
    load_forms,
    propose_version,
    publish_version,
    reopen_form,
    retire_version,
)
from lakay.forms.actions.versions import Packed
from lakay.forms.codes import VERSION_STATES, VersionStatus
from lakay.forms.making import Refused, make
from lakay.forms.models import Form, Version
from lakay.forms.pack import load_pack_forms, pack_forms
from lakay.forms.permissions import FORM_PUBLISH
from lakay.forms.queries import definition_of, offered, version_named
from lakay.kernel.actors import system_actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from tests.forms.conftest import FRANTZ, MARIE, NOW, SMALL, SOLANGE, made, published

NEXT = SMALL.replace("| small | 1 |", "| small | 2 |")
LANGUAGES = ("Kreyòl (ht)", "Français (fr)", "Español (es)", "English (en)")


def draft(text: str = SMALL) -> Version:
    kept = draft_version(by=FRANTZ, at=NOW, made=made(text), purpose=Purpose.PROTECTION)
    return Version.objects.get(pk=kept.id_of(Version))


@pytest.mark.django_db
def test_nobody_publishes_alone() -> None:
    version = draft()
    assert not offered().exists()
    with pytest.raises(CannotMove):
        publish_version(by=SOLANGE, at=NOW, version=version)
    propose_version(by=FRANTZ, at=NOW, version=version)
    for by in (FRANTZ, MARIE):
        with pytest.raises(NotAllowed):
            publish_version(by=by, at=NOW, version=version)
    publish_version(by=SOLANGE, at=NOW, version=version)
    assert [one.pk for one in offered()] == [version.pk]


@pytest.mark.django_db
def test_who_wrote_it_does_not_publish_what_another_proposed() -> None:
    version = draft()
    propose_version(by=SOLANGE, at=NOW, version=version)
    with pytest.raises(NotAllowed):
        publish_version(by=FRANTZ, at=NOW, version=version)


@pytest.mark.django_db
def test_the_second_person_gives_back_with_a_reason() -> None:
    version = draft()
    propose_version(by=FRANTZ, at=NOW, version=version)
    with pytest.raises(NotAllowed):
        give_back(by=SOLANGE, at=NOW, version=version, note=" ")
    give_back(by=SOLANGE, at=NOW, version=version, note="The third question is not clear.")
    version.refresh_from_db()
    assert (version.status, version.proposed_by, version.note) == (VersionStatus.DRAFT, None, "The third question is not clear.")


@pytest.mark.django_db
def test_a_new_version_takes_the_place_of_the_one_before_and_both_stay() -> None:
    first, second = published(), published(NEXT)
    first.refresh_from_db()
    assert (first.status, second.status, second.number) == (VersionStatus.RETIRED, VersionStatus.PUBLISHED, 2)
    assert [one.pk for one in offered()] == [second.pk]
    assert version_named("small", "1") == first
    assert (first.workbook, first.xml) == (SMALL.encode(), made().xform)
    retire_version(by=FRANTZ, at=NOW, version=second, note="No longer used.")
    assert not offered().exists()
    assert definition_of(second).version == "2"


@pytest.mark.django_db
def test_the_same_workbook_again_changes_nothing_and_another_under_its_version_is_refused() -> None:
    draft()
    draft_version(by=FRANTZ, at=NOW, made=made(), purpose=Purpose.PROTECTION)
    assert Version.objects.count() == 1
    with pytest.raises(VersionKnown):
        draft(SMALL.replace("| Age |", "| Your age |"))


@pytest.mark.django_db
def test_a_form_is_closed_and_opened_again() -> None:
    form = published().form
    close_form(by=FRANTZ, at=NOW, form=form)
    assert not offered().exists()
    reopen_form(by=FRANTZ, at=NOW, form=form)
    assert offered().exists()
    with pytest.raises(NotAllowed):
        close_form(by=MARIE, at=NOW, form=form)


@pytest.mark.django_db
def test_the_forms_of_the_pack_are_published_once() -> None:
    by = system_actor("tests", frozenset({str(FORM_PUBLISH)}))
    assert load_pack_forms(by=by, at=NOW) == 10
    assert load_pack_forms(by=by, at=NOW) == 0
    assert set(offered().values_list("form__code", flat=True)) == {
        *("rapid_screening", "full_screening", "child_screening", "reception_registration", "home_visit")
    }
    assert Form.objects.filter(agency="").count() == 5


@pytest.mark.django_db
def test_a_new_version_of_the_pack_retires_the_one_before() -> None:
    by = system_actor("tests", frozenset({str(FORM_PUBLISH)}))
    load_forms(by=by, at=NOW, packed=[Packed(made(), Purpose.PROTECTION)])
    load_forms(by=by, at=NOW, packed=[Packed(made(NEXT), Purpose.PROTECTION)])
    assert list(Version.objects.order_by("number").values_list("says", "status")) == [("1", "retired"), ("2", "published")]
    with pytest.raises(NotAllowed):
        load_forms(by=MARIE, at=NOW, packed=[])


def test_the_forms_of_the_pack_speak_four_languages() -> None:
    for one in pack_forms():
        form = one.made.definition
        assert form.languages == LANGUAGES
        assert all(set(field.labels) == set(LANGUAGES) and all(field.labels.values()) for field in form.asked())
        assert all(set(choice.labels) == set(LANGUAGES) for field in form.asked() for choice in field.choices or ())


def test_a_mapping_that_does_not_fit_is_refused() -> None:
    for mapping in ("target = 1", "target = 'x'\n[fields]\na = 'nowhere'", "not toml", "target = 'x'\nother = 1"):
        with pytest.raises(Refused) as refused:
            made(SMALL, mapping)
        assert [fault.code for fault in refused.value.faults] == ["bad_mapping"]


def test_a_bad_workbook_is_refused_before_anything_is_converted() -> None:
    with pytest.raises(Refused) as refused:
        make(b"no workbook", "x.md", NOW)
    assert refused.value.faults


def test_every_state_has_a_way_on_but_the_last() -> None:
    assert VERSION_STATES.ends == {VersionStatus.RETIRED}
