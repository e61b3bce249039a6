"""The parcel: text and tail for one peer, compressed, and closed so that only that peer can open it and only the sender can have made it.

Layout: `LP`, version (1 byte), sender and recipient (8 bytes each), nonce (12), then AES-256-GCM over: the dictionary's number (1),
length of the text and of its compressed form (variable length, 7 bits a byte), the compressed text (zstd without magic number,
content size, checksum), and the tail. The key is HKDF-SHA256 of what X25519 makes of the two nodes' keys, for this direction.
This is the long form: it needs no memory of an exchange, so a stick carries it, and every release reads it. The short one is `brief`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lakay.sync.core.peers import Peer
from lakay.sync.core.store import Secrets
from lakay.sync.core.tail import Damaged

MARK = b"LP\x01"
NONCE_BYTES = 12
ENVELOPE_BYTES = len(MARK) + 16 + NONCE_BYTES
MOST_TEXT = 32 << 20
"""Bytes of text that a parcel may unfold to."""

DICTIONARIES = Path(__file__).parent / "dictionary"
NEWEST = 1
"""The newest dictionary of this release. Old ones are kept for ever: a stick may lie in a drawer for a year."""

STRONG, FAST, LARGE = 19, 9, 200_000
Random = Callable[[int], bytes]


class NotForUs(ValueError):
    """A parcel that is not opened: of another form, for another node, from one that is unknown or was stopped, or changed on the way."""


@dataclass(frozen=True, slots=True)
class Content:
    """What lies in a parcel."""

    text: str
    tail: bytes


@cache
def _bytes(number: int) -> bytes:
    path = DICTIONARIES / f"{number}.zdict"
    if not path.exists():
        raise LookupError(number)
    return path.read_bytes()


@cache
def dictionary(number: int) -> zstandard.ZstdCompressionDict:
    """A trained dictionary. Raises LookupError for one that this release does not have."""
    return zstandard.ZstdCompressionDict(_bytes(number), dict_type=zstandard.DICT_TYPE_FULLDICT)


def addressed(parcel: bytes) -> tuple[str, str]:
    """Sender and recipient as they stand on a parcel. Raises NotForUs."""
    if not parcel.startswith(MARK) or len(parcel) < ENVELOPE_BYTES + 16:
        raise NotForUs("not a parcel")
    start = len(MARK)
    return parcel[start : start + 8].hex(), parcel[start + 8 : start + 16].hex()


def close(content: Content, sender: Peer, to: Peer, secrets: Secrets, *, known: int, random: Random) -> bytes:
    """A parcel. `known`: the newest dictionary that the recipient has."""
    head = MARK + bytes.fromhex(sender.node) + bytes.fromhex(to.node)
    nonce = random(NONCE_BYTES)
    box = AESGCM(_key(secrets, to, head)).encrypt(nonce, packed(content, min(known, NEWEST)), head)
    return head + nonce + box


def open_parcel(parcel: bytes, me: Peer, sender: Peer, secrets: Secrets) -> Content:
    """What lies in a parcel for this node. Raises NotForUs, or Damaged for one that the sender cannot have meant."""
    start = len(MARK) + 16
    head, nonce, box = parcel[:start], parcel[start:ENVELOPE_BYTES], parcel[ENVELOPE_BYTES:]
    if addressed(parcel) != (sender.node, me.node):
        raise NotForUs("for another node")
    try:
        opened = AESGCM(_key(secrets, sender, head)).decrypt(nonce, box, head)
    except (InvalidTag, ValueError) as error:
        raise NotForUs("changed on the way") from error
    return unpacked(opened)


def _key(secrets: Secrets, other: Peer, head: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, b"lakay/parcel|" + head).derive(secrets.agree(other.sealing))


def packed(content: Content, number: int) -> bytes:
    """Text and tail as they are closed, the text compressed with a dictionary."""
    text = content.text.encode()
    squeezed = _compressor(number, len(text) > LARGE).compress(text)
    return bytes([number]) + _written(len(text)) + _written(len(squeezed)) + squeezed + content.tail


_made = threading.local()
"""Compressors: dear to make, and not to be shared between threads."""


def _compressor(number: int, large: bool) -> zstandard.ZstdCompressor:
    mine: dict[tuple[int, bool], zstandard.ZstdCompressor] = _made.__dict__.setdefault("compressors", {})
    if (number, large) not in mine:
        parameters = zstandard.ZstdCompressionParameters.from_level(
            FAST if large else STRONG,
            format=zstandard.FORMAT_ZSTD1_MAGICLESS,
            write_content_size=False,
            write_checksum=False,
            write_dict_id=False,
        )
        prepared = zstandard.ZstdCompressionDict(_bytes(number), dict_type=zstandard.DICT_TYPE_FULLDICT)
        prepared.precompute_compress(compression_params=parameters)
        mine[number, large] = zstandard.ZstdCompressor(dict_data=prepared, compression_params=parameters)
    return mine[number, large]


def unpacked(data: bytes) -> Content:
    """What `packed` made. Raises Damaged."""
    try:
        number, at = data[0], 1
        length, at = _read(data, at)
        squeezed, at = _read(data, at)
        if length > MOST_TEXT or at + squeezed > len(data):
            raise Damaged("too long")
        return Content(_text(data[at : at + squeezed], number, length), data[at + squeezed :])
    except (IndexError, LookupError) as error:
        raise Damaged("not a parcel of this release") from error


def _text(squeezed: bytes, number: int, length: int) -> str:
    reader = zstandard.ZstdDecompressor(dict_data=dictionary(number), format=zstandard.FORMAT_ZSTD1_MAGICLESS)
    try:
        with reader.stream_reader(squeezed) as stream:
            text = stream.read(length + 1)
        if len(text) != length:
            raise Damaged("not so long as it says")
        return text.decode()
    except (zstandard.ZstdError, UnicodeDecodeError) as error:
        raise Damaged("cannot be unfolded") from error


def _written(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _read(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while data[at] & 0x80 and shift < 35:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return value | data[at] << shift, at + 1
