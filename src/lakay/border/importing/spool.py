"""The content of a file of past movements, sealed beside the database until its run has ended (`lakay.journal.spool`)."""

from __future__ import annotations

import io

from lakay.journal.spool import PIECE, Spool, SpoolLost

__all__ = ["PIECE", "SpoolLost", "drop", "is_kept", "keep", "opened", "path_of"]

_FILES = Spool("imports", "lakay/border/imports")

path_of = _FILES.path_of
keep = _FILES.keep
drop = _FILES.drop
is_kept = _FILES.is_kept


def opened(file_hash: str, encoding: str) -> io.TextIOWrapper:
    """The text of a file, read piece by piece. Raises SpoolLost; what its encoding cannot be is shown as a question mark."""
    return io.TextIOWrapper(_FILES.opened(file_hash), encoding=encoding, errors="replace", newline="")
