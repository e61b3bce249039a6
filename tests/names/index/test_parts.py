"""The parts of the index: hashes, groups, stretches, alignment, evidence."""

from __future__ import annotations

from dataclasses import replace
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.names.index.building import build
from lakay.names.index.columns import Columns
from lakay.names.index.entries import Entry, Question
from lakay.names.index.evidence import BIRTH, FEATURES
from lakay.names.index.groups import Kin, spans
from lakay.names.index.nearness import SHORTEST, hashes, matrix, near_hashes
from lakay.names.index.segment import Segment, beside
from lakay.names.index.words import words_of
from lakay.names.tokens import tokens

WORDS = st.text("ABEINOSTZ", min_size=1, max_size=11)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_words_have_the_same_hashes_one_by_one_and_all_at_once(words: list[str]) -> None:
    letters = matrix(words)
    for row, word in enumerate(words):
        at_once = {int(one) for out in range(3) if len(word) >= SHORTEST[out] for one in hashes(letters, out, 11)[row]}
        assert at_once == near_hashes(word, 11, 2)
    assert int(hashes(letters, 0, 11)[0, 0]) == crc32(words[0][:8].encode(), 11)


@given(st.text("ABEINOST", min_size=4, max_size=8), st.data())
def test_words_that_differ_by_one_letter_meet(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    other = word[:at] + data.draw(st.sampled_from("XYZ")) + word[at + 1 :]
    assert near_hashes(word, 11, 2) & near_hashes(other, 11, 2)


def test_spans_are_all_numbers_between() -> None:
    assert spans(np.array([3, 9, 9]), np.array([5, 9, 11])).tolist() == [3, 4, 9, 10]


def test_a_group_weighs_a_frequent_word_less(segment: Segment) -> None:
    frequent, rare = segment.vocabulary.group("JEAN"), segment.vocabulary.group(segment.columns.words[-1])
    assert frequent.tells[frequent.kins == Kin.SAME][0] < rare.tells[rare.kins == Kin.SAME][0] - 2
    assert (np.diff(frequent.words) > 0).all()


def test_the_likest_word_tells_most(segment: Segment) -> None:
    group = segment.vocabulary.group("GUERLYNE")
    order = np.argsort(-group.tells)
    assert segment.columns.words[group.words[order[0]]] == "GUERLINE"


def test_lines_stand_in_the_order_of_birth_years(columns: Columns) -> None:
    years = np.abs(columns.births) // 10_000
    known = years[years > 0]
    assert (np.diff(known) >= 0).all()
    assert (years[len(known) :] == 0).all()


def test_every_posting_is_a_word_of_its_line(columns: Columns) -> None:
    for posting in columns.postings[::97].tolist():
        word, line = posting >> 32, posting & 0xFFFFFFFF
        assert word in columns.tokens[columns.starts[line] : columns.starts[line + 1]]


def asked(segment: Segment, question: Question, key: str) -> dict[str, float]:
    """The evidence for one person of the list."""
    answer = segment.ask(question)
    row = segment.columns.keys[answer.lines].tolist().index(key.encode())
    return dict(zip(FEATURES, answer.evidence[row].tolist(), strict=True))


@pytest.fixture(scope="module")
def one() -> Segment:
    return Segment(
        build(
            [
                Entry("a", "Saint-Louis", "Marie Carmelle", 19910304, "F", "HTI"),
                Entry("b", "Dorcély", "Jean", 19910101, "M", "HTI"),
                Entry("c", "Dorcély", "Jean-Robert", -19910000, "M", "DOM"),
            ]
        )
    )


NAME = Question("SAINT LOUIS", "MARIE CARMELLE", 19910304, "F", "HTI")


@pytest.mark.parametrize(
    ("birth", "code"),
    [
        (19910304, "same"), (19910403, "turned"), (19910305, "digit"), (19910314, "digit"), (19910328, "day"),
        (19910811, "month"), (19920304, "next_year"), (19190304, "digits"),
        (19930607, "near"), (19710304, "other"), (19500607, "far"), (19910000, "consistent"), (19910101, "january"),
        (-19930000, "consistent"), (19920000, "beside"), (19190000, "beside"),
    ],
)  # fmt: skip
def test_each_slip_of_a_date_has_its_own_evidence(one: Segment, birth: int, code: str) -> None:
    found = asked(one, replace(NAME, birth=birth), "a")
    assert [name for name in BIRTH if found[name]] == [f"birth.{code}"]


@pytest.mark.parametrize("birth", [0, 304])
def test_a_date_without_a_year_tells_nothing(one: Segment, birth: int) -> None:
    found = asked(one, replace(NAME, birth=birth), "a")
    assert not any(found[name] for name in BIRTH)


def test_a_first_of_january_is_weaker_evidence(one: Segment) -> None:
    found = asked(one, Question("DORCELY", "JEAN", 19910101), "b")
    assert found["birth.first"] == 1
    assert found["birth.same"] == 0


def test_words_joined_explain_both(one: Segment) -> None:
    found = asked(one, Question("SAINTLOUIS", "MARIE CARMELLE"), "a")
    assert found["name.joined"] > 0
    assert found["name.missing"] == found["name.extra"] == 0


def test_what_one_side_lacks_is_counted_on_its_side(one: Segment) -> None:
    assert asked(one, Question("DORCELY", "JEAN ROBERT ANTOINE"), "c")["name.missing"] > 0
    found = asked(one, Question("SAINT LOUIS", "CARMELLE"), "a")
    assert found["name.extra"] > 0
    assert found["name.missing"] == 0


def test_names_in_each_others_place_are_noted(one: Segment) -> None:
    assert asked(one, Question("MARIE CARMELLE", "SAINT LOUIS"), "a")["name.order"] == pytest.approx(1.0)


def test_an_initial_stands_for_its_name(one: Segment) -> None:
    assert asked(one, Question("DORCELY", "J R"), "c")["name.initial"] > 0


def test_two_slips_in_a_short_word_are_somewhat_alike(one: Segment) -> None:
    found = asked(one, Question("SAINT LOYYS", "MARIE CARMELLE", 19910304), "a")
    assert found["name.loose"] > 0
    assert found["name.missing"] + found["name.extra"] == 0


def test_names_with_half_their_letters_in_common_are_strangers(one: Segment) -> None:
    found = asked(one, Question("SAINT LOUIS", "MARIE GAROMILE", 19910304), "a")
    assert found["name.loose"] == 0
    assert found["name.missing"] == found["name.extra"] == 1


def test_a_short_form_is_weak_evidence(one: Segment) -> None:
    found = asked(one, Question("DORCELY", "JEAN BOB"), "c")
    assert found["name.form"] > 0
    assert found["name.missing"] == 0
    assert asked(one, Question("DORCELY", "JEAN ROBERT"), "c")["name.form"] == 0


def test_on_a_short_list_a_name_is_as_rare_as_in_the_country(one: Segment) -> None:
    frequent, rare = one.vocabulary.weight("JEAN"), one.vocabulary.weight("DORCELY")
    assert frequent < 4
    assert rare > 5


def test_a_change_is_weighed_by_the_main_list(segment: Segment, columns: Columns) -> None:
    changed = beside(build([Entry("n", "Jean", "Zwazotankou")]), segment)
    assert changed.vocabulary.weight("JEAN") == pytest.approx(segment.vocabulary.weight("JEAN"), abs=0.01)
    assert changed.vocabulary.weight("ZWAZOTANKOU") > 10


@pytest.mark.parametrize(
    "text",
    [
        "Jean-Baptiste",
        "de la Cruz Peralta",
        "Jn Pierre",
        "Ste Rose",
        "Dr Paul",
        "DORCE<<JEAN",
        "D'Haïti Noël",
        "de",
        "",
        "J. B.",
        "MAR1E",
    ],
)
def test_the_short_way_to_the_words_gives_the_same_words(text: str) -> None:
    assert words_of(text) == tokens(text)
