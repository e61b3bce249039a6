"""Many people against many entries, at once: a list that came today against all who passed lately, or any file of people. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from lakay.watchlist.rules.blocks import asked_keys, document_key, listed_keys
from lakay.watchlist.rules.judging import NOBODY_BY_NAME, Judged, Listed, Read, judge
from lakay.watchlist.rules.matching import document_text
from lakay.watchlist.rules.ordered import Ordered
from lakay.watchlist.rules.sieving import Numbers, Sieve
from lakay.watchlist.rules.weighing import few, line

DAYS = 30
"""How far back those who passed are looked through when the list has changed. A choice of this office."""


REMEMBERED = 200_000
"""People whose answer is kept at hand while others are looked at: some 60 MB."""


@dataclass(frozen=True, slots=True)
class Sought:
    """An entry to look for. `by_name`: whether the name alone can mean somebody; of a stolen document it does not."""

    alert: UUID
    category: str
    listed: Listed
    by_name: bool

    def keys(self) -> list[int]:
        """Under which it is found, in this process."""
        keys = listed_keys(self.listed.names, self.listed.birth) if self.by_name else set()
        return [hash(key) for key in (*keys, *(document_key(text) for text in map(document_text, self.listed.documents) if text))]


NO_TELLS: dict[str, int] = {}
"""What the words tell is taken from the pack."""

Met = tuple[int, Judged]
"""The number of an entry, and what speaks for it."""


class Screen:
    """Entries in order, ready for any number of people."""

    def __init__(self, sought: Iterable[Sought]) -> None:
        self._held: Ordered[Sought] = Ordered((one, one.keys()) for one in sought)
        self._by_name = np.array([one.by_name for one in self.entries], dtype=np.bool_)
        self._sieve = Sieve([one.listed for one in self.entries])
        self._met: dict[Read, tuple[Met, ...]] = {}

    def __len__(self) -> int:
        return len(self._held.entries)

    @property
    def entries(self) -> Sequence[Sought]:
        """The entries by their numbers."""
        return self._held.entries

    def meets(self, read: Read) -> Iterator[tuple[Sought, Judged]]:
        """The entries that may mean somebody, with what speaks for it."""
        return ((self._held.entries[number], judged) for number, judged in self.all_of([read])[0])

    def all_of(self, reads: Sequence[Read]) -> list[tuple[Met, ...]]:
        """Of each, the numbers of the entries that may mean them. Whoever passes every day is held against the list once, and only those are
        weighed whom an entry can mean at all (`sieving`): take many at once."""
        fresh = [read for read in dict.fromkeys(reads) if read not in self._met]
        known = {read: self._met[read] for read in reads if read in self._met}
        if len(self._met) + len(fresh) > REMEMBERED:
            self._met.clear()
        worth = self._worth(fresh)
        found = {read: self.judged(read) if number in worth else () for number, read in enumerate(fresh)}
        self._met |= found
        known |= found
        return [known[read] for read in reads]

    def _worth(self, reads: Sequence[Read]) -> set[int]:
        """Whom an entry may mean: whoever has its document, and whoever is left in the sieve."""
        by_document = [(hash(document_key(text)), number) for number, read in enumerate(reads) if (text := _document(read))]
        named = [(hash(key), number) for number, read in enumerate(reads) for key in asked_keys(read.name, read.birth)]
        found = set(self._pairs(by_document)[0].tolist())
        owners, met = self._pairs(named)
        by_name = self._by_name[met]
        return found | self._sieve.worth(reads, owners[by_name], met[by_name], line(len(self)))

    def _pairs(self, keys: Sequence[tuple[int, int]]) -> tuple[Numbers, Numbers]:
        return self._held.pairs([key for key, _ in keys], [number for _, number in keys])

    def judged(self, read: Read) -> tuple[Met, ...]:
        """The numbers of the entries that may mean somebody, each weighed who shares a key with them. Slow: a hundredth of a second."""
        return tuple(self._judged(read))

    def _judged(self, read: Read) -> Iterator[Met]:
        text = _document(read)
        keys = [hash(key) for key in (*asked_keys(read.name, read.birth), *([document_key(text)] if text else []))]
        met = {number: self._held.entries[number] for number in sorted(self._held.under_any(keys))} if keys else {}
        by_name = [(str(number), sought.listed, NO_TELLS) for number, sought in met.items() if sought.by_name]
        odds = few(read, by_name, len(self)) if by_name else {}
        least = line(len(self))
        for number, sought in met.items():
            likely = odds.get(str(number), NOBODY_BY_NAME)
            judged = judge(read, sought.listed, by_name=sought.by_name, odds=likely, least=least)
            if judged is not None:
                yield number, judged


def _document(read: Read) -> str:
    return document_text(read.document) if read.document else ""
