"""A reader that types like one country's keyboard into a computer set to another's.

The tables here say what the computer shows for what the reader means; they are written apart from the product's.
"""

from __future__ import annotations

import pytest
from hypothesis import given

from lakay.traveldocs import read
from tests.traveldocs.strategies import documents, rows_of

AZERTY = {"A": "Q", "Q": "A", "Z": "W", "W": "Z"}
SHOWN = {
    "french_computer": AZERTY | {"M": "?", "<": "."} | dict(zip("1234567890", "&é\"'(-è_çà", strict=True)),
    "belgian_computer": AZERTY | {"M": "?", "<": "."} | dict(zip("1234567890", "&é\"'(§è!çà", strict=True)),
    "spanish_computer": {"<": ";"},
    "german_computer": {"<": ";", "Y": "Z", "Z": "Y"},
    "canadian_computer": {"<": "'"},
    "french_reader": AZERTY | {"M": ":", "<": "\\"} | dict(zip("1234567890", "!@#$%^&*()", strict=True)),
    "spanish_reader": {"<": "\\"},
    "german_reader": {"<": "\\", "Y": "Z", "Z": "Y"},
}


def shown(rows: tuple[str, ...], keyboard: str) -> str:
    return "\r".join(rows).translate({ord(meant): seen for meant, seen in SHOWN[keyboard].items()})


def passport() -> tuple[str, ...]:
    from datetime import date

    from lakay.traveldocs import generate

    return generate(
        "TD3", document_code="P", issuing_state="ZAF", document_number="ZW123456M", surname="van Zyl",
        given_names="Quentin Mwaza", nationality="ZAF", birth=date(1990, 5, 4), sex="M", expiry=date(2030, 1, 2),
    )  # fmt: skip


@pytest.mark.parametrize("keyboard", sorted(SHOWN))
def test_the_check_digits_find_the_keyboard(keyboard):
    rows = passport()
    found = read(shown(rows, keyboard))
    assert (found.verdict, found.lines) == ("valid", rows)
    assert found.notes[0].code == "keyboard_layout"


@pytest.mark.parametrize("keyboard", ["french_computer", "belgian_computer"])
def test_capitals_lock_does_not_hide_it(keyboard):
    text = shown(passport(), keyboard).lower()
    assert read(text).lines == passport()


def test_a_driver_that_sends_capitals_does_not_hide_it():
    assert read(shown(passport(), "french_computer").upper()).lines == passport()


@pytest.mark.parametrize("keyboard", ["french_computer", "spanish_computer"])
def test_a_driver_that_sends_bytes_of_windows(keyboard):
    assert read(shown(passport(), keyboard).encode("cp1252")).lines == passport()


def test_it_says_when_y_and_z_of_the_names_cannot_be_told_apart():
    from datetime import date

    from lakay.traveldocs import generate

    rows = generate(
        "TD3", document_code="P", issuing_state="HTI", document_number="AB1234567", surname="Zephyr", given_names="Yves",
        nationality="HTI", birth=date(1990, 5, 4), sex="M", expiry=date(2030, 1, 2),
    )  # fmt: skip
    found = read(shown(rows, "spanish_computer"))
    assert found.lines == rows
    assert "keyboard_ambiguous" in [remark.code for remark in found.notes]


def test_a_true_zone_is_never_turned():
    found = read("\r".join(passport()))
    assert [remark.code for remark in found.notes] == []


def test_a_keyboard_does_not_make_a_zone_of_something_else():
    assert read("Hello; this is a letter.\nIt has two rows; no more.").verdict == "reject"


@given(documents())
def test_any_zone_comes_through_a_french_computer(document):
    rows = rows_of(document)
    found = read(shown(rows, "french_computer"))
    assert (found.verdict, found.lines) == ("valid", rows)
