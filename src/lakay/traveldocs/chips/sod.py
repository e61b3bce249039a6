"""EF.SOD, the document security object: what a state signed about the data of a chip (ICAO Doc 9303-10 §4.6.2)."""

from __future__ import annotations

from dataclasses import dataclass

from lakay.traveldocs.chips.answers import Reason, Stop, unknown
from lakay.traveldocs.chips.asn1 import FAULTS, OLDER_SECURITY_OBJECTS, SECURITY_OBJECT, SecurityObject, load, one_value, there
from lakay.traveldocs.chips.certificates import Certificate
from lakay.traveldocs.chips.keys import HASHES
from lakay.traveldocs.chips.signed import Signed, read_signed

TAG = 0x77
MOST = 64 * 1024
"""Bytes of the longest security object that is looked at."""
MOST_GROUPS = 16


@dataclass(frozen=True, slots=True)
class SecurityData:
    """What the state says: the hash of each data group, by its number."""

    version: int
    digest_algorithm: str
    digests: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class Sod:
    """A security object whose structure holds."""

    signed: Signed
    data: SecurityData
    certificates: tuple[Certificate, ...]

    @property
    def old_content_type(self) -> bool:
        """Whether it is one of the older kinds."""
        return self.signed.content_type != SECURITY_OBJECT

    def signer_certificate(self) -> Certificate | None:
        """The certificate of its signer, if it came along: the manual wants it to."""
        return next((one for one in self.certificates if self.signed.signer.names(one)), None)


def read_sod(data: bytes) -> Sod:
    """Take an EF.SOD apart. Raises Stop with the reason; see the table in `docs/reference/chips.md`."""
    if len(data) > MOST:
        raise unknown(Reason.TOO_LONG)
    tag, content = one_value(data)
    if tag != TAG:
        raise unknown(Reason.OTHER_FILE, f"tag {tag:02X}")
    signed = read_signed(content)
    check_versions(signed)
    if signed.content_type != SECURITY_OBJECT and signed.content_type not in OLDER_SECURITY_OBJECTS:
        raise Stop(Reason.WRONG_CONTENT, detail=signed.content_type)
    certificates = tuple(Certificate(der) for der in signed.certificates)
    return Sod(signed, read_security_data(signed.content), certificates)


def check_versions(signed: Signed) -> None:
    """Raise Stop unless the message has the version that its parts ask for (RFC 5652 §5.1, §5.3): 3 for all but plain data."""
    expected = {"v1", "v3"} if signed.content_type == "data" else {"v3"}
    if signed.version not in expected:
        raise Stop(Reason.WRONG_VERSION, detail=f"CMS {signed.version}")
    signer = signed.signer
    if signer.version != ("v3" if signer.issuer is None else "v1"):
        raise Stop(Reason.WRONG_VERSION, detail=f"signer {signer.version}")


def read_security_data(content: bytes) -> SecurityData:
    """The signed list of hashes. Raises Stop."""
    parsed = load(SecurityObject, content)
    try:
        version = int(parsed["version"].native)
        name = str(parsed["digest_algorithm"]["algorithm"].native)
        listed = [(int(item["number"].native), bytes(item["digest"].native)) for item in parsed["groups"]]
        has_layout = there(parsed["layout_version"])
    except FAULTS as fault:
        raise Stop(Reason.MALFORMED, detail="LDS") from fault
    if version not in {0, 1} or has_layout != (version == 1):
        raise Stop(Reason.WRONG_VERSION, detail=f"LDS {version}")
    _check_list(listed, name)
    return SecurityData(version, name, dict(listed))


def _check_list(listed: list[tuple[int, bytes]], name: str) -> None:
    numbers = [number for number, _ in listed]
    if not numbers or len(set(numbers)) != len(numbers) or not set(numbers) <= set(range(1, MOST_GROUPS + 1)):
        raise Stop(Reason.MALFORMED, detail="data groups")
    if name in HASHES and any(len(digest) != HASHES[name]().digest_size for _, digest in listed):
        raise Stop(Reason.MALFORMED, detail="hash")
