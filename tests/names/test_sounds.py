"""Names written by ear share a key; others do not."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.names import readings
from lakay.names.normal import spelling
from lakay.names.sounds import sound_keys

PAIRS = [tuple(map(spelling, line.split())) for line in Path(__file__).with_name("sound_pairs.txt").read_text().splitlines()]


def alike(one: str, two: str) -> bool:
    return bool(set(sound_keys(one)) & set(sound_keys(two)))


def test_at_least_45_of_50_french_and_creole_pairs_share_a_key():
    assert len(PAIRS) == 50
    apart = [pair for pair in PAIRS if not alike(*pair)]
    assert len(apart) <= 5, apart


def test_at_most_one_in_a_hundred_other_pairs_shares_a_key():
    pairs = [(one, two) for (one, *_), (_, two) in combinations(PAIRS, 2)]
    together = [pair for pair in pairs if alike(*pair)]
    assert len(pairs) == 1225
    assert len(together) <= 12, together


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("JOHANNA", "YOHANNA"),
        ("VASQUEZ", "BASQUES"),
        ("JIMENEZ", "XIMENEZ"),
        ("NUNEZ", "NUNES"),
        ("GUILLERMO", "GUIYERMO"),
        ("ZAPATA", "SAPATA"),
        ("MICHELINE", "MICHLIN"),
        ("DESROSIERS", "DEWOZYE"),
        ("PHILLIP", "FILIP"),
        ("WRIGHT", "RIGHT"),
    ],
)
def test_spanish_english_and_hard_french_spellings_share_a_key(one, two):
    assert alike(one, two)


@pytest.mark.parametrize(("one", "two"), [("DORVIL", "DORVAL"), ("ROLAND", "RONALD"), ("PIERRE", "PAUL")])
def test_other_names_share_none(one, two):
    assert not alike(one, two)


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=14))
def test_every_word_has_keys_and_its_own_reading_does_not_depend_on_the_letters_asked_for_first(word):
    assert sound_keys(word)
    everything = [
        tuple((frozenset(word + "gutymn@&%" + word.lower() + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), change) for _, change in table)
        for table in (readings.FRENCH_CONSONANTS, readings.FRENCH_VOWELS, readings.CODA)
    ]
    quick = readings.read(word, (readings.FRENCH_CONSONANTS, readings.FRENCH_VOWELS, readings.CODA))
    assert quick == readings.read(word, everything)
