"""The seven statements of the IOM screening form (as HTCDS 2.0 quotes them), each answered by itself; who answers for a child.

A no closes no door to help: nothing in this module asks for consent before help is given. It is asked for before long questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from lakay.people.rules.codes import ConsentMethod, Told
from lakay.people.rules.consents import LONGEST, MUST_BE_TOLD, NEED_WITNESS
from lakay.protection.rules.codes import Guardian, Informed, Method

INTERVIEW = "interview"
STATEMENTS = (INTERVIEW, *(told.value for told in Told))
"""Agrees to be asked; and was told the six things that `people` names."""

ASKED_FROM = 6
"""A child of so many years is asked for assent. A choice of this office."""


class NotAnswered(ValueError):
    """What was recorded is no answer about consent. `missing` is a code that pages translate."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody answered to the statements, how, and until when it holds.

    For a child `assent` is the child's own yes or no (None: too young to be asked) and `guardian` says who answered beside them.
    """

    answers: Mapping[str, bool]
    version: str
    language: str
    method: Method
    informed: tuple[Informed, ...]
    until: datetime
    witness: str = ""
    child: bool = False
    assent: bool | None = None
    guardian: Guardian | None = None
    guardian_name: str = ""

    def check(self, at: datetime) -> None:
        """Raise NotAnswered for what is missing."""
        if fault := self._fault(at):
            raise NotAnswered(fault)

    def _fault(self, at: datetime) -> str:
        if set(self.answers) != set(STATEMENTS):
            return "statements"
        if not (self.version and self.language and self.informed):
            return "informed"
        if ConsentMethod(self.method.value) in NEED_WITNESS and not self.witness.strip():
            return "witness"
        if not at < self.until <= at + LONGEST:
            return "until"
        return self._fault_of_child() if self.child else ""

    def _fault_of_child(self) -> str:
        if self.guardian is None:
            return "guardian"
        named = self.guardian is Guardian.NOBODY or self.guardian_name.strip()
        return "" if named else "guardian_name"

    @property
    def may_ask(self) -> bool:
        """Whether long questions may be asked on the strength of this."""
        told = all(self.answers.get(item.value) for item in MUST_BE_TOLD)
        agreed = bool(self.answers.get(INTERVIEW)) and told
        if not self.child:
            return agreed
        return agreed and self.assent is not False and self.guardian not in {None, Guardian.NOBODY}


@dataclass(frozen=True, slots=True)
class Held:
    """An answer on record: when it was given, whether long questions may be asked on it, until when, and when it was taken back."""

    given_at: datetime
    may_ask: bool
    until: datetime
    withdrawn_at: datetime | None = None


def may_ask_at(held: Iterable[Held], at: datetime) -> bool:
    """Whether the newest answer still holds. An older yes does not come back when the newer one is withdrawn or runs out."""
    newest = max((one for one in held if one.given_at <= at), key=lambda one: one.given_at, default=None)
    return newest is not None and newest.may_ask and newest.withdrawn_at is None and at < newest.until
