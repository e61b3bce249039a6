"""Holding a list against who really passed. Pure: people in, pairs out."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
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
    """Pair by document, then by the words of the name and the birth, then by `alike`. Each is paired once.

    Only people who share a number, the words or the year of birth are compared with each other: all with all would be too many.
    """
    held = Held()
    waiting, free = list(listed), {who.id: who for who in passed}
    for basis, keys, fits in (
        (Basis.DOCUMENT, _numbers, _always),
        (Basis.NAME, _words, _same_name),
        (Basis.ALIKE, _words, _birth_not_said),
        (Basis.ALIKE, _year, alike),
    ):
        near = _by_key(free.values(), keys)
        left = []
        for who in waiting:
            candidates = (one for key in keys(who) for one in near.get(key, ()) if one.id in free)
            found = next((one for one in candidates if fits(who, one)), None)
            if found is None:
                left.append(who)
            else:
                held.came[who.id] = (free.pop(found.id).id, basis)
        waiting = left
    held.missing = [who.id for who in waiting]
    held.extra = list(free)
    return held


Keys = Callable[[Somebody], Iterable[Hashable]]


def _by_key(people: Iterable[Somebody], keys: Keys) -> dict[Hashable, list[Somebody]]:
    found: dict[Hashable, list[Somebody]] = {}
    for who in people:
        for key in keys(who):
            found.setdefault(key, []).append(who)
    return found


def _numbers(who: Somebody) -> Iterable[Hashable]:
    return sorted(who.numbers)


def _words(who: Somebody) -> Iterable[Hashable]:
    words = search_tokens(who.surname, who.given_names)
    return [words] if words else []


def _year(who: Somebody) -> Iterable[Hashable]:
    return [who.birth.year] if who.birth.year else []


def _always(_one: Somebody, _two: Somebody) -> bool:
    return True


def _same_name(one: Somebody, two: Somebody) -> bool:
    return same_birth(one.birth, two.birth)


def _birth_not_said(one: Somebody, two: Somebody) -> bool:
    """A captain's list often has names alone: the same words of two names or more are taken then."""
    return None in {one.birth.year, two.birth.year} and len(search_tokens(one.surname, one.given_names)) > 1
