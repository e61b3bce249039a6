"""What kind of document a document code stands for (ICAO Doc 9303-4 to 9303-8)."""

from __future__ import annotations

from enum import StrEnum

from lakay.traveldocs.layouts import Format


class DocumentKind(StrEnum):
    """The classes of travel document that a post tells apart."""

    PASSPORT = "passport"
    DIPLOMATIC_PASSPORT = "diplomatic_passport"
    SERVICE_PASSPORT = "service_passport"
    EMERGENCY = "emergency_travel_document"
    REFUGEE = "refugee_travel_document"
    STATELESS = "stateless_travel_document"
    ALIEN = "alien_travel_document"
    LAISSEZ_PASSER = "laissez_passer"
    CARD = "identity_or_travel_card"
    CREW = "crew_member_certificate"
    PASSPORT_CARD = "passport_card"
    VISA = "visa"
    UNKNOWN = "unknown"


# The second letters of passports are those of Doc 9303-4 (8th edition); older booklets use `P<` for nearly all.
_EXACT = {
    "PD": DocumentKind.DIPLOMATIC_PASSPORT,
    "PO": DocumentKind.SERVICE_PASSPORT,
    "PE": DocumentKind.EMERGENCY,
    "PU": DocumentKind.EMERGENCY,
    "PR": DocumentKind.REFUGEE,
    "PT": DocumentKind.ALIEN,
    "PS": DocumentKind.STATELESS,
    "PL": DocumentKind.LAISSEZ_PASSER,
    "AC": DocumentKind.CREW,
    "IP": DocumentKind.PASSPORT_CARD,
}
_BY_FIRST = {
    "P": DocumentKind.PASSPORT,
    "V": DocumentKind.VISA,
    "A": DocumentKind.CARD,
    "C": DocumentKind.CARD,
    "I": DocumentKind.CARD,
}


def document_kind(code: str, kind: Format | None) -> DocumentKind:
    """The kind of a document code without fillers. A visa is one whatever its second letter."""
    if kind in {Format.MRVA, Format.MRVB}:
        return DocumentKind.VISA
    return _EXACT.get(code) or _BY_FIRST.get(code[:1], DocumentKind.UNKNOWN)
