from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from lakay.traveldocs import CannotGenerate, generate, parse
from lakay.traveldocs.generate import name_field
from lakay.traveldocs.transliteration import transliterate
from tests.traveldocs.oracle import wrong_digits
from tests.traveldocs.strategies import documents, rows_of

GOOD: dict[str, Any] = {
    "document_code": "P",
    "issuing_state": "UTO",
    "document_number": "L898902C3",
    "surname": "Eriksson",
    "given_names": "Anna Maria",
    "nationality": "UTO",
    "birth": date(1974, 8, 12),
    "sex": "F",
    "expiry": date(2012, 4, 15),
    "optional1": "ZE184226B",
}


def test_the_specimens_of_the_standard_come_out_as_printed():
    card = GOOD | {"document_code": "I", "document_number": "D23145890", "optional1": ""}
    visa = GOOD | {
        "document_code": "V",
        "document_number": "L8988901C",
        "nationality": "XXX",
        "birth": "400907",
        "expiry": "961210",
    }
    assert generate("TD3", **GOOD) == (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    )
    assert generate("TD1", **card) == (
        "I<UTOD231458907<<<<<<<<<<<<<<<",
        "7408122F1204159UTO<<<<<<<<<<<6",
        "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    )
    assert generate("TD2", **card) == ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
    assert generate("MRVA", **visa | {"optional1": "6ZE184226B"})[1] == "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"
    assert generate("MRVB", **visa | {"optional1": ""})[1] == "L8988901C4XXX4009078F9612109<<<<<<<<"


def test_the_long_numbers_of_the_standard_come_out_as_printed():
    long = GOOD | {"document_code": "I", "document_number": "D23145890734", "surname": "Stevenson", "given_names": "Peter John",
                   "birth": date(1934, 7, 12), "expiry": date(1995, 7, 12), "sex": "M", "optional1": ""}  # fmt: skip
    assert generate("TD1", **long) == (
        "I<UTOD23145890<7349<<<<<<<<<<<",
        "3407127M9507122UTO<<<<<<<<<<<2",
        "STEVENSON<<PETER<JOHN<<<<<<<<<",
    )
    assert generate("TD2", **long) == ("I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "D23145890<UTO3407127M95071227349<<<8")
    with pytest.raises(CannotGenerate, match="document_number"):
        generate("TD3", **long | {"document_code": "P"})


@given(documents())
def test_what_is_made_reads_back_the_same(document):
    rows = rows_of(document)
    found = parse(rows)
    assert found.verdict == "valid"
    assert found.format == document["kind"]
    for field in ("document_number", "issuing_state", "nationality", "optional1"):
        assert found.fields[field] == document[field]
    assert found.fields["birth_date"] == document["birth"].strftime("%y%m%d")
    assert found.sex == document["sex"]
    full = transliterate(document["surname"]) + "<<" + transliterate(document["given_names"])
    if not found.name.possibly_truncated:
        assert f"{found.surname}<<{found.given_names}".replace(" ", "<") == full.replace("<<<", "<<")


@given(documents())
def test_a_second_opinion_finds_every_check_digit_right(document):
    assert wrong_digits(document["kind"], rows_of(document)) == set()


@pytest.mark.parametrize(
    "change",
    [{"birth": "741332"}, {"issuing_state": "QQQ"}, {"sex": "B"}, {"document_code": "V"}, {"surname": "123"},
     {"document_number": "Ñ1"}, {"optional1": "A" * 15}, {"expiry": "<<<<<<"}, {"nationality": "ENGLAND"}],
)  # fmt: skip
def test_what_no_valid_zone_can_hold_is_refused(change):
    with pytest.raises(CannotGenerate):
        generate("TD3", **GOOD | change)


def test_unknown_parts_of_a_birth_date_stay_unknown():
    for text, shown in [("74<<<<", "1974-XX-XX"), ("7408<<", "1974-08-XX"), ("<<<<<<", "XXXX-XX-XX"), ("<<0812", "XXXX-08-12")]:
        found = parse(generate("TD3", **GOOD | {"birth": text}), date(2026, 1, 1))
        assert found.verdict == "valid"
        assert str(found.birth) == shown
        assert "birth_partly_unknown" in [remark.code for remark in found.notes]


# ICAO Doc 9303-4 to 9303-7, §4.2.3: names that fit.
FITS = [
    ("ERIKSSON", "ANNA MARIA", 39, "ERIKSSON<<ANNA<MARIA"),
    ("SMITH-JONES", "SUSIE MARGARET", 39, "SMITH<JONES<<SUSIE<MARGARET"),
    ("O'CONNOR", "ENYA SIOBHAN", 39, "OCONNOR<<ENYA<SIOBHAN"),
    ("VAN DER MUELLEN", "MARTIN", 39, "VAN<DER<MUELLEN<<MARTIN"),
    ("AL-BASRI", "HUDA MUHAMMAD JAWAD", 30, "AL<BASRI<<HUDA<MUHAMMAD<JAWAD"),
    ("ARKFREITH", "", 39, "ARKFREITH"),
    ("SATRIYA SUDARPA", "", 31, "SATRIYA<SUDARPA"),
    ("PAPANDROPOULOUS", "JONATHON WARREN TREVOR", 39, "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR"),
    ("PAPANDROPOULOUS", "JONATHON ALEC", 30, "PAPANDROPOULOUS<<JONATHON<ALEC"),
    ("VILARCHAO FERNANDEZ", "JOSE RAMON", 31, "VILARCHAO<FERNANDEZ<<JOSE<RAMON"),
]


@pytest.mark.parametrize(("surname", "given_names", "width", "field"), FITS)
def test_the_names_of_the_standard_are_written_as_printed(surname, given_names, width, field):
    assert name_field(transliterate(surname), transliterate(given_names), width) == field.ljust(width, "<")


def test_a_truncated_name_of_the_standard_is_cut_as_printed():
    assert name_field("NILAVADHANANANDA", "CHAYAPA<DEJTHAMRONG<KRASUANG", 39) == "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"


@pytest.mark.parametrize(
    ("name", "width", "field"),
    [("ABCDE<FGHIJ", 6, "ABCD<F"), ("AB<C<DEF", 5, "A<C<D"), ("ABC<DE<F", 7, "AB<DE<F"), ("A<B<C<D", 4, "A<B<")],
)
def test_a_cut_behind_a_filler_takes_a_letter_from_the_longest_part(name, width, field):
    assert name_field(name, "", width) == field


@given(documents())
def test_a_name_that_is_cut_ends_in_a_letter_and_keeps_both_parts(document):
    surname, given_names = transliterate(document["surname"]), transliterate(document["given_names"])
    for width in (12, 30, 31, 39):
        field = name_field(surname, given_names, width)
        assert len(field) == width
        whole = f"{surname}<<{given_names}" if given_names else surname
        if len(whole) > width:
            assert field[-1].isalpha()
            assert ("<<" in field) == bool(given_names)
        else:
            assert field.rstrip("<") == whole


@pytest.mark.parametrize(
    ("kind", "code", "meaning"),
    [("TD3", "P", "passport"), ("TD3", "PD", "diplomatic_passport"), ("TD3", "PU", "emergency_travel_document"),
     ("TD1", "AC", "crew_member_certificate"), ("TD1", "IP", "passport_card"), ("TD2", "I", "identity_or_travel_card"),
     ("MRVA", "VD", "visa"), ("MRVB", "V", "visa"), ("TD3", "PX", "passport")],
)  # fmt: skip
def test_the_document_code_tells_the_kind(kind, code, meaning):
    assert parse(generate(kind, **GOOD | {"document_code": code, "optional1": ""})).document_kind == meaning
