"""What somebody at the desk was told or saw, before it becomes records. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.protection.rules.codes import Interpreter, Source


@dataclass(frozen=True, slots=True)
class IntakeGiven:
    """Who came, how, and what makes it urgent. `person` and `call` lead to the border's records where they came from there.

    `received`: whoever enters it has the person before them and takes the file at once.
    """

    source: Source
    signals: tuple[str, ...] = ()
    called: str = ""
    sex: str = ""
    age: int | None = None
    person: UUID | None = None
    call: UUID | None = None
    note: str = ""
    received: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """How somebody was asked: alone with the worker, with which interpreter, by a woman (F) or a man (M)."""

    private: bool | None = None
    interpreter: Interpreter = Interpreter.NONE
    interviewer_sex: str = ""


@dataclass(frozen=True, slots=True)
class ScreeningGiven:
    """Answers to an instrument: {question code: answer}. `channel` is the page, or the form that brought them."""

    instrument: str
    version: str
    answers: Mapping[str, Any]
    setting: Setting = field(default_factory=Setting)
    began_at: datetime | None = None
    channel: str = "page"
