"""Files with the keys of states: master lists, single certificates, revocation lists, the directory of ICAO as text, or several zipped.

A master list is a signed message with certificates of many states (Doc 9303-12 §9), published by ICAO, Germany, the Netherlands
and others. Its own signature is always checked; whether the one who signed it is known here is told, for a person to decide.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
from binascii import Error as BadBase64
from collections.abc import Iterator
from dataclasses import dataclass, field

from lakay.traveldocs.chips.answers import Reason, Stop, Verdict
from lakay.traveldocs.chips.asn1 import FAULTS, MASTER_LIST, MasterListContent, length_of, load
from lakay.traveldocs.chips.certificates import Certificate
from lakay.traveldocs.chips.crls import Crl
from lakay.traveldocs.chips.signed import Signed, check_attributes, check_signer, read_signed
from lakay.traveldocs.chips.trust import TrustStore

MOST = 256 * 1024 * 1024
"""Bytes of a file, unzipped."""

_PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----", re.DOTALL)
_LDIF_VALUE = re.compile(rb"^[A-Za-z][A-Za-z0-9;-]*:: *([A-Za-z0-9+/=]+) *$", re.MULTILINE)
SHORTEST = 64  # bytes of a value of the directory that may be a certificate


class UnreadableList(ValueError):
    """Nothing in a file that vouches or revokes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a file that was left out, and why."""

    where: str
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ListSigner:
    """Who signed a master list. `known`: an authority trusted before vouches for the signer. `root` vouches for it in the list."""

    subject: str
    fingerprint: str
    known: bool
    root: str = ""


@dataclass(slots=True)
class TrustFile:
    """What a file brings."""

    anchors: dict[str, Certificate] = field(default_factory=dict)
    signers: dict[str, Certificate] = field(default_factory=dict)
    crls: list[Crl] = field(default_factory=list)
    list_signers: list[ListSigner] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    thorough: bool = True

    def store(self) -> TrustStore:
        """All that it brings, trusted."""
        return TrustStore.of(self.anchors.values(), self.crls, self.signers.values())


def read_trust_file(data: bytes, known: TrustStore | None = None, *, thorough: bool = True) -> TrustFile:
    """Read a file of any of the kinds. Raises UnreadableList if there is nothing in it, not even a faulty part.

    A master list whose own signature does not hold brings nothing but a fault. `known`: whom this country trusts already.
    `thorough`: check the signature that each authority has put under its own certificate too (a second for a whole list).
    """
    found = TrustFile(thorough=thorough)
    store = known or TrustStore()
    for number, value in enumerate(_values(data), 1):
        _take(found, value, store, f"{number}")
    if not (found.anchors or found.signers or found.crls or found.faults):
        raise UnreadableList("no certificate, master list or revocation list")
    return found


def _values(data: bytes) -> Iterator[bytes]:
    """The DER values in a file."""
    if len(data) > MOST:
        raise UnreadableList("too long")
    if data[:4] == b"PK\x03\x04":
        yield from _unzipped(data)
    elif b"-----BEGIN " in data[:4096]:
        for match in _PEM.finditer(data):
            yield _from_base64(match[2])
    elif data[:1] == b"\x30":
        yield data
    else:
        unfolded = data.replace(b"\r\n", b"\n").replace(b"\n ", b"")
        yield from (value for match in _LDIF_VALUE.finditer(unfolded) if len(value := _from_base64(match[1])) >= SHORTEST)


def _unzipped(data: bytes) -> Iterator[bytes]:
    left = MOST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                left -= member.file_size
                if left < 0:
                    raise UnreadableList("too long")
                content = archive.read(member)
                if content[:4] != b"PK\x03\x04":
                    yield from _values(content)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as fault:
        raise UnreadableList("zip") from fault


def _from_base64(text: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except BadBase64:
        return b""


def _take(found: TrustFile, value: bytes, known: TrustStore, where: str) -> None:
    """Find out what a value is, and take it. What it looks like decides how its faults are told."""
    end = length_of(value)
    value = value if end is None or value[end:].strip() else value[:end]
    for attempt in (_as_master_list, _as_certificate, _as_crl):
        try:
            attempt(found, value, known, where)
        except _OtherKind:
            continue
        except Stop as stop:
            found.faults.append(Fault(where, stop.reason, stop.detail))
        return


class _OtherKind(Exception):
    """The value is of another kind."""


def _as_master_list(found: TrustFile, value: bytes, known: TrustStore, where: str) -> None:
    try:
        signed = read_signed(value)
    except Stop as stop:
        if b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02" in value[:32]:  # it says that it is a signed message
            raise
        raise _OtherKind from stop
    if signed.content_type != MASTER_LIST:
        raise Stop(Reason.WRONG_CONTENT, detail=signed.content_type)
    certificates = read_certificates(signed.content)
    signer = check_list(signed, [one for one in certificates if isinstance(one, Certificate)], known)
    found.list_signers.append(signer)
    for number, one in enumerate(certificates, 1):
        if isinstance(one, Certificate):
            _place(found, one, f"{where}.{number}")
        else:
            found.faults.append(Fault(f"{where}.{number}", one.reason, one.detail))


def read_certificates(content: bytes) -> list[Certificate | Stop]:
    """The certificates of a master list, each with its place; one that cannot be read is told with its reason. Raises Stop."""
    parsed = load(MasterListContent, content)
    try:
        version = parsed["version"].native
        originals = [one.dump() for one in parsed["certificates"]]
    except FAULTS as fault:
        raise Stop(Reason.MALFORMED, detail="master list") from fault
    if version != 0:
        raise Stop(Reason.WRONG_VERSION, detail=f"list {version}")
    return [_certificate(der) for der in originals]


def _certificate(der: bytes) -> Certificate | Stop:
    try:
        return Certificate(der)
    except Stop as stop:
        return stop


def check_list(signed: Signed, listed: list[Certificate], known: TrustStore) -> ListSigner:
    """Who signed a master list. Raises Stop if the signature does not hold, or the list comes without its signer."""
    came_along = [one for der in signed.certificates if isinstance(one := _certificate(der), Certificate)]
    signer = next((one for one in [*came_along, *listed] if signed.signer.names(one)), None)
    if signer is None:
        raise Stop(Reason.NO_SIGNER)
    check_attributes(signed)
    check_signer(signed, signer)
    own = TrustStore.of([*came_along, *listed])
    root = _issuer(own, signer)
    is_known = (
        any(anchor.certificate.fingerprint == signer.fingerprint for anchor in known.anchors)
        or _issuer(known, signer) is not None
    )
    return ListSigner(signer.subject_text, signer.fingerprint, is_known, root.fingerprint if root else "")


def _issuer(store: TrustStore, certificate: Certificate) -> Certificate | None:
    try:
        return store.issuer_of(certificate)
    except Stop:
        return None


def _as_certificate(found: TrustFile, value: bytes, known: TrustStore, where: str) -> None:
    try:
        certificate = Certificate(value)
    except Stop as stop:
        if stop.verdict is Verdict.FORGED and _is_crl(value):
            raise _OtherKind from stop
        raise
    _place(found, certificate, where)


def _is_crl(value: bytes) -> bool:
    try:
        Crl(value)
    except Stop:
        return False
    return True


def _as_crl(found: TrustFile, value: bytes, known: TrustStore, where: str) -> None:
    found.crls.append(Crl(value))


def _place(found: TrustFile, certificate: Certificate, where: str) -> None:
    """Among the authorities, or among the signers. An authority whose own signature does not hold is left out."""
    if not certificate.may_certify:
        found.signers[certificate.fingerprint] = certificate
        return
    try:
        if found.thorough and certificate.self_signed:
            certificate.check_signed_by(certificate)
        elif found.thorough:
            certificate.key  # noqa: B018  (it raises for a key that cannot be used)
    except Stop as stop:
        found.faults.append(Fault(where, stop.reason, certificate.subject_text))
        if stop.verdict is Verdict.FORGED:
            return
    found.anchors[certificate.fingerprint] = certificate
