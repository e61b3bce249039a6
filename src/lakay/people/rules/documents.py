"""Rules about documents: which series a number belongs to, and the states of a document."""

from __future__ import annotations

from enum import StrEnum

from lakay.kernel.states import NOBODY, States

_CLASSES = {
    "diplomatic_passport": "passport",
    "service_passport": "passport",
    "identity_or_travel_card": "card",
    "national_id": "card",
    "cedula": "card",
    "emergency_travel_document": "emergency",
    "crew_member_certificate": "seaman_book",
}
_BY_MRZ_CODE = {"P": "passport", "V": "visa", "I": "card", "A": "card", "C": "card", "IP": "passport_card", "AC": "seaman_book"}


def document_class(document_type: str) -> str:
    """The series in which a state numbers a type of document: all its passports share one.

    Takes the codes of the country pack (`national-id`), those of `traveldocs`, and document codes of a zone (`P`, `PD`, `ID`).
    """
    if document_type.isupper() and len(document_type) <= 2:
        return _BY_MRZ_CODE.get(document_type) or _BY_MRZ_CODE.get(document_type[0], document_type)
    plain = document_type.lower().replace("-", "_")
    return _CLASSES.get(plain, plain)


class DocumentStatus(StrEnum):
    """What is known of a document apart from what it says itself."""

    VALID = "valid"
    DOUBTFUL = "doubtful"
    LOST = "lost"
    STOLEN = "stolen"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


_VALID, _DOUBTFUL, _LOST, _STOLEN, _EXPIRED, _CANCELLED = DocumentStatus
_GONE = frozenset({_LOST, _STOLEN, _CANCELLED})

DOCUMENT_STATES = States(
    starts=frozenset({_VALID, _DOUBTFUL, _LOST, _STOLEN, _EXPIRED, _CANCELLED}),
    allowed={
        _VALID: frozenset({_DOUBTFUL, _EXPIRED}) | _GONE,
        _DOUBTFUL: frozenset({_VALID, _EXPIRED}) | _GONE,
        _LOST: frozenset({_VALID, _DOUBTFUL, _STOLEN, _EXPIRED, _CANCELLED}),
        _STOLEN: frozenset({_VALID, _DOUBTFUL, _EXPIRED, _CANCELLED}),
        _EXPIRED: frozenset({_DOUBTFUL}) | _GONE,
        _CANCELLED: frozenset(),
    },
    turns={
        _VALID: NOBODY,
        _DOUBTFUL: "second_line",
        _LOST: "issuing_authority",
        _STOLEN: "issuing_authority",
        _EXPIRED: "holder",
        _CANCELLED: NOBODY,
    },
)
