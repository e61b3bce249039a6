"""Why a record is read or written. The purpose stands in every event."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """Stable codes; their names for people are in the glossary."""

    BORDER_CONTROL = "border_control"
    COORDINATION = "coordination"
    PROTECTION = "protection"
    RECEPTION = "reception"
    OVERSIGHT = "oversight"
    ADMINISTRATION = "administration"
    STATISTICS = "statistics"
    SUBJECT_REQUEST = "subject_request"
    TRAINING = "training"
    SECURITY = "security"
