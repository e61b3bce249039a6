"""The arrays of an index, in memory or mapped from a folder, so that all processes of a node share one copy."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

VOCABULARY = "words.txt"


@dataclass(frozen=True, slots=True)
class Columns:
    """A list of people, its lines in the order of birth years (those without one last), and its different words in alphabetical order."""

    keys: npt.NDArray[np.bytes_]
    """The callers' keys, one per line."""
    births: npt.NDArray[np.int32]
    sexes: npt.NDArray[np.uint8]
    """The letter's number in ASCII, 0 for none."""
    nationalities: npt.NDArray[np.bytes_]
    families: npt.NDArray[np.uint8]
    """How many words of the line, from the first, are family names."""
    starts: npt.NDArray[np.int64]
    """Where the words of each line begin in `tokens`; one more than lines."""
    tokens: npt.NDArray[np.int32]
    """The words, as places in the vocabulary."""
    counts: npt.NDArray[np.int32]
    """In how many lines each word stands."""
    postings: npt.NDArray[np.uint64]
    """Word and line in one number (word in the upper half), in order."""
    sounds: npt.NDArray[np.uint32]
    """Hashes of the sound keys of each word: (words, MOST_SOUNDS), 0 for none."""
    letters: npt.NDArray[np.uint8]
    """The first letter of each word, by its number in ASCII; 0x80 more where it is the only one."""
    hashes: npt.NDArray[np.uint32]
    """In order; `hashed` says of which word each is."""
    buckets: npt.NDArray[np.int32]
    """Where in `hashes` those begin that share their first bits (a power of two of them, and one more): a short cut for looking up."""
    hashed: npt.NDArray[np.int32]
    documents: npt.NDArray[np.uint64]
    """Hashes of document numbers in order; `documented` says of which line."""
    documented: npt.NDArray[np.int32]
    words: list[str]

    def __len__(self) -> int:
        return len(self.births)

    def place(self, word: str) -> int:
        """Where the word stands in the vocabulary, or -1."""
        place = bisect_left(self.words, word)
        return place if place < len(self.words) and self.words[place] == word else -1

    def words_of_lines(self, lines: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """The words of each line, one row a line, -1 behind the last."""
        first = self.starts[lines]
        sizes = self.starts[lines + 1] - first
        columns = np.arange(max(1, int(sizes.max(initial=1))))
        inside = columns < sizes[:, None]
        taken = self.tokens[np.minimum(first[:, None] + columns, len(self.tokens) - 1)]
        return np.where(inside, taken, np.int32(-1))

    def name(self, line: int) -> tuple[str, str]:
        """The family names and the given names of one line."""
        words = [self.words[token] for token in self.tokens[self.starts[line] : self.starts[line + 1]]]
        cut = int(self.families[line])
        return " ".join(words[:cut]), " ".join(words[cut:])


def _arrays() -> list[str]:
    return [field.name for field in fields(Columns) if field.name != "words"]


def write(columns: Columns, folder: Path) -> None:
    """Write the arrays as files. The folder must exist and be empty."""
    for name in _arrays():
        np.save(folder / f"{name}.npy", getattr(columns, name), allow_pickle=False)
    (folder / VOCABULARY).write_text("\n".join(columns.words), encoding="ascii")


def load(folder: Path) -> Columns:
    """Map the arrays. Raises OSError or ValueError where a file is missing or no array."""
    arrays: dict[str, Any] = {name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _arrays()}
    arrays = {name: np.asarray(array) for name, array in arrays.items()}
    words = (folder / VOCABULARY).read_text(encoding="ascii")
    return Columns(words=words.split("\n") if words else [], **arrays)
