"""The code, the request and the answer: only those who know the code can make them, and not a byte can be changed on the way."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.kernel import canonical
from lakay.sync.enrolment import papers
from lakay.sync.enrolment.codes import LETTERS, BadCode, Code, make_code, read_code
from lakay.sync.enrolment.fingerprints import fingerprint, node_name
from lakay.sync.enrolment.papers import BadPaper, Place, Request
from tests.sync.machines import Machine

CODE = make_code(os.urandom)


HUB, MACHINE, THIEF = Machine("Hub"), Machine(), Machine("Thief")
PLACE = Place("post", "HT-OUA", "DIE", "Hub", *HUB.keys, "https://hub.example", "")


def answer(request: bytes, state: str = "admitted", hub: Machine = HUB, code: Code = CODE) -> bytes:
    return hub.answer(request, code, MACHINE.keys[1], state, address="https://hub.example")


def test_a_code_has_more_than_eighty_bits_beside_its_number():
    assert 5 * len(CODE.secret) >= 80
    assert len({make_code(os.urandom).secret for _ in range(200)}) == 200


def test_a_code_is_read_as_people_type_it():
    written = str(CODE)
    assert [len(group) for group in written.split("-")] == [4] * 6
    for typed in (written, written.lower(), written.replace("-", " "), f"  {written}\n", written.replace("-", "")):
        assert read_code(typed) == CODE


def test_letters_that_look_alike_are_the_same():
    code = next(code for code in iter(lambda: make_code(os.urandom), None) if "0" in str(code) and "1" in str(code))
    assert read_code(str(code).replace("0", "O").replace("1", "l")) == code


@given(st.integers(0, 23), st.sampled_from(LETTERS))
def test_a_slip_of_the_pen_is_found_before_anything_is_sent(place, letter):
    plain = str(CODE).replace("-", "")
    wrong = plain[:place] + letter + plain[place + 1 :]
    if wrong == plain:
        return
    try:
        read = read_code(wrong)
    except BadCode:
        return
    assert read != CODE, "one slip in 32,768 passes the check, and the hub refuses it"


@pytest.mark.parametrize("text", ["", "K7QF", "U" * 24, "0" * 25, "ééé"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(BadCode):
        read_code(text)


def test_a_request_with_the_code_is_believed():
    request = papers.read_request(MACHINE.request(CODE), CODE.key())
    assert (request.number, request.title, request.signing_key, request.sealing_key) == (
        CODE.number,
        "Ouanaminthe 1",
        *MACHINE.keys,
    )


def test_the_code_itself_is_not_in_the_papers():
    sent = MACHINE.request(CODE)
    for paper in (sent, answer(sent)):
        assert CODE.secret.encode() not in paper
        assert CODE.key() not in paper


def test_a_request_with_another_code_is_not_believed():
    other = Code(CODE.number, make_code(os.urandom).secret)
    with pytest.raises(BadPaper):
        papers.read_request(MACHINE.request(other), CODE.key())


@pytest.mark.parametrize("key", ["signing", "sealing"])
def test_somebody_between_cannot_put_in_their_own_key(key):
    data = json.loads(MACHINE.request(CODE))
    data["body"][key] = json.loads(THIEF.request(CODE))["body"][key]
    with pytest.raises(BadPaper):
        papers.read_request(canonical.to_bytes(data), CODE.key())


def test_who_knows_the_code_cannot_name_a_key_that_is_not_theirs():
    """A request names a signing key and is signed by it: nobody brings in another's machine."""
    stolen = Request(CODE.number, "X", "1", *MACHINE.keys)
    with pytest.raises(BadPaper):
        papers.read_request(papers.write_request(stolen, CODE.key(), THIEF.signing), CODE.key())


@given(st.data())
def test_not_a_byte_of_a_paper_can_be_changed(data):
    sent = MACHINE.request(CODE)
    for paper, read in (
        (sent, lambda changed: papers.read_request(changed, CODE.key())),
        (answer(sent), lambda changed: papers.read_answer(changed, sent, CODE.key(), MACHINE.sealing)),
    ):
        place = data.draw(st.integers(0, len(paper) - 1))
        byte = data.draw(st.sampled_from([value for value in range(256) if value != paper[place]]))
        with pytest.raises(BadPaper):
            read(paper[:place] + bytes([byte]) + paper[place + 1 :])


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_without_a_crash(data):
    with pytest.raises(BadPaper):
        papers.number_of(data)
    with pytest.raises(BadPaper):
        papers.read_answer(data, b"", CODE.key(), MACHINE.sealing)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"number": 1},
        {"number": "AAAA", "title": None, "version": "", "signing": "", "sealing": ""},
        {"number": "AAAA", "title": "x" * 99, "version": "", "signing": "A" * 43 + "=", "sealing": "A" * 43 + "="},
        {"number": "AAAA", "title": "x\n", "version": "\x1b[2J", "signing": "A" * 43 + "=", "sealing": "A" * 43 + "="},
        {"number": "AAAU", "title": "x", "version": "", "signing": "A" * 43 + "=", "sealing": "A" * 43 + "="},
    ],
)
def test_a_strange_request_is_refused(body):
    with pytest.raises(BadPaper):
        papers.number_of(canonical.to_bytes({"lakay": "request", "v": 1, "body": body, "mac": "", "signature": ""}))


def test_a_key_that_stands_twice_is_refused():
    """CouchDB CVE-2017-12635: two readers of one paper must not see two papers."""
    twice = MACHINE.request(CODE).replace(b'"title":"Ouanaminthe 1"', b'"title":"A","title":"Ouanaminthe 1"')
    with pytest.raises(BadPaper):
        papers.read_request(twice, CODE.key())


def test_the_machine_believes_the_hub_that_knows_the_code():
    sent = MACHINE.request(CODE)
    taken = papers.read_answer(answer(sent), sent, CODE.key(), MACHINE.sealing)
    assert (taken.state, taken.place, taken.index_key) == ("admitted", PLACE, b"i" * 32)
    assert papers.read_answer(answer(sent, "waiting"), sent, CODE.key(), MACHINE.sealing).index_key == b""


def test_a_false_hub_is_not_believed():
    sent = MACHINE.request(CODE)
    with pytest.raises(BadPaper):
        papers.read_answer(answer(sent, hub=THIEF, code=make_code(os.urandom)), sent, CODE.key(), MACHINE.sealing)


def test_an_answer_to_another_request_is_not_taken():
    with pytest.raises(BadPaper):
        papers.read_answer(answer(MACHINE.request(CODE)), THIEF.request(CODE), CODE.key(), MACHINE.sealing)


def test_a_request_is_no_answer():
    sent = MACHINE.request(CODE)
    with pytest.raises(BadPaper):
        papers.read_answer(sent, sent, CODE.key(), MACHINE.sealing)


def test_the_key_of_searches_opens_for_the_machine_alone():
    sent = MACHINE.request(CODE)
    assert b"i" * 32 not in answer(sent)
    with pytest.raises(BadPaper):
        papers.read_answer(answer(sent), sent, CODE.key(), THIEF.sealing)


def test_a_fingerprint_is_of_both_keys_and_can_be_said_by_telephone():
    groups = fingerprint(*MACHINE.keys)
    assert [len(group) for group in groups] == [4] * 8
    assert "".join(groups).isdigit()
    assert groups != fingerprint(MACHINE.keys[0], THIEF.keys[1])
    assert groups != fingerprint(THIEF.keys[0], MACHINE.keys[1])
    assert groups == fingerprint(*MACHINE.keys)


def test_a_node_is_called_as_in_the_journal():
    assert len(node_name(MACHINE.keys[0])) == 16
