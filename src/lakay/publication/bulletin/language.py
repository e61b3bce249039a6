"""What a language must be able to say of a table, and what all four share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from lakay.publication.bulletin.sizes import Change, Part, part_of, percent, ratio


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for what is counted. `feminine` matters where the language has gender."""

    one: str
    many: str
    feminine: bool = False


class Language(ABC):
    """Sentences of one language. Numbers to ten are words, larger ones digits; percents have one decimal."""

    code: ClassVar[str]
    nouns: ClassVar[Mapping[str, Noun]]
    small: ClassVar[tuple[str, ...]]
    parts: ClassVar[Mapping[Part, str]]
    months: ClassVar[tuple[str, ...]]
    thousands: ClassVar[str] = "\u202f"
    mark: ClassVar[str] = ","
    quotes: ClassVar[tuple[str, str]] = ("«\u00a0", "\u00a0»")

    def noun(self, name: str) -> Noun:
        """The word for what is counted."""
        return self.nouns.get(name, self.nouns["record"])

    def digits(self, number: int) -> str:
        """A number in digits."""
        return f"{number:,}".replace(",", self.thousands)

    def percent(self, value: Decimal) -> str:
        """A percent, without a decimal that is 0."""
        shown = f"{value:f}".removesuffix(".0").replace(".", self.mark)
        return f"{shown}\u00a0%"

    def named(self, label: str) -> str:
        """A category in quotation marks."""
        return f"{self.quotes[0]}{label}{self.quotes[1]}"

    def month(self, code: str) -> str:
        """The name of the month of `2026-03`."""
        return self.months[int(code[5:7]) - 1]

    def day(self, code: str) -> str:
        """The day of `2026-03-14`: “14 March”."""
        return f"{int(code[8:])} {self.month(code)}"

    def label(self, code: str) -> str:
        """A month or a day."""
        return self.day(code) if len(code) > len("2026-03") else self.month(code)

    def number(self, number: int, *, feminine: bool) -> str:
        """A number from one to ten in words, a larger one in digits."""
        return self.small[number - 1] if 1 <= number <= len(self.small) else self.digits(number)

    def count(self, number: int, name: str) -> str:
        """A number with what it counts: “no entry”, “one entry”, “three entries”, “1,204 entries”."""
        noun = self.noun(name)
        if number == 0:
            return self.nothing(noun)
        return f"{self.number(number, feminine=noun.feminine)} {noun.one if number == 1 else noun.many}"

    def share(self, part: int, whole: int) -> str:
        """A part of a whole: by its name where it has one, and in percent."""
        return self.parts[part_of(part, whole)].format(percent=self.percent(percent(part, whole)))

    def compared(self, first: int, one: str, second: int, other: str) -> str:
        """Two counts held against each other, the larger one first: “more than twice as many entries as exits”."""
        if second > first:
            return self.compared(second, other, first, one)
        found = ratio(first, second)
        return self.than(found.how.value, found.times, found.percent, self.noun(one), self.noun(other))

    def sentence(self, text: str) -> str:
        """With a large letter at its beginning."""
        return text[:1].upper() + text[1:]

    @abstractmethod
    def nothing(self, noun: Noun) -> str:
        """“no entry”."""

    @abstractmethod
    def than(self, how: str, times: int, percent: Decimal, one: Noun, other: Noun) -> str:
        """The clause of `compared`; `how` is a value of `Than`."""

    @abstractmethod
    def over(self, months: tuple[str, ...]) -> str:
        """In which time: “from January to March 2026”, “in March 2026”, “in 2026”."""

    @abstractmethod
    def total(self, number: int, name: str, when: str) -> str:
        """How many were counted in all."""

    @abstractmethod
    def pair(self, clause: str, first: str, second: str) -> str:
        """There were (clause): so many and so many."""

    @abstractmethod
    def top(self, label: str, count: str, share: str, *, of_shown: bool) -> str:
        """The largest part. `of_shown`: some are hidden, so it is the largest of those shown."""

    @abstractmethod
    def changed(self, name: str, when: str, change: Change) -> str:
        """How the number came from one month or day to another; `when` is what `from_to` says."""

    @abstractmethod
    def within(self, code: str) -> str:
        """In which month, or on which day: “in March”, “on 14 March”."""

    @abstractmethod
    def from_to(self, first: str, last: str) -> str:
        """From one month or day to another: “from January to March”, “from 14 March to 20 March”."""

    @abstractmethod
    def over_days(self, first: str, last: str) -> str:
        """In which days, with the year."""

    @abstractmethod
    def highest(self, when: str, count: str) -> str:
        """In which month, or on which day, there were most."""

    @abstractmethod
    def all_hidden(self) -> str:
        """Not even the total is shown."""

    @abstractmethod
    def hidden(self, number: int) -> str:
        """How many figures of a table are hidden, and why."""
