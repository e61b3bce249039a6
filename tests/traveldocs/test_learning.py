"""A reader is learnt from one reading of the test card."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.traveldocs.generate import generate
from lakay.traveldocs.keyboards import KEYBOARDS, as_typed
from lakay.traveldocs.learning import CARD, NotLearnt, SameForTwo, learn, read_learnt
from lakay.traveldocs.mrz import Verdict
from lakay.traveldocs.parsing import parse
from tests.traveldocs.test_keyboards import SHOWN

TODAY = date(2026, 11, 22)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
SIGNS = "".join(map(chr, range(33, 127)))
PASSPORT = generate(
    "TD3",
    document_code="P",
    issuing_state="HTI",
    document_number="RD1234567",
    surname="Pierre",
    given_names="Marie Ange",
    nationality="HTI",
    birth=date(1991, 3, 4),
    sex="F",
    expiry=date(2029, 8, 12),
)


def shown(rows: tuple[str, ...], table: dict[str, str], end: str = "\r") -> str:
    """What arrives of rows from a reader that exchanges characters."""
    exchanged = {ord(meant): sign for meant, sign in table.items()}
    return end.join(row.translate(exchanged) for row in rows) + end


def test_the_card_is_a_specimen_with_every_character() -> None:
    assert set("".join(CARD)) == set(ALPHABET)
    zone = parse(CARD, TODAY)
    assert zone.verdict is Verdict.VALID
    assert "specimen" in {note.code for note in zone.notes}


def test_a_reader_that_agrees_has_nothing_to_exchange() -> None:
    learnt = learn(shown(CARD, {}))
    assert learnt == {"keyboard": "", "table": {}, "prefix": "", "suffix": "\r", "separator": "\r"}


def test_lower_case_is_no_exchange() -> None:
    assert learn(shown(CARD, {}).lower())["table"] == {}


@pytest.mark.parametrize("keyboard", sorted(SHOWN))
def test_every_known_keyboard_is_found_and_undone(keyboard: str) -> None:
    learnt = learn(shown(CARD, SHOWN[keyboard]))
    assert learnt["keyboard"] in {known.name for known in KEYBOARDS}
    assert as_typed(shown(PASSPORT, SHOWN[keyboard]), learnt).split() == list(PASSPORT)


@given(signs=st.permutations(SIGNS), end=st.sampled_from(["\r", "\n", "\r\n", "\t", ""]), prefix=st.text("]QM*~1", max_size=5))
def test_any_keyboard_that_tells_all_characters_apart_is_undone(signs: list[str], end: str, prefix: str) -> None:
    table = dict(zip(ALPHABET, signs, strict=False))
    if any(table[one].upper() == table[other].upper() for one in ALPHABET for other in ALPHABET if one < other):
        table = dict(zip(ALPHABET, [sign for sign in signs if not sign.islower()], strict=False))
    learnt = learn(prefix + shown(CARD, table, end))
    assert "".join(as_typed(prefix + shown(PASSPORT, table, end), learnt).split()) == "".join(PASSPORT)


def test_what_stands_before_and_after_is_taken_off() -> None:
    learnt = learn("]X" + shown(CARD, {}) + "#")
    assert (learnt["prefix"], learnt["suffix"]) == ("]X", "\r#")
    assert as_typed("]X" + shown(PASSPORT, {}) + "#", learnt).split() == list(PASSPORT)


def test_two_characters_that_come_as_one_cannot_be_learnt() -> None:
    with pytest.raises(SameForTwo) as caught:
        learn(shown(CARD, {"<": "Z"}))
    assert caught.value.meant == {"<", "Z"}


@given(st.text(max_size=300))
def test_another_text_is_not_learnt_and_nothing_breaks(text: str) -> None:
    with pytest.raises(NotLearnt):
        learn(text)


def test_a_lane_whose_reader_was_exchanged_still_reads() -> None:
    learnt = learn(shown(CARD, SHOWN["french_computer"]))
    assert read_learnt(shown(PASSPORT, SHOWN["french_computer"]), learnt, TODAY).lines == PASSPORT
    assert read_learnt(shown(PASSPORT, {}), learnt, TODAY).lines == PASSPORT
    assert read_learnt(shown(PASSPORT, {}), None, TODAY).lines == PASSPORT
