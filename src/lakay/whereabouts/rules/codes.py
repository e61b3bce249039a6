"""Codes of this compartment. They stand in the journal; the words for people are in the pages."""

from __future__ import annotations

from enum import StrEnum

FEWEST, MOST = 2, 4
"""How many keyholders a person has: one alone may be bought or ill, and what five know is known."""


class PlaceKind(StrEnum):
    """What kind of place somebody stays at."""

    SHELTER = "shelter"
    HOST = "host"
    FAMILY = "family"
    HOSPITAL = "hospital"
    OWN = "own"
    OTHER = "other"


class GlassState(StrEnum):
    """Breaking the glass: asked for, open for an hour, and what became of it."""

    ASKED = "asked"
    OPEN = "open"
    REFUSED = "refused"
    LAPSED = "lapsed"
    OVER = "over"
    REVIEWED = "reviewed"


class Judgement(StrEnum):
    """What the review afterwards found."""

    RIGHT = "right"
    AVOIDABLE = "avoidable"
    WRONG = "wrong"


class CardEnd(StrEnum):
    """Why a card is worth nothing any more."""

    LOST = "lost"
    TAKEN = "taken"
    RENEWED = "renewed"
    UNWANTED = "unwanted"
