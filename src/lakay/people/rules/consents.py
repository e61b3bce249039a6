"""When a yes is a consent: rules in the sense of ISO/IEC TS 27560 and of the IOM screening form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lakay.people.rules.codes import ConsentMethod, Told

LONGEST = timedelta(days=5 * 366)
"""No consent holds longer without being asked again. A choice of this office, from no standard."""

MUST_BE_TOLD = frozenset({Told.PURPOSE, Told.WITHDRAWAL})
NEED_WITNESS = frozenset({ConsentMethod.SPOKEN, ConsentMethod.THUMB})


class NotAConsent(ValueError):
    """What was recorded is no consent. `missing` is a code that pages translate."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True, slots=True)
class ConsentTerms:
    """What was agreed to: one purpose, one recipient, from when until when; and how it was asked and answered.

    `statement`, `version` and `language` name the very text that was shown or read out.
    """

    purpose: str
    recipient: str
    statement: str
    version: str
    language: str
    told: tuple[Told, ...]
    method: ConsentMethod
    valid_from: datetime
    until: datetime
    witness: str = ""

    def __post_init__(self) -> None:
        if fault := self._fault():
            raise NotAConsent(fault)

    def _fault(self) -> str:
        if not (self.purpose and self.recipient):
            return "purpose_and_recipient"
        if not (self.statement and self.version and self.language):
            return "statement"
        if not set(self.told) >= MUST_BE_TOLD:
            return "told"
        if self.method in NEED_WITNESS and not self.witness.strip():
            return "witness"
        if not self.valid_from < self.until <= self.valid_from + LONGEST:
            return "until"
        return ""
