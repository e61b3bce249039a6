from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.traveldocs import NotMrzText, check_digit
from tests.traveldocs import oracle

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("520727", "3"),  # ICAO Doc 9303-3, Appendix A, example 1
        ("AB2134<<<", "5"),  # example 2
        ("HA672242<658022549601086<<<<<<<<<<<<<<0", "8"),  # example 3, TD3
        ("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<", "2"),  # example 4, TD1
        ("HA672242<658022549601086<<<<<<<", "8"),  # example 5, TD2
        ("", "0"),
    ],
)
def test_the_worked_examples_of_the_standard(text, digit):
    assert check_digit(text) == digit


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_it_agrees_with_plain_arithmetic(text):
    assert check_digit(text) == oracle.digit(text)


@pytest.mark.parametrize("text", ["a", "É", "12 34", "1\n", "٣"])
def test_it_refuses_characters_that_no_zone_holds(text):
    with pytest.raises(NotMrzText):
        check_digit(text)


@given(st.text(alphabet=ALPHABET, min_size=1, max_size=40), st.data())
def test_it_sees_any_digit_changed_to_another_digit(text, data):
    places = [index for index, character in enumerate(text) if character.isdigit()]
    if not places:
        return
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[place]]))
    assert check_digit(text[:place] + other + text[place + 1 :]) != check_digit(text)


@pytest.mark.parametrize("group", ["0AKU<", "1BLV", "2CMW", "3DNX", "4EOY", "5FPZ", "6GQ", "7HR", "8IS", "9JT"])
def test_it_cannot_see_characters_whose_values_lie_ten_apart(group):
    """The blind spot told in docs/reference/mrz.md; it holds for every weight, because each has no factor with ten."""
    for position in range(6):
        text = list("L898902C3")
        digits = set()
        for character in group:
            text[position] = character
            digits.add(check_digit("".join(text)))
        assert len(digits) == 1


def test_it_does_not_see_two_characters_exchanged_whose_values_differ_by_five():
    assert check_digit("05") == check_digit("50") == "5"
