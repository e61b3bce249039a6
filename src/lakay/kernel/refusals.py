"""A refusal with a reason that a person can read."""

from __future__ import annotations

from typing import Any


class NotAllowed(PermissionError):
    """Refused. `reason` is a sentence for the person, in the language of their screen once it is shown (text or lazy text)."""

    def __init__(self, reason: Any) -> None:
        super().__init__(reason)
        self.reason = reason
