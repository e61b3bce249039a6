"""How long whom may stay, and by how much they stayed too long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

ANYBODY = "*"


class StayRule(Protocol):
    """A row of the pack's table of stays. The first that fits holds."""

    @property
    def code(self) -> str: ...
    @property
    def nationalities(self) -> tuple[str, ...]: ...
    @property
    def document(self) -> str: ...
    @property
    def visa(self) -> bool: ...
    @property
    def days(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Permitted:
    """The stay that a traveller is given: the rule, the last day (None without limit), whether a visa must be seen."""

    rule: str
    until_on: date | None
    visa: bool


def permitted(rules: Iterable[StayRule], *, nationality: str, document: str, today: date) -> Permitted | None:
    """The stay for a nationality with a kind of document, entering today; None where no rule fits.

    0 days is the same day; 90 days end on the ninetieth, the day of entry being the first.
    """
    for rule in rules:
        fits = nationality in rule.nationalities or ANYBODY in rule.nationalities
        if fits and rule.document in {"", document}:
            last = None if rule.days is None else today + timedelta(days=max(rule.days - 1, 0))
            return Permitted(rule.code, last, rule.visa)
    return None


def overstay(until_on: date | None, left_on: date) -> int:
    """Whole days beyond the last permitted one."""
    return max((left_on - until_on).days, 0) if until_on else 0
