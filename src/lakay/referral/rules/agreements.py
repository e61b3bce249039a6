"""Data-sharing agreements: between whom, what for, which fields, with the name or a code, for how long. Data of the country pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

ANYBODY = "*"
KIND = "kind:"

FIELDS = (
    *("called", "sex", "age", "age_group", "language", "service", "urgency", "signals"),
    *("guardian", "interpreter", "note", "from_agency", "from_post", "from_phone"),
)
"""All that a packet can hold beside the case code and its dates. What is not listed here cannot leave."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who sends or receives: the code of an agency or provider, and what kind of office it is."""

    code: str
    kind: str
    country: str = ""

    def is_named(self, by: str) -> bool:
        """Whether an agreement's word means this party: its code, its kind, its country (as `kind:shelter`, `DOM`), or anybody."""
        return by in {ANYBODY, self.code, f"{KIND}{self.kind}"} or (by == self.country and by != "")


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement. `named`: the name may go where the person agreed too; else a case code goes. `keep_days` after the end of the
    referral the recipient no longer sees the packet. Days are both included; None is without limit.
    """

    code: str
    sender: str
    recipient: str
    purposes: tuple[str, ...]
    fields: tuple[str, ...]
    named: bool
    keep_days: int
    language: str
    valid_from: date | None
    valid_to: date | None

    def stands(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def covers(self, sender: Party, recipient: Party, purpose: str, on: date) -> bool:
        """Whether it lets something go from one to the other for a purpose on a day."""
        parties = sender.is_named(self.sender) and recipient.is_named(self.recipient)
        return parties and purpose in self.purposes and self.stands(on)


def agreement_for(table: Sequence[Agreement], sender: Party, recipient: Party, purpose: str, on: date) -> Agreement | None:
    """The first agreement of the table that covers it; None lets nothing go."""
    return next((one for one in table if one.covers(sender, recipient, purpose, on)), None)
