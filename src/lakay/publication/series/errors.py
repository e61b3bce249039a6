"""The one refusal of a file of others."""

from __future__ import annotations

from lakay.publication.series.wording import say


class CannotRead(ValueError):
    """A file that cannot be read, and why: a code of `wording.SAID` with what was found."""

    def __init__(self, code: str, **found: object) -> None:
        super().__init__(say(code, "en", **found))
        self.code = code
        self.found = found
