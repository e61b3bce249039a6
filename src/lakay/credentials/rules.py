"""What may be issued to whom: the rows of the country pack held against what an officer entered. Values only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lakay.kernel.partial_dates import PartialDate
from lakay.places.pack.records import PassRule
from lakay.traveldocs.passes import Birth, Holder, Leg, plain

ADULT_FROM = 18
"""Convention on the Rights of the Child, article 1."""


class CannotIssue(ValueError):
    """What was entered is not enough, or more than the rule allows. `why` are codes that pages translate."""

    def __init__(self, *why: str) -> None:
        super().__init__(", ".join(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included."""

    first: date
    last: date

    def faults(self, rule: PassRule, today: date) -> Iterator[str]:
        """What is wrong with the days, for a rule, today."""
        if self.last < self.first:
            yield "days_out_of_order"
        elif self.last < today:
            yield "days_past"
        elif (self.last - self.first).days >= rule.days:
            yield "days_too_many"


def longest(rule: PassRule, first: date) -> Period:
    """The whole time that a rule gives from a day on."""
    return Period(first, first + timedelta(days=rule.days - 1))


@dataclass(frozen=True, slots=True)
class BorderRequest:
    """A border pass as asked for. `posts` empty: all posts of the rule."""

    rule: PassRule
    period: Period
    residence: str = ""
    posts: tuple[str, ...] = ()

    def check(self, today: date) -> None:
        """Raise CannotIssue for what the rule does not give."""
        faults = list(self.period.faults(self.rule, today))
        if self.rule.kind != "border":
            faults.append("other_rule")
        if self.rule.places and self.residence not in self.rule.places:
            faults.append("residence")
        if set(self.posts) - set(self.rule.posts):
            faults.append("posts")
        if faults:
            raise CannotIssue(*faults)


@dataclass(frozen=True, slots=True)
class Consent:
    """Who gave leave for the child: name, what they are to the child, how, and on which day."""

    by: str
    relation: str
    how: str
    on: date


@dataclass(frozen=True, slots=True)
class Companion:
    """With whom the child travels, and by which document they are known."""

    surname: str
    given_names: str
    state: str
    number: str


@dataclass(frozen=True, slots=True)
class MinorRequest:
    """Leave for a child to travel, as asked for."""

    rule: PassRule
    period: Period
    companion: Companion
    leg: Leg
    destination: str
    several_trips: bool
    consent: Consent

    def check(self, today: date, birth: PartialDate) -> None:
        """Raise CannotIssue where the child is none, the days are too many or consent is missing."""
        faults = list(self.period.faults(self.rule, today))
        if self.rule.kind != "minor":
            faults.append("other_rule")
        if not is_minor_on(birth, self.period.first):
            faults.append("not_a_minor")
        if not (plain(self.companion.surname) and plain(self.companion.number)):
            faults.append("companion")
        if not (self.consent.by.strip() and self.consent.relation and self.consent.how) or self.consent.on > today:
            faults.append("consent")
        if faults:
            raise CannotIssue(*faults)


def is_minor_on(birth: PartialDate, day: date) -> bool:
    """Whether somebody may be under 18 on a day; not where nothing is known of their age."""
    ages = birth.age_on(day)
    return ages is not None and ages[0] < ADULT_FROM


def as_birth(born: PartialDate) -> Birth:
    """A date of birth as passes hold it."""
    return Birth(born.year, born.month, born.day, born.estimated)


def as_partial(birth: Birth) -> PartialDate:
    """A date of birth as the records hold it."""
    return PartialDate(birth.year, birth.month, birth.day, birth.estimated)


def differences(holder: Holder, *, surname: str, given_names: str, birth: PartialDate) -> tuple[str, ...]:
    """Which of name and birth on a pass are not those of the traveller before one: `name`, `birth`.

    Names agree where one has all words of the other: documents leave out second names, and take surnames for given names.
    """
    ours, theirs = _words(holder.surname, holder.given_names), _words(surname, given_names)
    found = [] if ours <= theirs or theirs <= ours else ["name"]
    if not as_partial(holder.birth).compatible(birth):
        found.append("birth")
    return tuple(found)


def _words(*names: str) -> set[str]:
    return {word for name in names for word in _bare(plain(name)).split()}


def _bare(name: str) -> str:
    """Without accents, hyphens and apostrophes: the way a machine-readable zone writes a name."""
    return name.translate(_BARE)


_BARE = str.maketrans("ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜ-.", "AAAACEEEEIIIINOOOOUUUU  ", "'")
