"""The journal's own tables, and the two kinds of record that every other module builds on."""

from lakay.journal.models.keys import ClassKey, SubjectKey
from lakay.journal.models.others import Fork, Gap, Origin, Span, Unapplied
from lakay.journal.models.own import Conflict, Event, Head, Incarnation, Reference, SecondPlace
from lakay.journal.models.records import Fact, File, Local, Record

__all__ = [
    "ClassKey",
    "Conflict",
    "Event",
    "Fact",
    "File",
    "Fork",
    "Gap",
    "Head",
    "Incarnation",
    "Local",
    "Origin",
    "Record",
    "Reference",
    "SecondPlace",
    "Span",
    "SubjectKey",
    "Unapplied",
]
