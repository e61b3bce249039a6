"""Certificates of states (ICAO Doc 9303-12 §7): what is asked of them, and whether one vouches for another."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cached_property
from typing import Any

from asn1crypto import x509

from lakay.traveldocs.chips.answers import Reason, Stop
from lakay.traveldocs.chips.asn1 import FAULTS, load, there
from lakay.traveldocs.chips.keys import PublicKey, check_signature, public_key

NameKey = frozenset[tuple[str, str]]

MOST = 64 * 1024
"""Bytes of the longest certificate that is looked at."""

_PERIOD = "2.5.29.16"


class Certificate:
    """A certificate, by its original bytes: signatures are checked over these, and nothing is written anew.

    Everything that is read of it is read at once, so that bytes that are no certificate are found out here. Raises Stop.
    """

    def __init__(self, der: bytes) -> None:
        if len(der) > MOST:
            raise Stop(Reason.TOO_LONG, detail="certificate")
        parsed = load(x509.Certificate, der)
        try:
            self._read(parsed)
        except Stop:
            raise
        except FAULTS as fault:
            raise Stop(Reason.MALFORMED, detail="certificate") from fault
        self.der = der

    def _read(self, parsed: Any) -> None:
        body = parsed["tbs_certificate"]
        self._body = body.dump()
        self._key_info = body["subject_public_key_info"]
        self.key_der: bytes = self._key_info.dump()
        self._algorithm = agreed(parsed["signature_algorithm"], body["signature"])
        self._signature = parsed["signature_value"].native
        self.issuer_der: bytes = body["issuer"].dump()
        self.subject_der: bytes = body["subject"].dump()
        self.issuer: NameKey = name_key(body["issuer"])
        self.subject: NameKey = name_key(body["subject"])
        self._names = (body["subject"], body["issuer"])
        self.serial: int = body["serial_number"].native
        self.not_before: datetime = body["validity"]["not_before"].native
        self.not_after: datetime = body["validity"]["not_after"].native
        self._extensions = {item["extn_id"].native: item for item in body["extensions"]} if there(body["extensions"]) else {}
        self.ski: bytes = self._extension("key_identifier") or b""
        authority = self._extension("authority_key_identifier")
        self.aki: bytes = (authority or {}).get("key_identifier") or b""
        usage = self._extension("key_usage")
        self.usage: frozenset[str] | None = None if usage is None else frozenset(usage)
        self.extended: frozenset[str] = frozenset(self._extension("extended_key_usage") or ())
        basic = self._extension("basic_constraints")
        self.says_basics: bool = basic is not None
        self.is_authority: bool = bool((basic or {}).get("ca"))

    def _extension(self, name: str) -> Any:
        item = self._extensions.get(name)
        return None if item is None else item["extn_value"].parsed.native

    @property
    def subject_text(self) -> str:
        """The holder's name for people."""
        return name_text(self._names[0])

    @property
    def issuer_text(self) -> str:
        """The issuer's name for people."""
        return name_text(self._names[1])

    @property
    def state(self) -> str:
        """The country of the holder, two letters as a rule, in capitals; "" where none is written."""
        return dict(sorted(self.subject)).get("country_name", "").upper()

    @property
    def issuing_state(self) -> str:
        """The country of the issuer."""
        return dict(sorted(self.issuer)).get("country_name", "").upper()

    @property
    def common_name(self) -> str:
        """The name of the holder within the state."""
        return dict(sorted(self.subject)).get("common_name", "")

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, hexadecimal."""
        return hashlib.sha256(self.der).hexdigest()

    @cached_property
    def key(self) -> PublicKey:
        """The public key. Raises Stop."""
        return public_key(self._key_info)

    @property
    def self_signed(self) -> bool:
        """Whether holder and issuer have the same name and the same key: not a link to an earlier key."""
        return self.subject == self.issuer and (not self.aki or self.aki == self.ski)

    @property
    def may_certify(self) -> bool:
        """Whether it is a signing authority. The manual asks for two marks; old certificates have one, the oldest none."""
        if self.usage is not None:
            return "key_cert_sign" in self.usage
        return self.is_authority or (not self.says_basics and self.subject == self.issuer)

    def check_signed_by(self, issuer: Certificate) -> str:
        """The algorithm by which another's key vouches for this one. Raises Stop."""
        return check_signature(issuer.key, self._algorithm, self._signature, self._body)


def agreed(outside: Any, inside: Any) -> Any:
    """The algorithm of a signature: it stands outside what is signed, and must stand inside too (RFC 5280 §4.1.1.2). Raises Stop."""
    if outside.dump() != inside.dump():
        raise Stop(Reason.MALFORMED, detail="algorithm")
    return outside


def name_key(name: Any) -> NameKey:
    """A name to compare by: states write the same name in other alphabets of ASN.1, other cases and with other blanks."""
    return frozenset((part["type"].native, _plain(part["value"].native)) for names in name.chosen for part in names)


def _plain(value: Any) -> str:
    return " ".join(str(value).casefold().split())


def name_text(name: Any) -> str:
    """A name for people: `C=HT,O=…,CN=…`."""
    short = {"country_name": "C", "organization_name": "O", "organizational_unit_name": "OU", "common_name": "CN"}
    parts = [
        (short.get(part["type"].native, part["type"].native), part["value"].native) for names in name.chosen for part in names
    ]
    return ",".join(f"{kind}={value}" for kind, value in parts)[:300]
