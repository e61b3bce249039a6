"""Who waits for an attack can be told how far it is, and can stop it."""

from __future__ import annotations

from collections.abc import Callable

HIDE, TRY = "hide", "try"

Watch = Callable[[str, int, int], None]
"""Told of a step: what is done (`hide` or `try`), how many parts are done, of how many (0: nobody knows). It stops the work by raising."""


def unwatched(stage: str, done: int, total: int) -> None:
    """Nobody waits."""
