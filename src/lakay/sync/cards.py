"""Binding a post to its hub's releases, as a part of its enrolment (ADR 12): the post makes the hub's half and its own code for the safe,
and a card brings the half to the hub, by line or on a stick. Until the hub says that it has it, the card is offered again.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Protocol

from django.conf import settings

from lakay.sync import queries
from lakay.sync.actions.joining import keep_card
from lakay.sync.enrolment.cards import is_receipt, write_card
from lakay.sync.https import CARD, Refused, TooBusy
from lakay.sync.https.client import Cut
from lakay.sync.models import Membership
from lakay.sync.secrets import secrets
from lakay.vault import binding, box, held
from lakay.vault.lives import read_lives

log = logging.getLogger(__name__)


class NothingToBind(RuntimeError):
    """This machine has no vault or it is closed, it has not joined, its hub gives no releases, or it is bound already."""


class Line(Protocol):
    """What the card needs of a line to the hub."""

    def post(self, target: str, parcel: bytes) -> bytes:
        """Post bytes and return those that come back."""


def can_bind() -> bool:
    """Whether this machine has just come in and its key still opens without the hub."""
    own = queries.membership()
    return _joined(own) and held.is_open() and box.exists(settings.KEYS) and box.load(settings.KEYS).alone


def bind(at: datetime) -> tuple[str, str]:
    """From now on this post opens only with its hub's half. Returns the two halves of the code for the agency's safe, shown once.

    Raises NothingToBind. The post holds a first release for the usual time: the card must reach the hub before that ends.
    """
    if not can_bind():
        raise NothingToBind
    return bind_anew(at)


def bind_anew(at: datetime) -> tuple[str, str]:
    """The same for a post that is bound already: a new half, a new code. Raises NothingToBind, vault.held.Closed."""
    own = _own()
    bound = binding.bind(secrets().node, _address(own), at, read_lives(settings.PACK))
    _offer(own, bound.card, at)
    return bound.halves


def renew(at: datetime) -> bool:
    """An officer came or left: the hub must learn who may ask. Returns whether a card was made; a post that is not bound needs none."""
    own = queries.membership()
    if own is None or not _joined(own) or box.load(settings.KEYS).hub != bytes(own.hub_signing_key).hex():
        return False
    _offer(own, binding.card(_address(own)), at)
    return True


def waiting() -> bytes:
    """The card that the hub has not confirmed yet; nothing if it has."""
    own = queries.membership()
    return bytes(own.card) if own else b""


def take_word(word: bytes) -> bool:
    """Take the hub's word that it has the card that waits. False: it is about another one, or not the hub's."""
    own, paper = queries.membership(), waiting()
    if own is None or not paper or not is_receipt(word, paper, bytes(own.hub_signing_key)):
        return False
    keep_card(b"", own.card_number)
    return True


def hand_over(line: Line, at: datetime) -> bool:
    """Bring the card that waits to the hub over a line that holds. Returns whether none waits any more."""
    if _was_cut_short():
        renew(at)
    paper = waiting()
    if not paper:
        return True
    try:
        taken = take_word(line.post(CARD, paper))
    except (Refused, TooBusy, Cut) as error:
        log.warning("the hub did not take the card of this post: %s", type(error).__name__)
        return False
    return taken


def _was_cut_short() -> bool:
    """The power went between binding and writing the card: the hub has no half, and nothing waits."""
    own = queries.membership()
    if own is None or own.card_number or not _joined(own) or not held.is_open() or not box.exists(settings.KEYS):
        return False
    return box.load(settings.KEYS).hub == bytes(own.hub_signing_key).hex()


def _joined(own: Membership | None) -> bool:
    return own is not None and own.joined_at is not None and bool(own.releases)


def _own() -> Membership:
    own = queries.membership()
    if own is None or not _joined(own) or not box.exists(settings.KEYS):
        raise NothingToBind
    return own


def _address(own: Membership) -> str:
    return f"{bytes(own.hub_signing_key).hex()} {bytes(own.releases).hex()}"


def _offer(own: Membership, closed: bytes, at: datetime) -> None:
    number = max(own.card_number + 1, int(at.timestamp()))
    keep_card(write_card(secrets().node, number, closed, secrets().signing), number)
