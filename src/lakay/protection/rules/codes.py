"""The codes of this module as the database and the journal hold them."""

from __future__ import annotations

from enum import StrEnum


class Source(StrEnum):
    """How somebody came to the desk."""

    BOOTH = "booth"
    SELF = "self"
    RECEPTION = "reception"
    HOTLINE = "hotline"
    COMMUNITY = "community"
    ABROAD = "abroad"


class IntakeStatus(StrEnum):
    """Where a file stands. That its deadline has passed is not a state: the clock says so."""

    WAITING = "waiting"
    RECEIVED = "received"
    SCREENED = "screened"
    CLOSED = "closed"
    LEFT = "left"


class Outcome(StrEnum):
    """What became of somebody when the file was closed."""

    HELPED = "helped"
    REFERRED = "referred"
    NO_NEED = "no_need"
    REFUSED_HELP = "refused_help"
    LEFT = "left"


class AgeGroup(StrEnum):
    """A child is anybody under eighteen (Haitian law CL/2014-0010; Palermo Protocol art. 3d). Who may be one is treated as one."""

    CHILD = "child"
    ADULT = "adult"
    UNKNOWN = "unknown"


class Interpreter(StrEnum):
    """Who carried the words over. A relative or companion is never a neutral one."""

    NONE = "none"
    STAFF = "staff"
    PHONE = "phone"
    COMPANION = "companion"


class Method(StrEnum):
    """How an answer about consent was given."""

    SPOKEN = "spoken"
    SIGNED = "signed"
    THUMB = "thumb"


class Informed(StrEnum):
    """How the statements were made understood."""

    READ = "read"
    AUDIO = "audio"
    PICTURES = "pictures"
    INTERPRETER = "interpreter"


class Guardian(StrEnum):
    """Who answers for a child beside the child."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    AUTHORITY = "authority"
    NOBODY = "nobody"


class Finding(StrEnum):
    """What a named person of a named agency decided (HTCDS 2.0 `vic_TraffickingStatus` without `Possible`, which nobody decides)."""

    ACTUAL = "actual"
    NOT = "not"


class Decider(StrEnum):
    """The kind of office that decided (HTCDS 2.0 `TraffickingStatusDecisionMakingOrg`)."""

    POLICE = "police"
    NGO = "ngo"
    COURT = "court_or_prosecution"
    GOVERNMENT = "other_government"
    OTHER = "other"


def values(codes: type[StrEnum]) -> list[str]:
    """The plain codes, as constraints and migrations hold them."""
    return [code.value for code in codes]
