"""The codes of our own passes as the database and the journal hold them, and the states of a key."""

from __future__ import annotations

from enum import StrEnum

from lakay.kernel.states import NOBODY, States
from lakay.traveldocs.passes import Kind

DOCUMENT_TYPE = "border-pass"
"""What a border pass is among the documents of the country pack."""


def values(codes: type[StrEnum]) -> list[str]:
    """The plain codes, as constraints and migrations hold them."""
    return [code.value for code in codes]


class PassKind(StrEnum):
    """What an agency issues to a person and keeps a record of."""

    BORDER = "border"
    MINOR = "minor"


class SignedKind(StrEnum):
    """What a key may sign: passes, and the slips that travellers take away."""

    BORDER = "border"
    MINOR = "minor"
    REFUSAL = "refusal"
    ENTRY = "entry"

    @property
    def in_code(self) -> Kind:
        """The kind as the code holds it."""
        return Kind[self.name]


class PassStatus(StrEnum):
    """A pass is good until its last day, or until it is taken back."""

    ISSUED = "issued"
    REVOKED = "revoked"


class IssuerStatus(StrEnum):
    """A key signs only once a second person has agreed."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


_PROPOSED, _ACTIVE, _REJECTED, _WITHDRAWN = IssuerStatus

ISSUER_STATES = States(
    starts=frozenset({_PROPOSED}),
    allowed={
        _PROPOSED: frozenset({_ACTIVE, _REJECTED}),
        _ACTIVE: frozenset({_WITHDRAWN}),
        _REJECTED: frozenset(),
        _WITHDRAWN: frozenset(),
    },
    turns={_PROPOSED: "second_person", _ACTIVE: "agency", _REJECTED: NOBODY, _WITHDRAWN: NOBODY},
)


class HowConsented(StrEnum):
    """How a parent or guardian gave leave."""

    PRESENT = "present"
    SIGNED = "signed"
    COURT = "court"


class RevokedFor(StrEnum):
    """Why a pass was taken back."""

    LOST = "lost"
    STOLEN = "stolen"
    REPLACED = "replaced"
    MISUSED = "misused"
    MISTAKE = "mistake"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    NO_LONGER_ENTITLED = "not_entitled"
