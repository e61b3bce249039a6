"""The ASN.1 of chips (ICAO Doc 9303-10 §4.6.2, 9303-12 §9), and the faults of a parser that reads what anyone may have written."""

from __future__ import annotations

from typing import Any

from asn1crypto import algos, core, parser, x509

from lakay.traveldocs.chips.answers import Reason, Stop, unknown

FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, MemoryError)
"""What the parser raises on bytes that nobody meant for it."""

SECURITY_OBJECT = "2.23.136.1.1.1"
MASTER_LIST = "2.23.136.1.1.2"
MASTER_LIST_SIGNER = "2.23.136.1.1.3"
DEVIATION_LIST_SIGNER = "2.23.136.1.1.8"
OLDER_SECURITY_OBJECTS = frozenset({"1.3.27.1.1.1", "1.2.528.1.1006.1.20.1", "data"})
"""Content types met on real chips of some states, from before the manual settled on one, or in spite of it."""


class GroupHash(core.Sequence):  # type: ignore[misc]
    """`DataGroupHash`."""

    _fields = [("number", core.Integer), ("digest", core.OctetString)]


class GroupHashes(core.SequenceOf):  # type: ignore[misc]
    """All data groups of a chip with their hashes."""

    _child_spec = GroupHash


class LayoutVersion(core.Sequence):  # type: ignore[misc]
    """`LDSVersionInfo`, since version 1."""

    _fields = [("layout", core.PrintableString), ("unicode", core.PrintableString)]


class SecurityObject(core.Sequence):  # type: ignore[misc]
    """`LDSSecurityObject`: what the state signed."""

    _fields = [
        ("version", core.Integer),
        ("digest_algorithm", algos.DigestAlgorithm),
        ("groups", GroupHashes),
        ("layout_version", LayoutVersion, {"optional": True}),
    ]


class CertificateSet(core.SetOf):  # type: ignore[misc]
    """The certificates of a list."""

    _child_spec = x509.Certificate


class MasterListContent(core.Sequence):  # type: ignore[misc]
    """`CscaMasterList`."""

    _fields = [("version", core.Integer), ("certificates", CertificateSet)]


def there(value: Any) -> bool:
    """Whether an optional part was written (without reading what stands in it)."""
    return not isinstance(value, core.Void)


def one_value(data: bytes) -> tuple[int, bytes]:
    """The tag (class and number as in its first byte) and the content of the one value that the bytes are.

    Raises Stop: nothing there, cut short by the reader (cannot be checked), or more bytes after it (a state makes none).
    """
    if not data:
        raise unknown(Reason.NO_DATA)
    announced = length_of(data)
    if announced is None or announced > len(data):
        raise unknown(Reason.CUT_SHORT)
    if announced < len(data):
        raise Stop(Reason.TRAILING_BYTES, detail=f"{len(data) - announced}")
    try:
        _, _, _, _, content, _ = parser.parse(data, strict=True)
    except FAULTS as fault:
        raise Stop(Reason.MALFORMED) from fault
    return data[0], content


def length_of(data: bytes) -> int | None:
    """How many bytes the value at the start takes, head included, in the definite form; None where the head is not whole."""
    if len(data) < 2:
        return None
    start = 2
    if data[0] & 0x1F == 0x1F:  # a tag of several bytes, as in data groups
        while start <= len(data) and data[start - 1] & 0x80:
            start += 1
        start += 1
    if start > len(data):
        return None
    first = data[start - 1]
    if first < 0x80:
        return start + first
    size = first & 0x7F
    if size == 0 or size > 4 or start + size > len(data):
        return None
    return start + size + int.from_bytes(data[start : start + size])


def load(spec: type[Any], data: bytes) -> Any:
    """Bytes as a value of a type, with none left over. Raises Stop (malformed)."""
    try:
        return spec.load(data, strict=True)
    except FAULTS as fault:
        raise Stop(Reason.MALFORMED, detail=spec.__name__) from fault
