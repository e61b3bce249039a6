"""What a traveller is asked to declare: only what the country's table says, and nothing where it is silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from lakay.border.rules.stays import ANYBODY

MUST = "must"
NO = "no"


class DeclarationRule(Protocol):
    """A row of the pack's table of declarations. The first that fits holds. Each question is `no`, `may` or `must`."""

    @property
    def direction(self) -> str: ...
    @property
    def nationalities(self) -> tuple[str, ...]: ...
    @property
    def document(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def vehicle(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """Which questions a traveller is asked: each `no`, `may` (shown, may stay empty) or `must`."""

    purpose: str = NO
    address: str = NO
    phone: str = NO
    vehicle: str = NO

    @property
    def needed(self) -> bool:
        """Whether something must be answered before the traveller is admitted."""
        return MUST in (self.purpose, self.address, self.phone, self.vehicle)

    def missing(self, **answers: str) -> tuple[str, ...]:
        """The questions that must be answered and were not."""
        return tuple(name for name, answer in answers.items() if getattr(self, name) == MUST and not answer.strip())


NOTHING_ASKED = Asked()


def asked(rules: Iterable[DeclarationRule], *, direction: str, nationality: str, document: str) -> Asked | None:
    """What the first fitting row asks; None where none fits."""
    for rule in rules:
        whom = nationality in rule.nationalities or ANYBODY in rule.nationalities
        if whom and rule.direction in {"both", direction} and rule.document in {"", document}:
            return Asked(rule.purpose, rule.address, rule.phone, rule.vehicle)
    return None
