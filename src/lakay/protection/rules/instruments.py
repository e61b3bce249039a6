"""A screening instrument: versioned questions of the country pack, and the check of answers against them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lakay.places.pack.records import Names

YES, NO, UNKNOWN = "yes", "no", "unknown"
LONGEST_TEXT = 4000
LARGEST = 200


class QuestionType(StrEnum):
    """What an answer looks like: yes, no or unknown; one code; a list of codes; a whole number; words."""

    YES = "yes"
    ONE = "one"
    MANY = "many"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the codes that may be chosen, and the signal that choosing it raises, if any."""

    code: str
    signal: str
    labels: Names


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `side` says whether a yes is a risk or protects; `signal` is raised by the answer `raised_by`."""

    code: str
    section: str
    type: QuestionType
    side: str
    labels: Names
    choices: tuple[Choice, ...] = ()
    signal: str = ""
    raised_by: str = YES

    def raised(self, answer: Any) -> Iterator[str]:
        """The signals that an answer raises."""
        if self.signal and answer == self.raised_by:
            yield self.signal
        chosen = answer if isinstance(answer, list) else [answer]
        yield from (choice.signal for choice in self.choices if choice.signal and choice.code in chosen)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument in one version. `who` is anyone, child or adult; `consent` whether it waits for a yes to being asked; `of_set` the
    set of indicators that its answers are read by.
    """

    code: str
    version: str
    place: int
    who: str
    consent: bool
    of_set: str
    labels: Names
    questions: tuple[Question, ...]

    def fits(self, child: bool) -> bool:
        """Whether it is for such a person."""
        return self.who == "anyone" or (self.who == "child") == child

    @property
    def sections(self) -> dict[str, list[Question]]:
        """The questions by section, in the order of the pack."""
        found: dict[str, list[Question]] = {}
        for question in self.questions:
            found.setdefault(question.section, []).append(question)
        return found


class BadAnswers(ValueError):
    """Answers that do not fit the instrument. `faults` names each question with a code that pages translate."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(", ".join(f"{question}: {fault}" for question, fault in faults.items()))
        self.faults = faults


def checked(instrument: Instrument, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are kept, without those not given. Raises BadAnswers with everything that is wrong."""
    known = {question.code: question for question in instrument.questions}
    given = {code: answer for code, answer in answers.items() if answer not in (None, "", [])}
    faults = {code: "question" for code in given if code not in known}
    faults |= {code: fault for code in given if code in known and (fault := _fault(known[code], given[code]))}
    if not given:
        faults["*"] = "nothing"
    if faults:
        raise BadAnswers(faults)
    return {code: sorted(set(answer)) if isinstance(answer, list) else answer for code, answer in sorted(given.items())}


def _fault(question: Question, answer: Any) -> str:
    return "" if _FITS[question.type](answer, {choice.code for choice in question.choices}) else str(question.type)


_FITS: dict[QuestionType, Callable[[Any, set[str]], bool]] = {
    QuestionType.YES: lambda answer, among: answer in (YES, NO, UNKNOWN),
    QuestionType.ONE: lambda answer, among: isinstance(answer, str) and answer in among,
    QuestionType.MANY: lambda answer, among: isinstance(answer, list) and all(isinstance(x, str) and x in among for x in answer),
    QuestionType.NUMBER: lambda answer, among: type(answer) is int and 0 <= answer <= LARGEST,
    QuestionType.TEXT: lambda answer, among: isinstance(answer, str) and len(answer) <= LONGEST_TEXT,
}


def signals(instrument: Instrument, answers: Mapping[str, Any]) -> frozenset[str]:
    """What the answers say of how urgent the person is."""
    return frozenset(
        signal
        for question in instrument.questions
        if question.code in answers
        for signal in question.raised(answers[question.code])
    )
