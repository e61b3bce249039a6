"""How a file of past movements goes from the hand of a person into the register."""

from __future__ import annotations

from lakay.border.rules.codes import ImportStatus
from lakay.kernel.states import NOBODY, States

S = ImportStatus

IMPORT_STATES = States(
    starts=frozenset({S.UPLOADED}),
    allowed={
        S.UPLOADED: frozenset({S.CHECKING, S.GIVEN_UP}),
        S.CHECKING: frozenset({S.CHECKED, S.UPLOADED}),
        S.CHECKED: frozenset({S.CHECKING, S.RUNNING, S.GIVEN_UP}),
        S.RUNNING: frozenset({S.STOPPED, S.DONE}),
        S.STOPPED: frozenset({S.RUNNING, S.GIVEN_UP}),
        S.DONE: frozenset(),
        S.GIVEN_UP: frozenset(),
    },
    turns={
        S.UPLOADED: "importer",
        S.CHECKING: "program",
        S.CHECKED: "importer",
        S.RUNNING: "program",
        S.STOPPED: "importer",
        S.DONE: NOBODY,
        S.GIVEN_UP: NOBODY,
    },
)
"""What is written stays written whatever comes after; a stopped run goes on where it stopped."""
