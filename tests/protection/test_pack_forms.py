"""The forms of the pack and the questions of the desk name the same things: no answer of a phone is refused for a code."""

from __future__ import annotations

from functools import cache

import pytest

from lakay.forms.making import Made
from lakay.forms.mapping import Mapping, read_mapping
from lakay.forms.pack import pack_forms
from lakay.forms.targets import TARGETS
from lakay.protection.answered_forms import ABOUT_THE_ASKING, ANNOUNCED, TARGET
from lakay.protection.pack import the_pack
from lakay.protection.rules.codes import Source

TO_THE_DESK = ("rapid_screening", "child_screening", "full_screening")
LEFT = {
    "rapid_screening": set(),
    "child_screening": set(),
    "full_screening": set(),
    "home_visit": set(),
    "reception_registration": {
        *("arrived_by", "bracelet", "person/surname", "person/photo", "commune", "phone"),
        *("family/name", "family/kin", "family/age"),
    },
}
"""What goes into no record: of somebody off a bus the protection desk gets no more than it needs to receive them."""


@cache
def forms() -> dict[str, Made]:
    return {one.made.definition.form_id: one.made for one in pack_forms()}


def mapping(code: str) -> Mapping:
    return read_mapping(forms()[code].mapping)


@pytest.mark.parametrize("code", TO_THE_DESK)
def test_every_answer_of_a_form_is_one_that_the_desk_knows(code: str) -> None:
    made, said = forms()[code], mapping(code)
    instrument = the_pack().instrument(said.fixed["instrument"], said.fixed.get("questions", made.definition.version))
    asked = {question.code: question for question in instrument.questions}
    assert said.target == TARGET
    assert {*said.fields, *said.lines} - {*ABOUT_THE_ASKING} == set(asked)
    for name, path in said.fields.items():
        offered = {choice.code for choice in made.definition.fields[path].choices or ()}
        if name in asked and asked[name].choices:
            assert offered == {choice.code for choice in asked[name].choices}
        elif name in asked:
            assert offered <= {"yes", "no", "unknown"}


def test_what_goes_into_no_record_is_what_we_decided() -> None:
    assert {code: set(mapping(code).left(made.definition)) for code, made in forms().items()} == LEFT


def test_the_reception_calls_the_desk_by_signals_that_it_knows() -> None:
    said = mapping("reception_registration")
    assert said.target == ANNOUNCED
    assert Source(said.fixed["source"]) is Source.RECEPTION
    called = {*said.words["signals"].values(), *said.words["child_alone"].values()}
    assert {code for code in called if the_pack().signal(code) is None} == set()


def test_home_visits_wait_for_a_desk_that_takes_them() -> None:
    assert mapping("home_visit").target not in TARGETS
