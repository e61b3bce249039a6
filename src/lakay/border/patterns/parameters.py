"""The rules as a country pack sets them: which there are, what each counts, from how many it fires. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from lakay.places.pack.records import Names


class Pattern(StrEnum):
    """Every rule the program knows. The codes stand in firings and calls: never renamed."""

    ADULT_MANY_CHILDREN = "adult-many-children"
    SHARED_ADDRESS = "shared-address"
    SHARED_PHONE = "shared-phone"
    CHILD_NOT_RETURNED = "child-not-returned"
    QUICK_RETURNS = "quick-returns"


class Concern(StrEnum):
    """For whom a rule looks."""

    MINORS = "minors"
    WOMEN = "women"
    ANYBODY = "anybody"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyChildren:
    """One adult with many different children in `days`. `own`: verified relations whose children are not counted."""

    days: int
    at_least: int
    at_least_with_papers: int
    own: tuple[str, ...]

    figures: ClassVar = frozenset({"children", "without_paper", "days", "at_least", "at_least_with_papers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The same address or telephone, said in `days` by parties that have no tie, each with somebody of `concerns` among them.

    An address of fewer words than `least_words`, one of `left_out`, and what is said by those who come for `left_out_purposes`
    counts for nothing.
    """

    days: int
    at_least: int
    concerns: tuple[str, ...]
    least_words: int
    left_out: tuple[str, ...]
    left_out_purposes: tuple[str, ...]

    figures: ClassVar = frozenset({"parties", "days", "at_least"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReturned:
    """A child of `nationalities` who left at least `days` ago, and at most `look_back_days`, and has not come back."""

    days: int
    look_back_days: int
    nationalities: tuple[str, ...]

    figures: ClassVar = frozenset({"away", "days"})


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickReturns:
    """Somebody of `concerns` who within `days` left and came back several times, each time in `within_days`.

    `same_day`: whether a return on the day itself counts; crossings with one of `left_out_documents` never do.
    """

    days: int
    within_days: int
    at_least: int
    same_day: bool
    concerns: tuple[str, ...]
    left_out_documents: tuple[str, ...]

    figures: ClassVar = frozenset({"returns", "days", "within_days", "at_least"})


Parameters = ManyChildren | Shared | NotReturned | QuickReturns

PARAMETERS: Mapping[Pattern, type[Parameters]] = {
    Pattern.ADULT_MANY_CHILDREN: ManyChildren,
    Pattern.SHARED_ADDRESS: Shared,
    Pattern.SHARED_PHONE: Shared,
    Pattern.CHILD_NOT_RETURNED: NotReturned,
    Pattern.QUICK_RETURNS: QuickReturns,
}


@dataclass(frozen=True, slots=True)
class Words:
    """A rule in the languages of the office: what it is called, and the sentence that explains a firing."""

    label: Names
    sentence: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """All rules of a pack. A rule that the pack does not have is None and never fires."""

    version: str
    many_children: ManyChildren | None = None
    address: Shared | None = None
    phone: Shared | None = None
    not_returned: NotReturned | None = None
    quick_returns: QuickReturns | None = None
    words: Mapping[Pattern, Words] | None = None

    def sentence(self, pattern: str, figures: Mapping[str, object], language: str) -> str:
        """What a firing says, in one language. Empty for a rule that this pack has no words for."""
        words = (self.words or {}).get(Pattern(pattern)) if pattern in set(Pattern) else None
        return words.sentence.in_language(language).format_map(_Figures(figures)) if words else ""

    def label(self, pattern: str, language: str) -> str:
        """What a rule is called; its code where this pack does not have it any more."""
        words = (self.words or {}).get(Pattern(pattern)) if pattern in set(Pattern) else None
        return words.label.in_language(language) if words else pattern


class _Figures(dict[str, object]):
    """The figures of a firing; one that an older pack did not write down is a question mark."""

    def __missing__(self, name: str) -> str:
        return "?"


def window(days: int) -> timedelta:
    """The rolling window of a rule."""
    return timedelta(days=days)
