"""Parcels: only for whom they are, only from whom they say, and harmless whatever is in them."""

import os
from hashlib import sha256
from random import Random

import pytest
import zstandard
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lakay.prove.converge.identity import invent
from lakay.sync.core import parcels
from lakay.sync.core.lines import read_letter
from lakay.sync.core.parcels import Content, NotForUs, addressed, close, open_parcel
from lakay.sync.core.tail import Damaged

HUB, HUB_KEYS = invent(Random(1), "hub")
POST, POST_KEYS = invent(Random(2), "post", "P01")
OTHER, OTHER_KEYS = invent(Random(3), "post", "P02")
DICTIONARY_1 = "3e8b95cbd22a7d696190d3a53a6418c432c7994ba44e84bb3183a473e1eaf326"
CONTENT = Content('{"i":"' + "e" * 16 + '","s":[0,0,0]}', b"")


def nothing_held(origin, seq):
    return None


def parcel(content=CONTENT):
    return close(content, POST, HUB, POST_KEYS, known=1, random=os.urandom)


def packed(data):
    """A parcel around bytes that no honest node packs."""
    head = parcels.MARK + bytes.fromhex(POST.node) + bytes.fromhex(HUB.node)
    nonce = bytes(12)
    return head + nonce + AESGCM(parcels._key(POST_KEYS, HUB, head)).encrypt(nonce, data, head)


def test_what_was_put_in_comes_out():
    content = Content(CONTENT.text + "\n[1]", bytes(range(100)))
    assert open_parcel(parcel(content), HUB, POST, HUB_KEYS) == content


def test_it_says_who_it_is_from_and_for_and_nothing_else_can_be_read():
    sent = parcel(Content(CONTENT.text, b"MARIE JOSEPH" * 5))
    assert addressed(sent) == (POST.node, HUB.node)
    assert b"MARIE" not in sent
    assert len(sent) <= len(CONTENT.text) + 60 + 100


def test_nobody_else_opens_it():
    with pytest.raises(NotForUs):
        open_parcel(parcel(), OTHER, POST, OTHER_KEYS)
    redirected = parcel()[:11] + bytes.fromhex(OTHER.node) + parcel()[19:]
    with pytest.raises(NotForUs):
        open_parcel(redirected, OTHER, POST, OTHER_KEYS)


def test_nobody_else_can_have_made_it():
    forged = close(CONTENT, POST, HUB, OTHER_KEYS, known=1, random=os.urandom)
    with pytest.raises(NotForUs):
        open_parcel(forged, HUB, POST, HUB_KEYS)


def test_a_parcel_is_not_its_own_answer():
    """Both directions have one shared secret, and yet two keys."""
    sent = parcel()
    returned = sent[:3] + sent[11:19] + sent[3:11] + sent[19:]
    with pytest.raises(NotForUs):
        open_parcel(returned, POST, HUB, POST_KEYS)


@pytest.mark.parametrize("place", [0, 2, 5, 15, 25, 40, -1])
def test_one_changed_bit_and_it_is_not_opened(place):
    sent = bytearray(parcel())
    sent[place] ^= 1
    with pytest.raises(NotForUs):
        open_parcel(bytes(sent), HUB, POST, HUB_KEYS)


@pytest.mark.parametrize("length", [0, 3, 19, 31, 46, 60])
def test_a_parcel_cut_short_is_not_opened(length):
    with pytest.raises(NotForUs):
        open_parcel(parcel()[:length], HUB, POST, HUB_KEYS)


def squeeze(data):
    parameters = zstandard.ZstdCompressionParameters.from_level(
        3, format=zstandard.FORMAT_ZSTD1_MAGICLESS, write_content_size=False
    )
    return zstandard.ZstdCompressor(compression_params=parameters).compress(data)


def test_a_parcel_that_unfolds_to_more_than_it_says_is_refused_before_it_is_unfolded():
    bomb = squeeze(bytes(200 << 20))
    small = bytes([1]) + parcels._written(1000) + parcels._written(len(bomb)) + bomb
    huge = bytes([1]) + parcels._written(200 << 20) + parcels._written(len(bomb)) + bomb
    for data in (small, huge):
        with pytest.raises(Damaged):
            open_parcel(packed(data), HUB, POST, HUB_KEYS)


@pytest.mark.parametrize(
    "data", [b"", b"\x01", b"\x01\xff\xff\xff\xff\xff\xff\xff", b"\x09\x01\x01a", b"\x01\x05\x80", bytes([1, 5, 3]) + b"abc"]
)
def test_nonsense_from_a_known_node_is_refused(data):
    with pytest.raises(Damaged):
        open_parcel(packed(data), HUB, POST, HUB_KEYS)


HEAD = CONTENT.text + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"i":5,"s":"x"}',
        '{"s":[0,0,0]}',
        '{"i":"e","e":-5}',
        '{"i":"e","g":[]}',
        '{"i":"e","s":[-1,0,0]}',
        HEAD + ":0\t0;",
        HEAD + '["r",0]',
        HEAD + '["r",2]',
        HEAD + '["r",1]\n!9',
        HEAD + '["r",1]\n!-5',
        HEAD + '["r",1]\n+x\n:0\t0;',
        HEAD + '["r",1]\n99:0\t0;',
        HEAD + '["k","personal",2]',
        HEAD + '["k","personal",-1]',
        HEAD + '["w",[[1,2]]]',
        HEAD + '["w",[["a","b",5,2]]]',
        HEAD + '["c"]',
        HEAD + "[" * 5000,
        HEAD + "[1",
    ],
)
def test_text_that_makes_no_sense_is_refused_whole(text):
    with pytest.raises(Damaged):
        read_letter(POST.node, Content(text, b""), nothing_held)


def test_a_line_of_a_later_release_is_passed_over():
    letter = read_letter(POST.node, Content(HEAD + '["zz",{"new":1}]', b""), nothing_held)
    assert letter.runs == []


def test_bytes_that_no_line_speaks_of_are_refused():
    with pytest.raises(Damaged):
        read_letter(POST.node, Content(CONTENT.text, b"x"), nothing_held)


def test_a_dictionary_is_never_changed():
    """Sticks lie in drawers. What was compressed with a dictionary can be read for ever."""
    digests = {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(parcels.DICTIONARIES.glob("*.zdict"))}
    assert digests == {"1.zdict": DICTIONARY_1}
