"""Signed messages (CMS, RFC 5652), as chips and master lists are: taken apart, and their signature checked over original bytes."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms

from lakay.traveldocs.chips.answers import Reason, Stop, unknown
from lakay.traveldocs.chips.asn1 import FAULTS, load, there
from lakay.traveldocs.chips.certificates import Certificate, NameKey, name_key
from lakay.traveldocs.chips.keys import check_signature, digest


@dataclass(frozen=True, slots=True)
class SignerInfo:
    """How a message was signed, and by whom: by issuer and number of a certificate, or by the identifier of its key."""

    version: str
    issuer: NameKey | None
    serial: int
    ski: bytes
    digest_algorithm: str
    algorithm: Any
    signature: bytes
    attributes: bytes
    content_type: str
    message_digest: bytes
    signed_at: datetime | None

    def names(self, certificate: Certificate) -> bool:
        """Whether this certificate is the one meant."""
        if self.issuer is None:
            return bool(self.ski) and certificate.ski == self.ski
        return certificate.serial == self.serial and certificate.issuer == self.issuer


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed message: what was signed, and what came along to check it."""

    version: str
    content_type: str
    content: bytes
    certificates: tuple[bytes, ...]
    signers: tuple[SignerInfo, ...]

    @property
    def signer(self) -> SignerInfo:
        """The one signer. Raises Stop: none, or more than one."""
        if not self.signers:
            raise Stop(Reason.NO_SIGNER)
        if len(self.signers) > 1:
            raise unknown(Reason.SEVERAL_SIGNERS)
        return self.signers[0]


def read_signed(der: bytes) -> Signed:
    """A message taken apart, with no byte left over. Raises Stop."""
    parsed = load(cms.ContentInfo, der)
    try:
        return _message(parsed)
    except Stop:
        raise
    except FAULTS as fault:
        raise Stop(Reason.MALFORMED, detail="CMS") from fault


def _message(parsed: Any) -> Signed:
    kind = parsed["content_type"].native
    if kind != "signed_data":
        raise Stop(Reason.WRONG_CONTENT, detail=str(kind))
    return _signed(parsed["content"])


def _algorithm(identifier: Any) -> str:
    """The name of a hash, which takes no parameters. Raises Stop."""
    if identifier["parameters"].native is not None:
        raise Stop(Reason.MALFORMED, detail="algorithm")
    return str(identifier["algorithm"].native)


def _signed(data: Any) -> Signed:
    inner = data["encap_content_info"]
    kind = inner["content_type"].native
    announced = {_algorithm(one) for one in data["digest_algorithms"]}
    signers = tuple(_signer(info) for info in data["signer_infos"])
    if not {one.digest_algorithm for one in signers} <= announced:
        raise Stop(Reason.MALFORMED, detail="digest algorithms")
    return Signed(
        version=data["version"].native,
        content_type=kind,
        content=bytes(inner["content"]),
        certificates=tuple(choice.chosen.dump() for choice in _set(data["certificates"]) if choice.name == "certificate"),
        signers=signers,
    )


def _set(value: Any) -> Any:
    return value if there(value) else ()


def _signer(info: Any) -> SignerInfo:
    sid = info["sid"]
    by_number = sid.name == "issuer_and_serial_number"
    attributes = {} if not there(info["signed_attrs"]) else _attributes(info["signed_attrs"])
    return SignerInfo(
        version=info["version"].native,
        issuer=name_key(sid.chosen["issuer"]) if by_number else None,
        serial=sid.chosen["serial_number"].native if by_number else 0,
        ski=b"" if by_number else sid.chosen.native,
        digest_algorithm=_algorithm(info["digest_algorithm"]),
        algorithm=info["signature_algorithm"],
        signature=info["signature"].native,
        attributes=info["signed_attrs"].dump() if there(info["signed_attrs"]) else b"",
        content_type=attributes.get("content_type", ""),
        message_digest=attributes.get("message_digest", b""),
        signed_at=attributes.get("signing_time"),
    )


WANTED = ("content_type", "message_digest", "signing_time")


def _attributes(found: Any) -> dict[str, Any]:
    """The attributes that count, each once and with one value. Raises Stop."""
    read: dict[str, Any] = {}
    for item in found:
        kind = item["type"].native
        if kind in WANTED:
            if kind in read or len(item["values"]) != 1:
                raise Stop(Reason.MALFORMED, detail=kind)
            read[kind] = item["values"][0].native
    return read


def check_attributes(message: Signed) -> None:
    """Raise Stop unless what was signed speaks of this very content."""
    signer = message.signer
    if not signer.attributes:
        if message.content_type == "data":
            return
        raise Stop(Reason.ATTRIBUTES_MISSING)
    if not signer.message_digest:
        raise Stop(Reason.ATTRIBUTES_MISSING, detail="message_digest")
    if not hmac.compare_digest(digest(signer.digest_algorithm, message.content), signer.message_digest):
        raise Stop(Reason.DIGEST_DIFFERS)
    if signer.content_type != message.content_type:
        raise Stop(Reason.TYPE_DIFFERS)


def check_signer(message: Signed, certificate: Certificate) -> str:
    """The algorithm by which the certificate's key has signed the message. Raises Stop.

    The attributes are signed as a SET (RFC 5652 §5.4): their own bytes with the tag of one, and only if that does not hold,
    their members in the order that DER wants, for signers that sorted after they had signed.
    """
    signer = message.signer
    if not signer.attributes:
        return check_signature(certificate.key, signer.algorithm, signer.signature, message.content, signer.digest_algorithm)
    as_set = b"\x31" + signer.attributes[1:]
    try:
        return check_signature(certificate.key, signer.algorithm, signer.signature, as_set, signer.digest_algorithm)
    except Stop as stop:
        again = _sorted(as_set)
        if stop.reason is not Reason.BAD_SIGNATURE or again in {as_set, b""}:
            raise
        return check_signature(certificate.key, signer.algorithm, signer.signature, again, signer.digest_algorithm)


def _sorted(as_set: bytes) -> bytes:
    try:
        return bytes(cms.CMSAttributes.load(as_set).dump(force=True))
    except FAULTS:
        return b""
