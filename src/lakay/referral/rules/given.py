"""What somebody at a desk said about a referral, a consent or the service they got, before it becomes records. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from lakay.referral.rules.states import Channel, Decline, Status


class Basis(StrEnum):
    """On what strength something is told to another office."""

    CONSENT = "consent"
    LIFE = "life"


@dataclass(frozen=True, slots=True)
class AgreedGiven:
    """The person (for a child: the child and who answers beside it) agreed that a recipient is told, with their name or without.

    `recipient` is the code of a provider. For a child `assent` is the child's own word, `guardian` who answered beside it.
    """

    recipient: str
    named: bool
    method: str
    language: str
    until: datetime
    child: bool = False
    assent: bool | None = None
    guardian: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a referral is to say beside what the file knows. `grounds`: why it goes without consent, where life is in danger."""

    basis: Basis = Basis.CONSENT
    grounds: str = ""
    note: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A step of the recipient, and how it became known."""

    step: Status
    channel: Channel
    reason: Decline | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the person says of the service: understood what happens, felt safe, was satisfied; each yes, no or not said."""

    understood: bool | None
    safe: bool | None
    satisfied: bool | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Complained:
    """A complaint, with a way to answer only if they gave one."""

    text: str
    channel: str
    contact: str = ""
    about: UUID | None = None
    safe: bool | None = None


Known = dict[str, Any]
