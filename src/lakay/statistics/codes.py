"""Codes of the desk of figures."""

from __future__ import annotations

from enum import StrEnum


class SeenBy(StrEnum):
    """Who besides the owner: nobody, the own agency, or everybody who reads figures."""

    OWN = "own"
    AGENCY = "agency"
    ALL = "all"


class Turn(StrEnum):
    """What a limit is about: a figure above or below a number, one far from its usual size, or a post without a word."""

    ABOVE = "above"
    BELOW = "below"
    JUMP = "jump"
    SILENT = "silent"
