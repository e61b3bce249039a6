"""Holding a list against who really passed. Pure: people in, pairs out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from lakay.kernel.partial_dates import PartialDate
from lakay.names.folding import search_tokens

_FILLING = re.compile(r"[^A-Z0-9]+")


class Basis(StrEnum):
    """By what somebody on a list was known again."""

    DOCUMENT = "document"
    NAME = "name"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody on a list, or somebody who passed. `numbers` are numbers of documents without blanks and marks."""

    id: UUID
    surname: str
    given_names: str
    birth: PartialDate
    numbers: frozenset[str]
    sex: str = ""

    @property
    def words(self) -> frozenset[str]:
        """The words of the name."""
        return search_tokens(self.surname, self.given_names)


@dataclass(slots=True)
class Held:
    """What became of a list: who came and by what they were known, who did not, and who passed without being on it."""

    came: dict[UUID, tuple[UUID, Basis]] = field(default_factory=dict)
    missing: list[UUID] = field(default_factory=list)
    extra: list[UUID] = field(default_factory=list)


Alike = Callable[[Somebody, Somebody], bool]


def number_of(text: str) -> str:
    """A document's number as it is compared."""
    return _FILLING.sub("", text.upper())


def same_birth(one: PartialDate, two: PartialDate) -> bool:
    """Whether two births do not contradict each other, and at least the year is known of both."""
    if one.year is None or two.year is None or one.year != two.year:
        return False
    return all(a is None or b is None or a == b for a, b in ((one.month, two.month), (one.day, two.day)))


def hold(listed: Iterable[Somebody], passed: Iterable[Somebody], alike: Alike) -> Held:
    """Pair by document, then by the words of the name and the birth, then by `alike`. Each is paired once."""
    held = Held()
    waiting, free = list(listed), {who.id: who for who in passed}
    for basis, fits in ((Basis.DOCUMENT, _same_document), (Basis.NAME, _same_name), (Basis.ALIKE, alike)):
        left = []
        for who in waiting:
            found = next((one for one in free.values() if fits(who, one)), None)
            if found is None:
                left.append(who)
            else:
                held.came[who.id] = (free.pop(found.id).id, basis)
        waiting = left
    held.missing = [who.id for who in waiting]
    held.extra = list(free)
    return held


def _same_document(one: Somebody, two: Somebody) -> bool:
    return bool(one.numbers & two.numbers)


def _same_name(one: Somebody, two: Somebody) -> bool:
    return bool(one.words) and one.words == two.words and same_birth(one.birth, two.birth)
