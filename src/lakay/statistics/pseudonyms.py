"""Telling persons apart without saying who they are, in one table of one export and in no other."""

from __future__ import annotations

import hmac
from hashlib import sha256
from uuid import UUID

BYTES = 8
"""Sixty-four bits: among ten million persons two of them share a number once in some four hundred thousand exports."""


class Pseudonyms:
    """Numbers for persons. They can be made again only with the secret of the node and the mark of the export.

    `mark` is drawn for each export and each table has numbers of its own, so that neither two exports nor a crossing and a file of
    protection can be joined by them.
    """

    def __init__(self, secret: str, mark: str, table: str) -> None:
        self._key = hmac.digest(secret.encode(), f"lakay statistics {mark} {table}".encode(), "sha256")
        self._known: dict[UUID, int] = {}

    def told(self, person: UUID) -> int:
        """The number of a person."""
        known = self._known.get(person)
        if known is None:
            digest = hmac.new(self._key, person.bytes, sha256).digest()
            known = self._known[person] = int.from_bytes(digest[:BYTES], "big", signed=True)
        return known
