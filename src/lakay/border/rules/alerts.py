"""What an alert does at the booth. Pure decisions."""

from __future__ import annotations

from collections.abc import Collection

SURE_BASIS = "document"
SURE_EVIDENCE = "birth_same"


def closes_the_way(basis: str, evidence: Collection[str]) -> bool:
    """Whether the second line must look before anybody is admitted: the very document, or the name with the same full birth date.

    A name alone is shared by many: there the officer takes note, looks at the face, and decides.
    """
    return basis == SURE_BASIS or SURE_EVIDENCE in evidence
