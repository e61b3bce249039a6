"""How many people bear a word: counted on the list, and, as a short list says little, estimated by the pack beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lakay.names.frequency import COMMONEST, PEOPLE
from lakay.names.index.columns import Columns
from lakay.names.tables import tables

Bearers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rarity:
    """The people of the list and `PEOPLE` more, as the pack estimates them; and how many of them bear each word of the vocabulary.

    So a name of which a list of a thousand has one bearer is no rarer than it is in the country, and on a list of a million it is the
    list that tells.
    """

    people: int
    bearers: Bearers

    @property
    def rarest(self) -> float:
        """What a word tells that one person bears: the natural logarithm of all people."""
        return float(np.log(self.people))

    def tells(self, place: int) -> float:
        """What the word at a place of the vocabulary tells: the natural logarithm of 1 / the share of people who bear it."""
        return self.rarest - float(np.log(self.bearers[place]))


def rarity(columns: Columns) -> Rarity:
    """Of the words of a list."""
    return Rarity(len(columns) + PEOPLE, columns.counts.astype(np.float32) + _estimated(columns))


def beside(columns: Columns, main: Columns, known: Rarity) -> Rarity:
    """Of the words of a few changes: those that the main list knows are as rare as they are there."""
    bearers = columns.counts.astype(np.float32) + _estimated(columns)
    for at, word in enumerate(columns.words):
        place = main.place(word)
        if place >= 0:
            bearers[at] = columns.counts[at] + known.bearers[place]
    return Rarity(known.people, bearers)


def _estimated(columns: Columns) -> Bearers:
    """Bearers among PEOPLE, by the pack; one where it does not know the word."""
    found = np.ones(len(columns.words), dtype=np.float32)
    for word, share in tables().shares.items():
        place = columns.place(word)
        if place >= 0:
            found[place] = min(max(share, 1.0), COMMONEST * PEOPLE)
    return found
