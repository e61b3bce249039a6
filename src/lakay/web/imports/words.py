"""Words of the desk of past movements for codes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.border.importing.columns import Column
from lakay.border.rules import AgeGroup, Decision, Direction, ImportStatus

Words = dict[str, str | Promise]

COLUMNS: Words = {
    Column.AT: _("Day and hour in one"),
    Column.DATE: _("Day of the movement"),
    Column.TIME: _("Hour of the movement"),
    Column.DIRECTION: _("Direction"),
    Column.DOCUMENT_TYPE: _("Kind of document"),
    Column.DOCUMENT_NUMBER: _("Document number"),
    Column.ISSUING_STATE: _("Issuing state"),
    Column.SURNAME: _("Family name"),
    Column.GIVEN_NAMES: _("Given names"),
    Column.FULL_NAME: _("Name in one"),
    Column.SEX: _("Sex"),
    Column.BIRTH: _("Date of birth"),
    Column.NATIONALITY: _("Nationality"),
    Column.EXPIRY: _("Date of expiry"),
    Column.DECISION: _("Decision"),
    "row": _("Whole row"),
}

STATUSES: Words = {
    ImportStatus.UPLOADED: _("to be described"),
    ImportStatus.CHECKING: _("being tried out"),
    ImportStatus.CHECKED: _("tried out, nothing written yet"),
    ImportStatus.RUNNING: _("being read"),
    ImportStatus.STOPPED: _("stopped"),
    ImportStatus.DONE: _("done"),
    ImportStatus.GIVEN_UP: _("given up"),
}

FAULTS: Words = {
    "missing": _("is empty"),
    "no-date": _("is no date or hour that exists"),
    "in-future": _("lies in the future"),
    "unknown-word": _("is a word that nobody has explained"),
    "unknown-state": _("is not the name or code of a state"),
    "nobody": _("neither document nor name"),
    "too-long": _("is too long"),
    "too-many-cells": _("more cells than the header has names"),
    "bad-character": _("characters that cannot be read"),
}

PROBLEMS: Words = {
    "content-lost": _("The content of the file is not there any more. Bring the same file again: nothing is written twice."),
    "not-allowed": _("The person who started it may not bring in movements any more. Somebody else can go on."),
}

ORDERS: Words = {
    "": _("choose"),
    "dmy": _("day, month, year"),
    "mdy": _("month, day, year"),
    "ymd": _("year, month, day"),
}

CODES: dict[str, Words] = {
    Column.DIRECTION: {Direction.ENTRY: _("Entry"), Direction.EXIT: _("Exit")},
    Column.SEX: {"F": _("F (woman)"), "M": _("M (man)"), "X": _("X (not specified)")},
    Column.DECISION: {Decision.ADMITTED: _("Admitted"), Decision.REFUSED: _("Refused")},
}

AGE_GROUPS: Words = {
    AgeGroup.INFANT: _("0 to 4 years"),
    AgeGroup.CHILD: _("5 to 11 years"),
    AgeGroup.YOUTH: _("12 to 17 years"),
    AgeGroup.ADULT: _("18 to 59 years"),
    AgeGroup.OLD: _("60 years and more"),
}


def fault_words(column: str, code: str) -> str:
    """“Day of the movement: is no date or hour that exists”."""
    return f"{COLUMNS.get(column, column)}: {FAULTS.get(code, code)}"
