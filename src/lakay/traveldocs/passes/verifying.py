"""Is this pass good? Needs the public keys of the issuers, the day at the post, and the numbers taken back; no network."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cryptography.exceptions import InvalidSignature

from lakay.traveldocs.passes.kinds import Kind
from lakay.traveldocs.passes.numbers import written
from lakay.traveldocs.passes.signing import SIGNED_FOR, Signed, public_key


class Verdict(StrEnum):
    """The answer, by stable code. Only `valid` lets anybody pass; only `forged` speaks against the holder."""

    VALID = "valid"
    FORGED = "forged"
    UNKNOWN_ISSUER = "unknown_issuer"
    ISSUER_WITHDRAWN = "issuer_withdrawn"
    NOT_ENTITLED = "not_entitled"
    REVOKED = "revoked"
    NOT_YET = "not_yet"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """A key that an agency signs passes with: which kinds, and on which days it may be used."""

    id: str
    public: bytes
    agency: str
    kinds: frozenset[Kind]
    valid_from: date
    valid_until: date
    withdrawn: bool = False


def verify(found: Signed, issuers: Mapping[str, IssuerKey], on: date, revoked: Container[str] = ()) -> Verdict:
    """The answer on a day. The gravest comes first: what is forged is not looked at further."""
    issuer = issuers.get(found.content.issuer)
    if issuer is None:
        return Verdict.UNKNOWN_ISSUER
    return _of_the_key(found, issuer) or _of_the_day(found, on, revoked)


def _of_the_key(found: Signed, issuer: IssuerKey) -> Verdict | None:
    try:
        public_key(issuer.public).verify(found.signature, SIGNED_FOR + found.body)
    except InvalidSignature:
        return Verdict.FORGED
    if issuer.withdrawn:
        return Verdict.ISSUER_WITHDRAWN
    in_force = issuer.valid_from <= found.content.issued_on <= issuer.valid_until
    return None if found.content.kind in issuer.kinds and in_force else Verdict.NOT_ENTITLED


def _of_the_day(found: Signed, on: date, revoked: Container[str]) -> Verdict:
    content = found.content
    if written(content.kind, content.number) in revoked:
        return Verdict.REVOKED
    if on < content.valid_from:
        return Verdict.NOT_YET
    return Verdict.EXPIRED if on > content.valid_until else Verdict.VALID
