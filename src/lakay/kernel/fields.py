"""How delicate a field is, and how a record lives. Redaction, sealing, export and exchange read these two words."""

from __future__ import annotations

from enum import StrEnum


class FieldClass(StrEnum):
    """The five classes of DESIGN §5, from what anyone may know to what only keyholders may."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    WHEREABOUTS = "whereabouts"


SEALED = (FieldClass.PERSONAL, FieldClass.SENSITIVE, FieldClass.WHEREABOUTS)
"""Classes whose values lie in the journal only under the key of their subject."""


class Nature(StrEnum):
    """Facts are immutable, files are mutable and merge field by field, local rows stay outside the journal."""

    FACT = "fact"
    FILE = "file"
    LOCAL = "local"
