"""Many people against many entries, at once: a list that came today against all who passed lately, or any file of people. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from lakay.watchlist.rules.blocks import asked_keys, listed_keys
from lakay.watchlist.rules.judging import Judged, Listed, Read, judge
from lakay.watchlist.rules.matching import document_text
from lakay.watchlist.rules.ordered import Ordered

DAYS = 30
"""How far back those who passed are looked through when the list has changed. A choice of this office."""


@dataclass(frozen=True, slots=True)
class Sought:
    """An entry to look for. `by_name`: whether the name alone can mean somebody; of a stolen document it does not."""

    alert: UUID
    category: str
    listed: Listed
    by_name: bool

    def keys(self) -> list[int]:
        """Under which it is found, in this process."""
        texts = listed_keys(self.listed.names, self.listed.birth) if self.by_name else set()
        return [hash(text) for text in (*texts, *(f"P|{text}" for text in map(document_text, self.listed.documents) if text))]


class Screen:
    """Entries in order, ready for any number of people."""

    def __init__(self, sought: Iterable[Sought]) -> None:
        self._held: Ordered[Sought] = Ordered((one, one.keys()) for one in sought)

    def __len__(self) -> int:
        return len(self._held.entries)

    def meets(self, read: Read) -> Iterator[tuple[Sought, Judged]]:
        """The entries that may mean somebody, with what speaks for it."""
        texts = asked_keys(read.name, read.birth)
        text = document_text(read.document) if read.document else ""
        keys = [hash(one) for one in (*texts, *([f"P|{text}"] if text else []))]
        for number in sorted(self._held.under_any(keys)) if keys else ():
            sought = self._held.entries[number]
            judged = judge(read, sought.listed, by_name=sought.by_name)
            if judged is not None:
                yield sought, judged
