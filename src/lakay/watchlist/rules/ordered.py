"""Many keys in little memory: twelve bytes each, found by halving."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")


class Ordered(Generic[T]):
    """Entries under their keys (64 bits, signed)."""

    def __init__(self, rows: Iterable[tuple[T, Sequence[int]]] = ()) -> None:
        entries: list[T] = []
        found: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
        owners: list[NDArray[np.int32]] = [np.empty(0, np.int32)]
        for entry, keys in rows:
            found.append(np.array(keys, np.int64))
            owners.append(np.full(len(keys), len(entries), np.int32))
            entries.append(entry)
        together = np.concatenate(found)
        order = np.argsort(together, kind="stable")
        self.entries = entries
        self._keys = together[order]
        self._owners = np.concatenate(owners)[order]

    def at(self, key: int) -> Iterator[T]:
        """The entries under a key."""
        start = int(np.searchsorted(self._keys, key, "left"))
        while start < len(self._keys) and self._keys[start] == key:
            yield self.entries[self._owners[start]]
            start += 1

    def under_any(self, keys: Sequence[int]) -> set[int]:
        """The numbers of the entries that have one of some keys: one step for all of them."""
        wanted = np.array(keys, np.int64)
        starts, ends = np.searchsorted(self._keys, wanted, "left"), np.searchsorted(self._keys, wanted, "right")
        return {int(owner) for start, end in zip(starts, ends, strict=True) if end > start for owner in self._owners[start:end]}

    def pairs(self, keys: Sequence[int], askers: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Who meets whom: the asker of each key with the number of each entry under it, in order, each pair once."""
        wanted = np.array(keys, np.int64)
        order = np.argsort(wanted, kind="stable")  # what is asked for in order is found sooner
        wanted = wanted[order]
        starts, ends = np.searchsorted(self._keys, wanted, "left"), np.searchsorted(self._keys, wanted, "right")
        sizes = ends - starts
        places = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))
        both = np.repeat(np.array(askers, np.int64)[order], sizes) << 32 | self._owners[places]
        both = np.unique(both)
        return both >> 32, both & 0xFFFFFFFF
