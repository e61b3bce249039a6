from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.traveldocs.transliteration import Language, LatinStyle, transliterate


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Jean-Baptiste", "JEAN<BAPTISTE"),
        ("D’Artagnan", "DARTAGNAN"),
        ("O'Connor", "OCONNOR"),
        ("Müller", "MUELLER"),
        ("Groß", "GROSS"),
        ("Øst", "OEST"),
        ("Ångström", "AANGSTROEM"),
        ("Škoda", "SKODA"),
        ("İsmail Işık", "ISMAIL<ISIK"),
        ("Þór", "THOR"),
        ("Nguyễn", "NGUYEN"),
        ("  Marie   Thérèse ", "MARIE<THERESE"),
        ("St. Fleur, Jr.", "ST<FLEUR<JR"),
        ("Щукин Хрущёв", "SHCHUKIN<KHRUSHCHEV"),
        ("Цой Юлия", "TSOI<IULIIA"),
        ("عبّاس", "EBBAS"),  # ICAO Doc 9303-3 §6.C, note on shadda
        ("فضّة", "FXDZDZXAH"),  # the same note
        ("محمد", "MXHMD"),
    ],
)
def test_the_tables_of_the_standard(name, written):
    assert transliterate(name) == written


@pytest.mark.parametrize(
    ("name", "language", "written"),
    [
        ("Їжак Юлія Згурський", Language.UKRAINIAN, "YIZHAK<YULIIA<ZHURSKYI"),
        ("Ёлкин", Language.BELARUSIAN, "IOLKIN"),
        ("Щърбанов", Language.BULGARIAN, "SHTIERBANOV"),
        ("Жарко Чарнић", Language.SERBIAN, "ZARKO<CARNIC"),
        ("Ќосев Цветко", Language.MACEDONIAN, "KJOSEV<CVETKO"),
    ],
)
def test_languages_with_values_of_their_own(name, language, written):
    assert transliterate(name, language=language) == written


def test_the_styles_that_table_a_allows():
    assert transliterate("CAÑON Müller", style=LatinStyle.REVERSIBLE) == "CANXXON<MUXXLLER"  # §B.4.1: CANXXON
    assert transliterate("CAÑON Müller", style=LatinStyle.SHORT) == "CANON<MULLER"


@pytest.mark.parametrize("code", [*range(0xC0, 0xD7), *range(0xD8, 0xDF), *range(0x100, 0x149), *range(0x14A, 0x17E), 0x1E9E])
def test_every_letter_of_table_a_gives_letters_alone_in_both_cases(code):
    letter = chr(code)
    if not unicodedata.category(letter).startswith("L"):
        return
    assert re.fullmatch("[A-Z]{1,2}", transliterate(letter))
    assert transliterate(letter.lower()) == transliterate(letter.upper())


@given(st.text(max_size=40))
def test_it_gives_capitals_and_single_fillers_whatever_comes(name):
    assert re.fullmatch("([A-Z]+(<[A-Z]+)*)?", transliterate(name))
