"""Rules of a merge: its states, and the fields that are chosen one by one."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from lakay.kernel.states import NOBODY, States

CHOSEN_FIELDS = ("sex", "birth", "nationalities", "died_on")
"""The fields of a person that can have one value only. Names, documents and the rest stay side by side."""


class MergeStatus(StrEnum):
    """Where a proposal to merge stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    UNDONE = "undone"


MERGE_STATES = States(
    starts=frozenset({MergeStatus.PROPOSED}),
    allowed={
        MergeStatus.PROPOSED: frozenset({MergeStatus.APPROVED, MergeStatus.REFUSED}),
        MergeStatus.APPROVED: frozenset({MergeStatus.UNDONE}),
        MergeStatus.REFUSED: frozenset(),
        MergeStatus.UNDONE: frozenset(),
    },
    turns={
        MergeStatus.PROPOSED: "second_person",
        MergeStatus.APPROVED: NOBODY,
        MergeStatus.REFUSED: NOBODY,
        MergeStatus.UNDONE: NOBODY,
    },
)


class NotAChoice(ValueError):
    """A field that cannot be chosen in a merge."""


def check_choice(fields: Iterable[str]) -> list[str]:
    """The fields to take from the record that goes, in a fixed order. Raises NotAChoice."""
    chosen = set(fields)
    if unknown := chosen - set(CHOSEN_FIELDS):
        raise NotAChoice(", ".join(sorted(unknown)))
    return [name for name in CHOSEN_FIELDS if name in chosen]
