from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.traveldocs import FIELD_NAMES, Format, parse, state_of
from lakay.traveldocs.layouts import LAYOUTS
from tests.traveldocs.strategies import documents, rows_of

TODAY = date(2026, 11, 21)
FIRST = "P<HTIJEAN<BAPTISTE<<MARIE<ANGE<<<<<<<<<<<<<<"
SECOND = "AB12345671HTI9005042F3001020<<<<<<<<<<<<<<04"


def changed(row: str, column: int, text: str) -> str:
    """The row with `text` from this column, counted from 1."""
    return row[: column - 1] + text + row[column - 1 + len(text) :]


def test_a_good_passport_holds_in_every_field():
    found = parse([FIRST, SECOND], TODAY)
    assert (found.format, found.verdict, found.failed, found.notes) == ("TD3", "valid", (), ())
    assert (found.surname, found.given_names) == ("JEAN BAPTISTE", "MARIE ANGE")
    assert (str(found.birth), str(found.expiry), found.is_expired) == ("1990-05-04", "2030-01-02", False)
    assert found.nationality is state_of("HTI")
    assert found.document_kind == "passport"
    assert list(found.fields) == list(FIELD_NAMES)


@pytest.mark.parametrize(
    ("row", "column", "text", "failed"),
    [
        (1, 1, "X<", "document_code"),
        (1, 2, "3", "document_code"),
        (1, 3, "HTX", "issuing_state"),
        (1, 6, "J3", "surname"),
        (1, 21, "M4", "given_names"),
        (1, 6, "<" * 39, "surname"),
        (2, 11, "XYZ", "nationality"),
        (2, 21, "X", "sex"),
        (2, 1, "<<<<<<<<<0", "document_number"),
        (2, 10, "5", "document_number_cd"),
        (2, 20, "9", "birth_date_cd"),
        (2, 28, "9", "expiry_date_cd"),
        (2, 43, "1", "optional1"),
        (2, 44, "1", "composite_cd"),
        (2, 16, "13", "birth_date"),
        (2, 22, "300230", "expiry_date"),
        (2, 22, "<<<<<<", "expiry_date"),
    ],
)
def test_each_field_that_fails_is_named(row, column, text, failed):
    rows = [FIRST, SECOND]
    rows[row - 1] = changed(rows[row - 1], column, text)
    found = parse(rows)
    assert found.verdict == "invalid"
    assert failed in found.failed


@pytest.mark.parametrize("code", ["IV", "AV", "CV", "1<", "P<", "I5"])
def test_a_card_has_the_letters_of_a_card(code):
    rows = [code + "UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]
    rows[0] = rows[0][:30]
    assert parse(rows).failed == ("document_code",)


@pytest.mark.parametrize("code", ["I<", "ID", "AC", "C<", "IR", "PU"])
def test_card_codes_that_are_allowed(code):
    rows = [code + "UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]
    assert parse([row[:30] for row in rows]).verdict == "valid"


def test_a_filler_may_stand_for_the_digit_of_an_empty_personal_number():
    assert parse([FIRST, changed(SECOND, 43, "<")]).verdict == "valid"


def test_expiry_is_told_but_is_no_failure():
    found = parse([FIRST, SECOND], date(2031, 1, 1))
    assert found.verdict == "valid"
    assert found.is_expired
    assert [remark.code for remark in found.notes] == ["expired"]


def test_an_end_too_far_ahead_is_told():
    assert [remark.code for remark in parse([FIRST, SECOND], date(2012, 1, 1)).notes] == ["expiry_far"]


def test_an_unspecified_sex_is_a_filler_in_the_zone_and_x_to_the_eye():
    found = parse([FIRST, changed(SECOND, 21, "<")])
    assert (found.verdict, found.fields["sex"], found.sex) == ("valid", "<", "X")


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "empty"),
        ([""], "empty"),
        ([FIRST], "wrong_shape"),
        ([FIRST, SECOND, SECOND], "wrong_shape"),
        ([FIRST[:-1], SECOND], "wrong_shape"),
        ([FIRST, changed(SECOND, 5, "?")], "bad_character"),
        ([FIRST, changed(SECOND, 5, "é")], "bad_character"),
        ([FIRST.lower(), SECOND], "bad_character"),
        (["A" * 44, "B" * 44], "nothing_in_place"),
    ],
)
def test_what_is_not_a_zone_is_rejected_with_the_reason(rows, code):
    found = parse(rows)
    assert (found.verdict, found.format, found.failed) == ("reject", None, ())
    assert found.notes[-1].code == code
    assert set(found.fields.values()) == {""}


@pytest.mark.parametrize(
    ("code", "remark"),
    [("XXA", "stateless"), ("XXB", "refugee"), ("XXC", "refugee"), ("XXX", "nationality_unspecified"), ("UTO", "specimen"),
     ("SUN", "state_withdrawn"), ("DEU", "state_irregular")],
)  # fmt: skip
def test_special_nationalities_are_told(code, remark):
    found = parse([FIRST, changed(SECOND, 11, code)])
    assert found.verdict == "valid"
    assert [note.code for note in found.notes] == [remark]


@pytest.mark.parametrize(
    "code", ["D<<", "RKS", "GBD", "GBN", "GBO", "GBP", "GBS", "UNO", "UNA", "UNK", "EUE", "XOM", "XPO", "XCC"]
)
def test_codes_beyond_iso_3166_are_known(code):
    assert parse([changed(FIRST, 3, code), SECOND]).verdict == "valid"


@given(documents(), st.data())
def test_any_digit_changed_to_another_digit_in_a_protected_field_is_found(document, data):
    rows = rows_of(document)
    layout = LAYOUTS[Format(str(document["kind"]))]
    fields = ["document_number", "document_number_cd", "birth_date", "birth_date_cd", "expiry_date", "expiry_date_cd"]
    places = [place for field in fields for place in range(getattr(layout, field).start, getattr(layout, field).stop)]
    if layout.composite:
        places += [place for stretch in (*layout.composite, layout.composite_cd) for place in range(stretch.start, stretch.stop)]
    if layout.long_numbers is False and layout.optional1_cd.stop:
        places += range(layout.optional1.start, layout.optional1_cd.stop)
    text = "".join(rows)
    digits = [place for place in places if text[place].isdigit()]
    place = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[place]]))
    spoilt = text[:place] + other + text[place + 1 :]
    width = layout.width
    found = parse([spoilt[start : start + width] for start in range(0, len(spoilt), width)])
    assert found.verdict == "invalid"


@given(st.lists(st.text(max_size=50), max_size=5))
def test_it_never_raises(rows):
    found = parse(rows, TODAY)
    assert found.verdict in {"valid", "invalid", "reject"}
    assert found.notes is not None
    assert list(found.fields) == list(FIELD_NAMES)


@given(st.sampled_from([(2, 44), (2, 36), (3, 30)]), st.data())
def test_it_never_raises_on_rows_of_the_right_shape(shape, data):
    count, width = shape
    row = st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<V", min_size=width, max_size=width)
    found = parse(data.draw(st.lists(row, min_size=count, max_size=count)), TODAY)
    views = [str(found.birth), str(found.expiry), found.sex, found.document_kind, found.name, found.notes]
    assert None not in views
    assert (found.number is None) == (found.format is None)


def test_its_description_for_logs_holds_nothing_personal():
    shown = repr(parse([FIRST, SECOND])) + repr(parse([FIRST, SECOND]).name) + repr(parse([FIRST, SECOND]).number)
    assert "JEAN" not in shown
    assert "AB123456" not in shown
