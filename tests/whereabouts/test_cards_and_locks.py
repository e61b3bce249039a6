"""The card that a person carries, and the lock on their address."""

from __future__ import annotations

import pytest

from lakay.access.address_lock import LOCKED, blank_of, is_hidden, locked_among, stripped
from lakay.access.visibility import visible
from lakay.journal.registry import tables
from lakay.kernel.fields import FieldClass
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.protection.models import Intake
from lakay.whereabouts import queries
from lakay.whereabouts.actions import (
    AlreadyLocked,
    CardSpoilt,
    end_card,
    issue_card,
    lift_lock,
    present_card,
    set_lock,
)
from lakay.whereabouts.models import Card, CardUse
from lakay.whereabouts.rules.cards import MadeCard, NotACard, WordTooShort, digest_of, is_the_word, make_card, read_card
from lakay.whereabouts.rules.codes import CardEnd
from tests.protection.office import HOUR, NOW, opened, person

pytestmark = pytest.mark.django_db
CHEAP = (1, 8, 1)
WORD = "Mango Fransik"
PROTECTION = Purpose.PROTECTION


def issue(intake: Intake) -> tuple[MadeCard, Card]:
    made = make_card(WORD, CHEAP)
    issue_card(by=person("nadege"), at=NOW, intake=intake, made=made)
    card = queries.card_of(intake)
    assert card is not None
    return made, card


def test_the_paper_holds_a_secret_and_the_tables_do_not() -> None:
    made, card = issue(opened("nadege"))
    secret = read_card(made.text)
    assert card.digest == digest_of(secret)
    assert queries.card_by(digest_of(secret)) == card
    stored = repr(Card.objects.values().get())
    assert made.text.removeprefix("LAKAY ").replace(" ", "") not in stored
    assert made.text.upper() == made.text


def test_a_reader_that_sends_it_without_its_beginning_is_understood() -> None:
    made = make_card(WORD, CHEAP)
    assert read_card(made.text) == read_card(made.text.lower()) == read_card(made.text.removeprefix("LAKAY "))
    for text in ("", "LAKAY", "P<HTIJEAN<<MARIE", made.text[:-1]):
        with pytest.raises(NotACard):
            read_card(text)


def test_the_word_is_the_holders_however_it_is_written() -> None:
    made = make_card("Tèt Chaje", CHEAP)
    secret = read_card(made.text)
    assert is_the_word(made.check, secret, " tet  CHAJE ", CHEAP)
    assert not is_the_word(made.check, secret, "tet chaj", CHEAP)
    assert not is_the_word(made.check, read_card(make_card("Tèt Chaje", CHEAP).text), "tet chaje", CHEAP)
    with pytest.raises(WordTooShort):
        make_card("a b c", CHEAP)


def test_another_desk_finds_the_file_for_a_shift_and_not_longer() -> None:
    intake = opened("nadege")
    _made, card = issue(intake)
    roseline = person("roseline")
    assert not visible(roseline, PROTECTION, Intake, queries.shown_to(roseline, NOW)).exists()
    present_card(by=roseline, at=NOW, card=card, right=True, why="She needs a bed tonight.")
    live = queries.shown_to(roseline, NOW)
    assert list(visible(roseline, PROTECTION, Intake, live)) == [intake]
    assert queries.shown_to(person("mirlande"), NOW) == {}
    assert queries.shown_to(roseline, NOW + 8 * HOUR) == {}
    end_card(by=person("nadege"), at=NOW, card=card, intake=intake, why=CardEnd.LOST)
    assert queries.shown_to(roseline, NOW) == {}
    with pytest.raises(CardSpoilt):
        present_card(by=roseline, at=NOW, card=card, right=True)


def test_five_wrong_words_spoil_a_card_and_a_new_one_ends_it() -> None:
    intake = opened("nadege")
    _made, card = issue(intake)
    for _try in range(4):
        present_card(by=person("roseline"), at=NOW, card=card, right=False)
    present_card(by=person("roseline"), at=NOW + HOUR, card=card, right=True)
    for _try in range(5):
        present_card(by=person("roseline"), at=NOW + 2 * HOUR, card=card, right=False)
    with pytest.raises(CardSpoilt):
        present_card(by=person("roseline"), at=NOW + 2 * HOUR, card=card, right=True)
    issue(intake)
    card.refresh_from_db()
    assert (card.ended_why, Card.objects.filter(ended_at=None).count()) == ("renewed", 1)
    assert CardUse.objects.count() == 10


def test_a_border_role_reads_no_card_and_a_stranger_issues_none() -> None:
    intake = opened("nadege")
    _made, card = issue(intake)
    with pytest.raises(NotAllowed):
        present_card(by=person("marie"), at=NOW, card=card, right=True)
    for name in ("mirlande", "marie"):
        with pytest.raises(NotAllowed):
            issue_card(by=person(name), at=NOW, intake=intake, made=make_card(WORD, CHEAP))


def test_what_is_locked_looks_as_if_it_had_never_been_said() -> None:
    intake = opened("nadege", person=person("marie").id)
    set_lock(by=person("nadege"), at=NOW, intake=intake, reason="Her husband looks for her.")
    traveller = intake.person
    assert traveller is not None
    assert locked_among([traveller, intake.pk]) == {traveller, intake.pk}
    said = {"value": "+509", "contact_kind": "phone"}
    assert stripped("people.contact", traveller, said) == {"contact_kind": "phone"}
    assert stripped("people.contact", person("mirlande").id, said) == said
    assert not is_hidden(intake, "assigned_to")
    with pytest.raises(AlreadyLocked):
        set_lock(by=person("nadege"), at=NOW, intake=intake, reason="")


def test_the_case_worker_is_hidden_where_that_was_said() -> None:
    intake = opened("nadege")
    set_lock(by=person("nadege"), at=NOW, intake=intake, reason="Her husband knows us.", case_worker=True)
    assert is_hidden(intake, "assigned_to")
    assert blank_of(intake, "assigned_to") is None
    assert stripped("protection.intake", intake.pk, {"assigned_to": 1, "post": "HT-OUA"}) == {"post": "HT-OUA"}


def test_another_person_lifts_the_lock() -> None:
    intake = opened("nadege")
    set_lock(by=person("nadege"), at=NOW, intake=intake, reason="Her husband looks for her.")
    lock = queries.lock_of(intake)
    assert lock is not None
    with pytest.raises(NotAllowed, match="Another person"):
        lift_lock(by=person("nadege"), at=NOW, lock=lock, why="He is in prison.")
    with pytest.raises(NotAllowed, match="Write why"):
        lift_lock(by=person("ginette"), at=NOW, lock=lock, why=" ")
    lift_lock(by=person("ginette"), at=NOW, lock=lock, why="He is in prison.")
    assert locked_among([intake.pk]) == frozenset()


def test_every_field_of_whereabouts_is_behind_the_lock() -> None:
    fields = {
        (table.kind, name)
        for table in tables().values()
        for name, field_class in table.model.classes.items()
        if field_class is FieldClass.WHEREABOUTS and not table.kind.startswith("sample.")
    }
    assert fields <= {(kind, name) for kind, entry in LOCKED.items() for name in entry.fields}
