"""A seal as readers hand it over: barcodes of bytes reach the booth as text, in one of three writings."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from typing import Final

HEADS: Final = ("\xdc\x02", "\xdc\x03")
"""The first two bytes, where a reader sends each byte as the character of its number."""
HEXADECIMAL: Final = re.compile(r"DC0[23](?:[0-9A-F]{2})+", re.IGNORECASE)
BASE64: Final = re.compile(r"3A[I-P][A-Za-z0-9+/]+={0,2}")
"""What the same two bytes are in base64: the camera hands it over so, and some readers."""


def payload_of(text: str) -> bytes | None:
    """The bytes of a seal in what a reader sent: hexadecimal, base64, or a character for each byte; None for any other text.

    No zone of a document and no pass of ours begins so. Bytes that a reader has spoilt are no seal when they are read.
    """
    packed = "".join(text.split())
    if HEXADECIMAL.fullmatch(packed):
        return bytes.fromhex(packed)
    if BASE64.fullmatch(packed):
        try:
            return b64decode(packed)
        except binascii.Error:
            return None
    if text.startswith(HEADS):
        return _by_characters(text)
    return None


def _by_characters(text: str) -> bytes:
    """Latin-1, or Windows-1252 as browsers take it for; a character that is in neither becomes a question mark."""
    return b"".join(_byte(character) for character in text)


def _byte(character: str) -> bytes:
    try:
        return character.encode("latin-1")
    except UnicodeEncodeError:
        return character.encode("cp1252", errors="replace")
