"""One set of arrays ready to be asked: the list itself, or the few entries changed since it was built."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lakay.names.index.building import NO_YEAR, document_hash, years
from lakay.names.index.columns import Columns
from lakay.names.index.entries import Question
from lakay.names.index.evidence import FEATURES, evidence
from lakay.names.index.groups import Vocabulary, spans
from lakay.names.index.laying import Floats, Whole
from lakay.names.index.rarity import Rarity, rarity
from lakay.names.index.rarity import beside as rarity_beside
from lakay.names.index.retrieving import parts, retrieve
from lakay.names.index.words import document_number


@dataclass(frozen=True, slots=True)
class Asked:
    """The lines that may be meant, the evidence for each, and which share a document number with the question."""

    lines: Whole
    evidence: Floats
    documents: npt.NDArray[np.bool_]


class Segment:
    """Columns with what is worked out from them once."""

    def __init__(self, columns: Columns, known: Rarity | None = None) -> None:
        self.columns = columns
        self.rarity = known or rarity(columns)
        self.vocabulary = Vocabulary(columns, self.rarity)
        self._edges = np.searchsorted(years(columns.births), np.arange(NO_YEAR + 2)).astype(np.int64)
        self._weights = (self.rarity.rarest - np.log(self.rarity.bearers)).astype(np.float32)

    def ask(self, question: Question, hidden: Collection[bytes] = ()) -> Asked:
        """What this segment has on the question. `hidden`: keys whose lines are out of date."""
        asked = parts(question, self.vocabulary)
        same = self._documents(question)
        lines = retrieve(question, asked, self.columns, self._edges)
        if len(same):
            lines = np.union1d(lines, same)
        if hidden and len(lines):
            lines = lines[[key not in hidden for key in self.columns.keys[lines].tolist()]]
        if not len(lines):
            return Asked(lines, np.empty((0, len(FEATURES))), np.zeros(0, dtype=bool))
        found = evidence(question, asked, self.columns, lines, self._weights)
        return Asked(lines, found, np.isin(lines, same) if len(same) else np.zeros(len(lines), dtype=bool))

    def _documents(self, question: Question) -> Whole:
        """The lines with a document number of the question."""
        wanted = [document_hash(number) for text in question.documents if (number := document_number(text))]
        if not wanted or not len(self.columns.documents):
            return np.empty(0, dtype=np.int64)
        numbers = np.array(wanted, dtype=np.uint64)
        first = np.searchsorted(self.columns.documents, numbers)
        last = np.searchsorted(self.columns.documents, numbers, side="right")
        return np.unique(self.columns.documented[spans(first, last)]).astype(np.int64)


def beside(columns: Columns, main: Segment) -> Segment:
    """A segment of changes: its words are as rare as they are in the main one."""
    return Segment(columns, rarity_beside(columns, main.columns, main.rarity))
