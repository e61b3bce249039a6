"""Makes the arrays of an index from a list of entries: a million in half a minute."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from lakay.names.index.columns import Columns
from lakay.names.index.entries import Entry, sex_code
from lakay.names.index.nearness import SHORTEST, hashes, matrix, one_hash
from lakay.names.index.words import document_number, line_of
from lakay.names.sounds import sound_keys

MOST_SOUNDS = 5
"""Sound keys kept of each word."""
NEAR_SOUNDS = 2
"""Of the likeliest so many, also the keys with a letter left out."""
BY_SPELLING, BY_SOUND = 11, 23
NO_YEAR = 10_000
MOST_BUCKETS = 20

Places = npt.NDArray[np.int64]


@dataclass(slots=True)
class Taken:
    """Entries on their way in, line by line, the words numbered as they come."""

    numbers: dict[str, int] = field(default_factory=dict)
    tokens: array[int] = field(default_factory=lambda: array("i"))
    lengths: array[int] = field(default_factory=lambda: array("B"))
    families: array[int] = field(default_factory=lambda: array("B"))
    births: array[int] = field(default_factory=lambda: array("i"))
    sexes: array[int] = field(default_factory=lambda: array("B"))
    keys: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    documents: list[tuple[str, int]] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """One entry. Nothing is refused: an entry without a name can still be found by a document."""
        words, families = line_of(entry.family, entry.given)
        for document in entry.documents:
            self.documents.append((document_number(document), len(self.keys)))
        numbers = self.numbers
        self.tokens.extend([numbers.setdefault(word, len(numbers)) for word in words])
        self.lengths.append(len(words))
        self.families.append(families)
        self.births.append(entry.birth)
        self.sexes.append(sex_code(entry.sex))
        self.keys.append(entry.key)
        self.nationalities.append(entry.nationality[:3])


def build(entries: Iterable[Entry]) -> Columns:
    """The index of these entries, in memory."""
    taken = Taken()
    for entry in entries:
        taken.take(entry)
    words = sorted(taken.numbers)
    renumbered = np.empty(len(words), dtype=np.int32)
    renumbered[[taken.numbers[word] for word in words]] = np.arange(len(words), dtype=np.int32)
    births = np.frombuffer(taken.births, dtype=np.int32) if taken.births else np.empty(0, np.int32)
    order = np.argsort(years(births), kind="stable")
    lengths = np.frombuffer(taken.lengths, dtype=np.uint8) if taken.lengths else np.empty(0, np.uint8)
    starts, tokens = _in_order(order, lengths, renumbered[np.array(taken.tokens, dtype=np.int64)])
    sounds, near, nearest = _near(words)
    documents, documented = _documents(taken.documents, order)
    return Columns(
        keys=np.array(taken.keys, dtype="S")[order] if taken.keys else np.empty(0, "S1"),
        births=births[order],
        sexes=np.array(taken.sexes, dtype=np.uint8)[order],
        nationalities=np.array(taken.nationalities, dtype="S3")[order],
        families=np.array(taken.families, dtype=np.uint8)[order],
        starts=starts,
        tokens=tokens,
        counts=np.bincount(tokens, minlength=len(words)).astype(np.int32),
        postings=_postings(starts, tokens),
        sounds=sounds,
        letters=np.array([ord(word[0]) | (0x80 if len(word) == 1 else 0) for word in words], dtype=np.uint8),
        hashes=near,
        buckets=np.searchsorted(near, _buckets(len(near))).astype(np.int32),
        hashed=nearest,
        documents=documents,
        documented=documented,
        words=words,
    )


def years(births: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """The birth years; NO_YEAR where nobody knows it."""
    found = np.abs(births) // 10_000
    return np.where(found == 0, NO_YEAR, found).astype(np.int32)


def changes(ordered: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Where a number differs from the one before it."""
    found = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=found[1:])
    return found


def _in_order(
    order: Places, lengths: npt.NDArray[np.uint8], tokens: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """The words of the lines once these stand in another order."""
    before = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
    sizes = lengths[order].astype(np.int64)
    starts = np.concatenate(([0], np.cumsum(sizes)))
    take = np.repeat(before[:-1][order] - starts[:-1], sizes) + np.arange(starts[-1])
    return starts, tokens[take]


def _postings(starts: npt.NDArray[np.int64], tokens: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    lines = np.repeat(np.arange(len(starts) - 1, dtype=np.uint64), np.diff(starts))
    both = (tokens.astype(np.uint64) << np.uint64(32)) | lines
    both.sort()
    return both


def _near(words: Sequence[str]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32], npt.NDArray[np.int32]]:
    """The sound keys of each word, and the hashes under which words meet, with the word of each."""
    sounds = np.zeros((len(words), MOST_SOUNDS), dtype=np.uint32)
    keyed: list[tuple[str, int]] = []
    for place, word in enumerate(words):
        keys = sound_keys(word)[:MOST_SOUNDS]
        sounds[place, : len(keys)] = [one_hash(key, BY_SOUND) for key in keys]
        keyed += [(key, place) for key in keys[:NEAR_SOUNDS]]
    parts = [*_hashes(words, np.arange(len(words)), BY_SPELLING, 2)]
    parts += _hashes([key for key, _ in keyed], np.array([place for _, place in keyed], dtype=np.int64), BY_SOUND, 1)
    whole = np.flatnonzero(sounds)
    parts.append((sounds.ravel()[whole].astype(np.uint64) << np.uint64(32)) | (whole // MOST_SOUNDS).astype(np.uint64))
    both = np.concatenate(parts)
    both.sort()
    both = both[changes(both)]
    return sounds, (both >> np.uint64(32)).astype(np.uint32), both.astype(np.uint32).astype(np.int32)


def _hashes(words: Sequence[str], places: Places, seed: int, most: int) -> list[npt.NDArray[np.uint64]]:
    """Hash and place in one number, for the words with up to so many letters left out."""
    if not words:
        return []
    letters = matrix(words)
    lengths = np.array([len(word) for word in words])
    found = []
    for out in range(most + 1):
        rows = np.flatnonzero(lengths >= SHORTEST[out])
        if len(rows):
            made = hashes(letters[rows], out, seed).astype(np.uint64) << np.uint64(32)
            found.append((made | places[rows].astype(np.uint64)[:, None]).ravel())
    return found


def _buckets(size: int) -> npt.NDArray[np.uint64]:
    """The least hash of each bucket, and of the one behind the last: as many as there are hashes, or so, but a million at most."""
    bits = max(1, min(MOST_BUCKETS, size.bit_length()))
    return np.arange((1 << bits) + 1, dtype=np.uint64) << np.uint64(32 - bits)


def _documents(documents: list[tuple[str, int]], order: Places) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]:
    lines = np.empty(len(order), dtype=np.int32)
    lines[order] = np.arange(len(order), dtype=np.int32)
    known = [(document_hash(number), place) for number, place in documents if number]
    numbers = np.array([number for number, _ in known], dtype=np.uint64)
    sort = np.argsort(numbers, kind="stable")
    return numbers[sort], lines[[place for _, place in known]][sort] if known else np.empty(0, dtype=np.int32)


def document_hash(number: str) -> int:
    """Of a document number as `document_number` writes it."""
    return int.from_bytes(blake2b(number.encode(), digest_size=8).digest())
