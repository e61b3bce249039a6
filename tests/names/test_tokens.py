"""The words of a name, however it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.names.normal import spelling
from lakay.names.tokens import Place, Role, parse, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jean-Baptiste, Marie", ("JEAN", "BAPTISTE", "MARIE")),
        ("Jn Baptiste", ("JEAN", "BAPTISTE")),
        ("Ste-Rose Anne", ("SAINTE", "ROSE", "ANNE")),
        ("Stfleur Anne", ("SAINT", "FLEUR", "ANNE")),
        ("STELOUIS", ("SAINTE", "LOUIS")),
        ("Stella Stanley", ("STELLA", "STANLEY")),
        ("Steeve Strong", ("STEEVE", "STRONG")),
        ("JEAN<BAPTISTE<<MARIE<ROSE<<<<", ("JEAN", "BAPTISTE", "MARIE", "ROSE")),
        ("Dr. Ramón de la Cruz", ("RAMON", "CRUZ")),
        ("J.B. Louis", ("J", "B", "LOUIS")),
        ("de la", ("DE", "LA")),
        ("D’Haïti", ("DHAITI",)),
        ("Muñoz", ("MUNOZ",)),
        ("MUNXXOZ", ("MUNOZ",)),
        ("P1erre J0seph", ("PIERRE", "JOSEPH")),
        ("", ()),
        ("<<<", ()),
    ],
)
def test_the_words_of_a_name(text, words):
    assert tokens(text) == words


def test_a_spelling_keeps_the_letters_that_its_sound_is_read_off():
    assert spelling("Guerline Noël") == "GUERLINE NOEL"


def test_a_comma_or_two_fillers_say_which_name_is_the_family_s():
    for text in ("Pierre-Louis, Marie", "PIERRE<LOUIS<<MARIE"):
        assert [token.place for token in parse(text)] == [Place.FAMILY, Place.FAMILY, Place.GIVEN]


def test_each_word_has_its_role():
    roles = {token.word: token.role for token in parse("Dr. de la Cruz St-Fleur J.")}
    assert roles == {
        "DR": Role.TITLE,
        "DE": Role.PARTICLE,
        "LA": Role.PARTICLE,
        "CRUZ": Role.NAME,
        "SAINT": Role.SAINT,
        "FLEUR": Role.NAME,
        "J": Role.INITIAL,
    }


@given(st.text(max_size=40))
def test_words_are_capital_letters_whatever_is_written(text):
    assert all(word.isascii() and word.isalpha() and word.isupper() for word in tokens(text))
