"""A person as far as names and what stands beside them in a list or a document can tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Birth(Protocol):
    """A date of birth of which parts may be unknown (None) or estimated; `lakay.kernel.partial_dates.PartialDate` is one."""

    @property
    def year(self) -> int | None: ...
    @property
    def month(self) -> int | None: ...
    @property
    def day(self) -> int | None: ...
    @property
    def estimated(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Person:
    """Empty text and None mean: not known."""

    family: str = ""
    given: str = ""
    birth: Birth | None = None
    sex: str = ""
    """M, F or X."""
    nationality: str = ""
    """ISO 3166-1 alpha-3, or another code of ICAO Doc 9303-3 §5."""
    documents: frozenset[str] = frozenset()
    """Numbers of documents; blanks, marks and case do not count."""
    cut: bool = False
    """Whether the name may end too early, as in a zone whose name field is full (ICAO Doc 9303-3 §4.6)."""
    name: str = ""
    """The whole name, where nobody knows which words are family and which given names."""
