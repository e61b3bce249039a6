"""Lists of revoked certificates (ICAO Doc 9303-12 §7.1.4): a state issues one at least every 90 days, 48 hours after an incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import crl

from lakay.traveldocs.chips.answers import Reason, Stop
from lakay.traveldocs.chips.asn1 import FAULTS, load, there
from lakay.traveldocs.chips.certificates import Certificate, NameKey, agreed, name_key, name_text
from lakay.traveldocs.chips.keys import check_signature

MOST = 16 * 1024 * 1024
TAKEN_BACK = "remove_from_crl"


@dataclass(frozen=True, slots=True)
class Revocation:
    """A certificate that its state has taken back."""

    at: datetime
    reason: str


class Crl:
    """A list, by its original bytes. Raises Stop for bytes that are none."""

    def __init__(self, der: bytes) -> None:
        if len(der) > MOST:
            raise Stop(Reason.TOO_LONG, detail="CRL")
        parsed = load(crl.CertificateList, der)
        try:
            self._read(parsed)
        except FAULTS as fault:
            raise Stop(Reason.MALFORMED, detail="CRL") from fault
        self.der = der

    def _read(self, parsed: Any) -> None:
        body = parsed["tbs_cert_list"]
        self._body = body.dump()
        self._algorithm = agreed(parsed["signature_algorithm"], body["signature"])
        self._signature = parsed["signature"].native
        self.issuer: NameKey = name_key(body["issuer"])
        self.issuer_text = name_text(body["issuer"])
        self.state = dict(sorted(self.issuer)).get("country_name", "").upper()
        self.this_update: datetime = body["this_update"].native
        self.next_update: datetime | None = body["next_update"].native
        extensions = body["crl_extensions"] if there(body["crl_extensions"]) else ()
        wanted = {"crl_number", "authority_key_identifier"}
        found = {
            item["extn_id"].native: item["extn_value"].parsed.native for item in extensions if item["extn_id"].native in wanted
        }
        self.number: int | None = found.get("crl_number")
        self.aki: bytes = (found.get("authority_key_identifier") or {}).get("key_identifier") or b""
        entries = body["revoked_certificates"]
        self.revoked: dict[int, Revocation] = dict(_entry(item) for item in entries) if there(entries) else {}

    def check_signed_by(self, issuer: Certificate) -> str:
        """The algorithm by which a state's key has signed the list. Raises Stop."""
        return check_signature(issuer.key, self._algorithm, self._signature, self._body)


def _entry(item: Any) -> tuple[int, Revocation]:
    reason = "unspecified"
    for extension in item["crl_entry_extensions"] if there(item["crl_entry_extensions"]) else ():
        if extension["extn_id"].native == "crl_reason":
            reason = str(extension["extn_value"].parsed.native)
    return item["user_certificate"].native, Revocation(item["revocation_date"].native, reason)
