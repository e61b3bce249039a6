from __future__ import annotations

from binascii import crc_hqx
from dataclasses import replace
from datetime import date

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from fuzz.traveldocs.passes import ID, KEY, SEEDS, one_input
from lakay.traveldocs.generate import generate
from lakay.traveldocs.keyboards import KEYBOARDS
from lakay.traveldocs.passes import (
    Birth,
    BorderTerms,
    Fault,
    Holder,
    Kind,
    Leg,
    MinorTerms,
    Pass,
    Shown,
    Signed,
    SlipTerms,
    Terms,
    Unpackable,
    issue,
    looks_like_pass,
    plain,
    read,
)
from lakay.traveldocs.passes.bits import SIGNS
from lakay.traveldocs.passes.letters import ALPHABET, NotLetters, from_letters, to_letters
from lakay.traveldocs.passes.packing import normal, pack
from tests.traveldocs.passes.conftest import BORDER, MINOR

QWERTY = "QWERTYUIOPASDFGHJKLZXCVBNM"
AZERTY = "AZERTYUIOPQSDFGHJKLWXCVBN,"
QWERTZ = "QWERTZUIOPASDFGHJKLYXCVBNM"
DAY = st.dates(date(2000, 1, 1), date(2179, 6, 6))
TEXT = st.text(st.sampled_from(SIGNS), max_size=60).map(plain)
STATE = st.text(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), max_size=3)
SHOWN = st.builds(Shown, STATE, TEXT)
HOLDER = st.builds(
    Holder,
    TEXT,
    TEXT,
    st.dates(date(1, 1, 1), date(2047, 12, 31)).map(lambda on: Birth(on.year, on.month, on.day)),
    nationality=STATE,
)
TERMS: dict[Kind, st.SearchStrategy[Terms]] = {
    Kind.BORDER: st.builds(BorderTerms, st.lists(st.sampled_from(["HT-OUA", "HT-BEL"])).map(tuple), st.booleans()),
    Kind.MINOR: st.builds(MinorTerms, TEXT, TEXT, SHOWN, st.sampled_from(Leg), STATE, st.booleans(), SHOWN),
    Kind.REFUSAL: st.builds(SlipTerms, TEXT, st.sampled_from(Leg), TEXT.map(str.lower)),
}
NUMBER = st.integers(0, (1 << 40) - 1)


@st.composite
def papers(draw: st.DrawFn) -> Pass:
    """Any paper that can be said."""
    kind = draw(st.sampled_from(list(TERMS)))
    return Pass(kind, draw(NUMBER), ID, draw(HOLDER), draw(DAY), draw(DAY), draw(DAY), draw(TERMS[kind]))


@given(papers())
def test_what_is_issued_is_read_again(paper):
    found = read(issue(paper, KEY))
    assert isinstance(found, Signed)
    assert found.content == paper


def test_names_are_read_in_capitals_with_their_accents(content):
    found = read(issue(content, KEY))
    assert isinstance(found, Signed)
    assert found.content == normal(content)
    assert found.content.holder.surname == "SAINT-VIL"


def test_letters_of_other_scripts_are_written_in_latin():
    assert plain("Дмитрий  d’Été ‹x›") == "DMITRII D'ÉTÉ X"


@given(st.text(max_size=80))
def test_a_name_in_signs_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)
    assert set(plain(text)) <= set(SIGNS)


@given(st.binary(max_size=60))
def test_bytes_in_letters_come_back(data):
    assert from_letters(to_letters(data)) == data


@pytest.mark.parametrize("text", ["B", "BBB", "XX", "XXXXXXXXXXXXX", "BA"])
def test_letters_that_hold_no_bytes_are_refused(text):
    with pytest.raises(NotLetters):
        from_letters(text)


@pytest.mark.parametrize("layout", [AZERTY, QWERTZ])
def test_every_letter_lies_on_the_same_key_of_every_layout(layout):
    moved = {meant for meant, shown in zip(QWERTY, layout, strict=True) if meant != shown}
    assert not moved & set(ALPHABET)
    assert set(QWERTY) - moved >= set(ALPHABET)


