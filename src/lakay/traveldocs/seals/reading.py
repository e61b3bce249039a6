"""Visible digital seals (ICAO Doc 9303-13): what stands in the two-dimensional barcode of a visa or an emergency travel document."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from lakay.traveldocs.seals import c40
from lakay.traveldocs.seals.kinds import KINDS, Coding, Kind

MAGIC: Final = 0xDC
SIGNATURE: Final = 0xFF
VERSIONS: Final = {0x02: 3, 0x03: 4}
"""Byte of the header -> version of the manual's text."""
DECIMAL_LENGTHS: Final = frozenset({"DEZV"})
"""Signers that write the length of the certificate's number in decimal digits (BSI TR-03171)."""
MOST: Final = 8192


class NotASeal(ValueError):
    """The bytes are no seal, or a reader has spoilt them: many turn a barcode of bytes into text."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One field: its tag, its name where the kind of seal is known, its value for people, and its bytes."""

    tag: int
    name: str
    value: str = field(repr=False)
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal taken apart.

    `signer` is the country and name of who signed (`DETS`), `reference` the number of the certificate, hexadecimal without
    zeros before it. `signed` are the bytes that `signature` (r and s side by side) stands for.
    """

    version: int
    country: str
    signer: str
    reference: str
    issued_on: date
    signed_on: date
    kind: Kind | None
    code: str
    features: tuple[Feature, ...]
    signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    @property
    def zone(self) -> tuple[str, ...]:
        """The rows of the machine-readable zone in it, shortened ones filled up; () if it holds none."""
        found = next((one for one in self.features if one.name == "zone"), None)
        return tuple(found.value.split("\n")) if found else ()

    def feature(self, name: str) -> str:
        """The value of a field by its name; "" if it is not there."""
        return next((one.value for one in self.features if one.name == name), "")


def read_seal(payload: bytes) -> Seal:
    """Take the bytes of a barcode apart. Raises NotASeal."""
    if payload[:1] != bytes([MAGIC]):
        raise NotASeal("it does not begin as a seal")
    if len(payload) > MOST:
        raise NotASeal("too long")
    if len(payload) < 2 or payload[1] not in VERSIONS:
        raise NotASeal("a version that is not known")
    try:
        return _read(payload)
    except c40.NotC40 as fault:
        raise NotASeal(str(fault)) from fault


def _read(payload: bytes) -> Seal:
    version = VERSIONS[payload[1]]
    country = c40.decode(_part(payload, 2, 2)).strip()
    signer, reference, place = _signer(payload, version)
    issued_on, signed_on = read_date(_part(payload, place, 3)), read_date(_part(payload, place + 3, 3))
    code = _part(payload, place + 6, 2)
    kind = KINDS.get(code.hex())
    features, end = _features(payload, place + 8, kind)
    signature = _value(payload, end)
    if end + _head(payload, end) + len(signature) != len(payload):
        raise NotASeal("bytes after the signature")
    known = (version, country, signer, reference, issued_on, signed_on, kind, code.hex(), features)
    return Seal(*known, signed=payload[:end], signature=signature)


def _signer(payload: bytes, version: int) -> tuple[str, str, int]:
    """Who signed, the number of the certificate, and where the header goes on."""
    if version == 3:
        text = c40.decode(_part(payload, 4, 6))
        return text[:4], _number(text[4:]), 10
    text = c40.decode(_part(payload, 4, 4))
    try:
        length = int(text[4:6], 10 if text[:4] in DECIMAL_LENGTHS else 16)
    except ValueError as fault:
        raise NotASeal("the length of the certificate's number") from fault
    size = (length + 2) // 3 * 2
    return text[:4], _number(c40.decode(_part(payload, 8, size))[:length]), 8 + size


def _number(text: str) -> str:
    number = text.strip().lstrip("0").lower()
    if not number or any(letter not in "0123456789abcdef" for letter in number):
        raise NotASeal("the number of the certificate")
    return number


def _part(payload: bytes, place: int, size: int) -> bytes:
    part = payload[place : place + size]
    if len(part) != size or not size:
        raise NotASeal("cut short")
    return part


def _features(payload: bytes, place: int, kind: Kind | None) -> tuple[tuple[Feature, ...], int]:
    """The fields in front of the signature, and where it begins."""
    found = []
    while place < len(payload) and payload[place] != SIGNATURE:
        value = _value(payload, place)
        found.append(_feature(payload[place], value, kind))
        place += _head(payload, place) + len(value)
    if place >= len(payload):
        raise NotASeal("no signature")
    return tuple(found), place


def _head(payload: bytes, place: int) -> int:
    """How many bytes tag and length take."""
    first = payload[place + 1] if place + 1 < len(payload) else 0
    return 2 if first < 0x80 else 2 + (first & 0x7F)


def _value(payload: bytes, place: int) -> bytes:
    head = _part(payload, place, _head(payload, place))
    size = head[1] if head[1] < 0x80 else int.from_bytes(head[2:5], "big")
    if len(head) > 4:
        raise NotASeal("a field too long")
    return _part(payload, place + len(head), size) if size else b""


def _feature(tag: int, raw: bytes, kind: Kind | None) -> Feature:
    known = kind.fields.get(tag) if kind else None
    if known is None:
        return Feature(tag, "", raw.hex(), raw)
    name, coding, rows = known
    return Feature(tag, name, _told(raw, coding, rows), raw)


def _told(raw: bytes, coding: Coding, rows: tuple[int, int]) -> str:
    if coding is Coding.NUMBER:
        return str(int.from_bytes(raw, "big"))
    if coding is Coding.BYTES:
        return raw.hex()
    if coding is Coding.UTF8:
        return raw.decode(errors="replace")
    text = c40.decode(raw)
    if coding is Coding.C40:
        return text.rstrip()
    width, first = rows[0], text[: rows[0]].replace(" ", "<")
    second = text[width:].replace(" ", "<")
    return f"{first.ljust(width, '<')}\n{second.ljust(width, '<')}"


def read_date(data: bytes) -> date:
    """A day in three bytes: month, day and year as the decimal number MMDDYYYY. Raises NotASeal."""
    number = f"{int.from_bytes(data, 'big'):08}"
    try:
        return date(int(number[4:]), int(number[:2]), int(number[2:4]))
    except ValueError as fault:
        raise NotASeal(f"no day: {number}") from fault


def write_date(on: date) -> bytes:
    """The same, written."""
    return int(f"{on.month:02}{on.day:02}{on.year:04}").to_bytes(3, "big")
