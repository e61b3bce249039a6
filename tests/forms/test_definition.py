"""Answers are judged by the form: types, choices, what is required, sizes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lakay.forms.definition import BadForm, BadSubmission, judge, read_definition, read_submission
from tests.forms.conftest import filled, made

FORM = made().definition
SAFE = "<safe>yes</safe>"


def wrong(answers: str) -> list[tuple[str, str, int]]:
    return [(one.code, one.path, one.place) for one in judge(FORM, read_submission(filled(answers=answers)))[1]]


def test_a_form_is_read() -> None:
    assert (FORM.form_id, FORM.version, FORM.title, FORM.languages) == ("small", "1", "Ti fòm", ("Kreyòl (ht)", "English (en)"))
    safe = FORM.fields["safe"]
    assert (safe.control, safe.required, safe.always) == ("select1", True, True)
    assert [(choice.code, choice.labels["English (en)"]) for choice in safe.choices or ()] == [("yes", "Yes"), ("no", "No")]
    assert FORM.repeats == {"children"}
    assert (FORM.fields["more/weight"].required, FORM.fields["more/weight"].always) == (True, False)
    assert FORM.fields["more/photo"].control == "upload"
    assert FORM.groups["more"]["English (en)"] == "More"


def test_right_answers_become_plain_values() -> None:
    answers = (
        "<safe>no</safe><age>12</age><many>yes no</many><children><name>Ti Jo</name><born>2015-03-01</born></children>"
        "<children><name>Ana</name></children><more><weight>31.5</weight></more>"
    )
    found, faults = judge(FORM, read_submission(filled(answers=answers)))
    assert faults == []
    assert found == {
        "safe": "no",
        "age": 12,
        "many": ["yes", "no"],
        "children": [{"name": "Ti Jo", "born": "2015-03-01"}, {"name": "Ana"}],
        "more": {"weight": "31.5"},
        "meta": {"instanceID": "uuid:1"},
    }


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ("<safe>maybe</safe>", ("not_a_choice", "safe", 0)),
        ("<age>3</age>", ("missing", "safe", 0)),
        (f"{SAFE}<age>twelve</age>", ("not_int", "age", 0)),
        (f"{SAFE}<age>1.5</age>", ("not_int", "age", 0)),
        (f"{SAFE}<many>yes yes</many>", ("choice_twice", "many", 0)),
        (f"{SAFE}<children><born>2015-13-01</born><name>x</name></children>", ("not_date", "children/born", 1)),
        (f"{SAFE}<children><name>x</name></children><children/>", ("missing", "children/name", 2)),
        (f"{SAFE}<more><weight>NaN</weight></more>", ("not_decimal", "more/weight", 0)),
        (f"{SAFE}<nothing>1</nothing>", ("no_field", "nothing", 0)),
        (f"{SAFE}<children><name>{'x' * 30_000}</name></children>", ("too_long", "children/name", 1)),
    ],
)
def test_wrong_answers_are_named(answers: str, found: tuple[str, str, int]) -> None:
    assert wrong(answers) == [found]


def test_what_a_condition_may_hide_is_not_demanded() -> None:
    assert wrong(SAFE) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<data>",
        b"<data id='x'/>",
        b"<data><meta><instanceID>1</instanceID></meta></data>",
        b"<!DOCTYPE d [<!ENTITY e 'x'>]><data id='x'><a>&e;</a><meta><instanceID>1</instanceID></meta></data>",
        b"<data id='x'>" + b"<a>" * 100 + b"</a>" * 100 + b"</data>",
    ],
)
def test_what_is_no_submission_is_refused(raw: bytes) -> None:
    with pytest.raises(BadSubmission):
        read_submission(raw)


@given(
    st.lists(st.sampled_from(["<age>", "</age>", "yes", "<children>", "</children>", "<q/>", "&lt;"]), max_size=9).map("".join)
)
@settings(max_examples=100, deadline=None)
def test_no_submission_does_any_harm(part: str) -> None:
    for raw in (filled(answers=part), filled(answers=f"{part}{part}"), part.encode()):
        try:
            judge(FORM, read_submission(raw))
        except BadSubmission:
            continue


@given(st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_no_bytes_do_any_harm_as_a_form(raw: bytes) -> None:
    with pytest.raises(BadForm):
        read_definition(raw)
