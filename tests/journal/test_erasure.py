"""Whoever is erased can no longer be read: not in the tables, not in the journal, not in the file."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from lakay.journal import checking, rebuild
from lakay.journal.erasure import MayNotErase, NobodyToErase, erase_subject
from lakay.journal.keys import Erased
from lakay.journal.models import Conflict, Event, Head, SubjectKey
from lakay.kernel.ids import new_id
from tests.journal.sample.actions import change_card, stamp
from tests.journal.sample.models import Card, Stamp

CANARIES = [f"KANARI-{number}-ZWAZO" for number in range(6)]


def whole():
    assert list(checking.findings()) == []
    assert list(rebuild.drifts()) == []
    before = list(rebuild.dump())
    rebuild.rebuild()
    assert list(rebuild.dump()) == before


@pytest.fixture
def wideline(card, marie, now):
    """A card with a canary in each sealed field, changed, and stamped."""
    one = card(name=CANARIES[0], story=CANARIES[1], address=CANARIES[2], colour="red")
    change_card(by=marie, at=now, card=one, name=CANARIES[3], colour="blue")
    stamp(by=marie, at=now, card=one, number=1, remark=CANARIES[4], data=CANARIES[5].encode())
    return one


@pytest.mark.django_db
def test_her_values_are_gone_and_what_is_not_hers_stays(wideline, card, officer_of_data, now):
    neighbour = card(name="Lola", colour="green")
    receipt = erase_subject(by=officer_of_data, at=now, subject=wideline.id)
    erased, one_stamp = Card.objects.get(id=wideline.id), Stamp.objects.get()
    assert (erased.name, erased.story, erased.address, erased.colour) == ("", "", "", "blue")
    assert (one_stamp.remark, one_stamp.data, one_stamp.number) == ("", None, 1)
    assert Card.objects.get(id=neighbour.id).name == "Lola"
    assert SubjectKey.objects.get(subject=wideline.id).wrapped is None
    assert Event.objects.get(id=receipt.event).action == "journal.subject.erase"
    whole()


@pytest.mark.django_db
def test_nothing_personal_can_be_entered_about_her_any_more(wideline, marie, officer_of_data, now):
    erase_subject(by=officer_of_data, at=now, subject=wideline.id)
    erased = Card.objects.get(id=wideline.id)
    with pytest.raises(Erased):
        change_card(by=marie, at=now, card=erased, name="again")
    change_card(by=marie, at=now, card=erased, colour="grey")
    with pytest.raises(Erased):
        erase_subject(by=officer_of_data, at=now, subject=wideline.id)
    whole()


@pytest.mark.django_db
def test_not_everybody_may_erase_and_not_everybody_is_there(wideline, marie, officer_of_data, now):
    with pytest.raises(MayNotErase):
        erase_subject(by=marie, at=now, subject=wideline.id)
    with pytest.raises(NobodyToErase):
        erase_subject(by=officer_of_data, at=now, subject=new_id())
    assert Card.objects.get().name == CANARIES[3]
    whole()


@pytest.mark.django_db
def test_kept_conflicts_of_hers_go_too(wideline, officer_of_data, now):
    Conflict.objects.create(
        kind="sample.card", record=wideline.id, field="name", origin="a.b", seq=1, hlc=1, event=new_id(), value=CANARIES[0]
    )
    erase_subject(by=officer_of_data, at=now, subject=wideline.id)
    assert Conflict.objects.count() == 0


def test_a_writer_that_had_her_key_in_memory_forgets_it(node, wideline, marie, officer_of_data, now):
    generation = Head.objects.get().key_generation
    erase_subject(by=officer_of_data, at=now, subject=wideline.id)
    assert Head.objects.get().key_generation == generation + 1
    with pytest.raises(Erased):
        stamp(by=marie, at=now, card=Card.objects.get(id=wideline.id), number=2, remark="again")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL: see ADR 0006")
@pytest.mark.skipif(settings.ENCRYPTED, reason="in an encrypted store nothing was to be found before either")
def test_no_byte_of_her_is_left_in_the_files(node, wideline, card, marie, officer_of_data, now):
    card(name="KANARI-LAKAY-RETE")
    long = "KANARI-LONG " * 1000
    change_card(by=marie, at=now, card=wideline, story=long)
    assert traces(CANARIES[3])
    erase_subject(by=officer_of_data, at=now, subject=wideline.id)
    card(name="after the erasure")  # the writer has done what it had to do after the commit before
    assert [canary for canary in [*CANARIES, "KANARI-LONG"] if traces(canary)] == []
    assert traces("KANARI-LAKAY-RETE")


def traces(text):
    """The files of the store that hold the text, while the writer has them open."""
    name = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    files = list(name.parent.glob("*.sqlite3*"))
    assert files
    return [path.name for path in files if text.encode() in path.read_bytes()]