@pytest.mark.parametrize("keyboard", KEYBOARDS, ids=lambda keyboard: keyboard.name)
def test_no_known_disagreement_of_layouts_changes_a_pass(keyboard, content):
    text = issue(content, KEY)
    assert keyboard.turn_back(text) == text


@pytest.mark.parametrize("before", ["", "]Q1", "\x02", "  "])
@pytest.mark.parametrize("after", ["", "\r", "\r\n", "\t", "\x03\r", "]"])
def test_what_a_reader_puts_around_it_does_no_harm(before, after):
    text = issue(BORDER, KEY)
    sent = f"{before}{text.lower()[:90]}\r\n{text[90:]}{after}"
    assert looks_like_pass(sent)
    assert isinstance(read(sent), Signed)


@pytest.mark.parametrize("text", ["", "P<UTOERIKSSON<<ANNA<MARIA", "LK", "hello"])
def test_other_texts_are_no_pass(text):
    assert read(text) is Fault.OTHER_TEXT
    assert not looks_like_pass(text)


@given(st.text(ALPHABET, max_size=20), st.integers(0, 20))
def test_a_traveller_whose_name_holds_the_letters_of_a_pass_shows_a_passport(name, place):
    rows = generate(
        "TD3",
        document_code="P",
        issuing_state="HTI",
        document_number="LKX123456",
        surname=name[:place] + "LKX" + name[place:],
        given_names="LKX",
        nationality="HTI",
        birth="800101",
        sex="F",
        expiry="350101",
    )
    assert not looks_like_pass("\n".join(rows))
    assert not any(looks_like_pass(row) for row in rows)


@given(st.data())
def test_one_letter_lost_changed_or_doubled_is_damage_and_accuses_nobody(data):
    text = issue(BORDER, KEY)
    place = data.draw(st.integers(3, len(text) - 1))
    other = data.draw(st.sampled_from(ALPHABET.replace(text[place], "")))
    for spoilt in (
        text[:place] + text[place + 1 :],
        text[:place] + other + text[place + 1 :],
        text[:place] + other + text[place:],
    ):
        assert read(spoilt) is Fault.DAMAGED


def test_a_pass_of_a_newer_program_says_so(monkeypatch):
    monkeypatch.setattr("lakay.traveldocs.passes.packing.VERSION", 2)
    text = issue(BORDER, KEY)
    monkeypatch.undo()
    assert read(text) is Fault.OTHER_VERSION


def test_a_pass_is_signed_by_the_key_it_names():
    with pytest.raises(ValueError, match="another key"):
        issue(BORDER, Ed25519PrivateKey.generate())


@pytest.mark.parametrize(
    "wrong",
    [
        {"holder": Holder("A", "B", Birth(1991, 2, 30))},
        {"holder": Holder("A", "B", sex="Q")},
        {"holder": Holder("A", "B", nationality="H1")},
        {"number": 1 << 40},
        {"valid_until": date(1999, 12, 31)},
        {"terms": MINOR.terms},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_a_pass_cannot_say_is_not_signed(wrong):
    with pytest.raises(Unpackable):
        issue(replace(BORDER, **wrong), KEY)


def test_the_code_is_small_enough_for_a_cheap_camera(content):
    code = segno.make(issue(content, KEY), error="m", micro=False, boost_error=False)
    assert code.mode == "alphanumeric"
    assert int(code.version) <= 10


@pytest.mark.parametrize("seed", SEEDS)
def test_the_fuzz_target_takes_its_seeds(seed):
    one_input(seed)


@given(st.binary(max_size=200))
def test_the_reader_takes_any_bytes(data):
    one_input(data)


@given(st.data())
def test_the_reader_takes_spoilt_passes(data):
    seed = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(seed) - 1))
        seed[place : place + 1] = data.draw(st.binary(max_size=3))
    one_input(bytes(seed))


@pytest.mark.parametrize("respell", [lambda body: body + b"\0", lambda body: body.replace(body[-2:], bytes([body[-2], 1]))])
def test_another_spelling_of_a_pass_is_not_read_even_with_a_right_signature(respell):
    body = respell(pack(normal(BORDER)))
    whole = body + KEY.sign(b"lakay/pass\x00" + body)
    assert read("LKX" + to_letters(whole + crc_hqx(whole, 0xFFFF).to_bytes(2, "big"))) is Fault.DAMAGED
