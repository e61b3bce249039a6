"""Who makes records of answers: a higher module registers a name, and a form's mapping calls it.

    # in the higher module's apps.py, ready():  targets.register("protection.answers", take_answers)
    def take_answers(act: Act, given: Given) -> list[UUID]: ...

It runs inside the event that marks the submission as mapped: either both stand or neither. What it cannot take it refuses with
`NotTaken("words for a person")`; the submission stays, and the reason stands on the page of submissions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lakay.journal.writing import Act


@dataclass(frozen=True, slots=True)
class Given:
    """What a target gets: the record that the mapping made of the answers, and where they come from: of which agency, at which post,
    and from whom (a person, or the key of a phone), whoever it is that makes records of them now.
    """

    values: dict[str, Any]
    submission: UUID
    about: UUID
    form: str
    version: str
    agency: str
    post: str
    sent_by: UUID


Target = Callable[[Act, Given], list[UUID]]


class NotTaken(ValueError):
    """A target does not take the record; the text says why."""


TARGETS: dict[str, Target] = {}
"""The registry, filled as the program starts."""


def register(name: str, target: Target) -> None:
    """Offer to take records. Raises TypeError where a name is taken by another."""
    if TARGETS.setdefault(name, target) is not target:
        raise TypeError(f"two targets are called {name}")
