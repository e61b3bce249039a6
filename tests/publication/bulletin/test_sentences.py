"""Numbers in words that agree, in four languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.publication.bulletin.sizes import Change, Part, Way, change
from lakay.publication.bulletin.telling import LANGUAGES, NOUNS

CODES = ("ht", "fr", "es", "en")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ("okenn antre", "aucune entrée", "ninguna entrada", "no entry")),
        (1, ("yon antre", "une entrée", "una entrada", "one entry")),
        (3, ("twa antre", "trois entrées", "tres entradas", "three entries")),
        (1204, ("1\u202f204 antre", "1\u202f204 entrées", "1\u202f204 entradas", "1,204 entries")),
    ],
)
def test_a_count_agrees_with_what_it_counts(number: int, said: tuple[str, ...]) -> None:
    assert tuple(LANGUAGES[code].count(number, "entry") for code in CODES) == said


def test_masculine_words_have_masculine_numbers() -> None:
    assert [LANGUAGES[code].count(1, "man") for code in CODES] == ["yon gason", "un homme", "un hombre", "one man"]
    assert [LANGUAGES[code].count(0, "man") for code in CODES] == ["okenn gason", "aucun homme", "ningún hombre", "no man"]


@pytest.mark.parametrize(
    ("entries", "exits", "said"),
    [
        (7, 7, ("menm kantite antre ak sòti", "autant d’entrées que de sorties", "tantas entradas como salidas", "as many entries as exits")),
        (1010, 1000, (
            "prèske menm kantite antre ak sòti", "à peu près autant d’entrées que de sorties",
            "más o menos tantas entradas como salidas", "about as many entries as exits")),
        (112, 100, (
            "12\u00a0% plis antre pase sòti", "12\u00a0% d’entrées de plus que de sorties",
            "un 12\u00a0% más de entradas que de salidas", "12% more entries than exits")),
        (195, 100, (
            "prèske de fwa plis antre pase sòti", "près de deux fois plus d’entrées que de sorties",
            "casi el doble de entradas que de salidas", "nearly twice as many entries as exits")),
        (250, 100, (
            "plis pase de fwa plis antre pase sòti", "plus de deux fois plus d’entrées que de sorties",
            "más del doble de entradas que de salidas", "more than twice as many entries as exits")),
        (100, 400, (
            "kat fwa plis sòti pase antre", "quatre fois plus de sorties que d’entrées",
            "cuatro veces más salidas que entradas", "four times as many exits as entries")),
        (5000, 3, (
            "plis pase dis fwa plis antre pase sòti", "plus de dix fois plus d’entrées que de sorties",
            "más de diez veces más entradas que salidas", "more than ten times as many entries as exits")),
        (0, 4, (
            "sòti, men pa gen okenn antre", "des sorties, mais aucune entrée", "salidas, pero ninguna entrada", "exits but no entry")),
    ],
)  # fmt: skip
def test_two_counts_are_held_against_each_other(entries: int, exits: int, said: tuple[str, ...]) -> None:
    assert tuple(LANGUAGES[code].compared(entries, "entry", exits, "exit") for code in CODES) == said


def test_as_many_agrees_in_spanish() -> None:
    assert LANGUAGES["es"].compared(4, "man", 4, "woman") == "tantos hombres como mujeres"
    assert LANGUAGES["fr"].compared(4, "man", 4, "woman") == "autant d’hommes que de femmes"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ("Yo pa konte okenn antre nan mwa mas 2026.", "Aucune entrée n’a été comptée en mars 2026.",
             "No se contó ninguna entrada en marzo de 2026.", "No entry was counted in March 2026.")),
        (1, ("Yo konte yon antre nan mwa mas 2026.", "Une entrée a été comptée en mars 2026.",
             "Se contó una entrada en marzo de 2026.", "One entry was counted in March 2026.")),
        (2, ("Yo konte de antre nan mwa mas 2026.", "Deux entrées ont été comptées en mars 2026.",
             "Se contaron dos entradas en marzo de 2026.", "Two entries were counted in March 2026.")),
    ],
)  # fmt: skip
def test_a_sentence_agrees_with_its_number(number: int, said: tuple[str, ...]) -> None:
    spoken = [LANGUAGES[code] for code in CODES]
    assert tuple(one.total(number, "entry", one.over(("2026-03",))) for one in spoken) == said


def test_a_quarter_drops_its_vowel_in_french() -> None:
    french = LANGUAGES["fr"]
    assert french.over(("2026-04", "2026-05", "2026-06")) == "d’avril à juin 2026"
    assert french.over(("2026-01", "2026-02", "2026-03")) == "de janvier à mars 2026"
    assert french.changed("entry", french.from_to("2026-10", "2026-12"), Change(Way.SAME)).startswith(
        "D’octobre à décembre, le nombre d’entrées"
    )


def test_days_are_told_as_people_say_them() -> None:
    assert [LANGUAGES[code].over_days("2026-03-01", "2026-03-07") for code in CODES] == [
        "soti 1 mas rive 7 mas 2026",
        "du 1er mars au 7 mars 2026",
        "del 1 de marzo al 7 de marzo de 2026",
        "from 1 March to 7 March 2026",
    ]
    assert [LANGUAGES[code].within("2026-03-14") for code in CODES] == [
        "jou 14 mas",
        "le 14 mars",
        "el 14 de marzo",
        "on 14 March",
    ]


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (50, 100, "about half (50%)"),
        (331, 1000, "about a third (33.1%)"),
        (1, 100, "1%"),
        (100, 100, "all"),
        (96, 100, "nearly all (96%)"),
        (0, 9, "none"),
    ],
)
def test_a_share_has_its_name_and_its_percent(part: int, whole: int, said: str) -> None:
    assert LANGUAGES["en"].share(part, whole) == said


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [(4, 4, Way.SAME), (4, 5, Way.ROSE), (4, 3, Way.FELL), (4, 8, Way.MANIFOLD), (4, 2, Way.HALVED), (0, 2, Way.FROM_NOTHING),
     (2, 0, Way.TO_NOTHING)],
)  # fmt: skip
def test_a_change_has_its_word(before: int, after: int, way: Way) -> None:
    assert change(before, after).way is way


def test_every_language_has_every_word() -> None:
    names = {frozenset(one.nouns) for one in LANGUAGES.values()}
    assert len(names) == 1
    assert set(NOUNS.values()) <= next(iter(names))
    assert all(set(one.parts) == set(Part) and len(one.months) == 12 for one in LANGUAGES.values())


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_any_two_numbers_can_be_told(first: int, second: int) -> None:
    for language in LANGUAGES.values():
        told = [
            language.pair(
                language.compared(first, "entry", second, "exit"), language.count(first, "entry"), language.count(second, "exit")
            ),
            language.changed("entry", language.from_to("2026-03", "2026-04"), change(first, second)),
            language.share(min(first, second), max(first, second, 1)),
            language.hidden(first),
        ]
        assert all("{" not in one and "  " not in one and one for one in told)
