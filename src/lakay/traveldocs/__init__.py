"""Travel documents: the machine-readable zone. Plain Python, no Django."""

from __future__ import annotations

from lakay.traveldocs.check_digits import NotMrzText, check_digit
from lakay.traveldocs.dates import ReadDate
from lakay.traveldocs.document_kinds import DocumentKind
from lakay.traveldocs.generate import CannotGenerate, generate
from lakay.traveldocs.layouts import FIELD_NAMES, Format
from lakay.traveldocs.mrz import Mrz, Verdict
from lakay.traveldocs.names import HolderName
from lakay.traveldocs.notes import Note
from lakay.traveldocs.numbers import DocumentNumber
from lakay.traveldocs.parsing import parse
from lakay.traveldocs.reading import read, read_lines
from lakay.traveldocs.repairs import Change, Repair, repairs
from lakay.traveldocs.states import STATES, State, StateKind, state_of

__all__ = [
    "FIELD_NAMES",
    "STATES",
    "DocumentKind",
    "DocumentNumber",
    "Format",
    "HolderName",
    "Mrz",
    "Note",
    "NotMrzText",
    "ReadDate",
    "State",
    "StateKind",
    "Verdict",
    "CannotGenerate",
    "Change",
    "Repair",
    "generate",
    "repairs",
    "check_digit",
    "parse",
    "read",
    "read_lines",
    "state_of",
]
