"""The hub's release of a post, carried by the same line as the parcels: an open post renews it long before it ends (ADR 12)."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings

from lakay.journal.keys import node_keys
from lakay.kernel.actors import Actor
from lakay.sync import queries
from lakay.sync.actions.releases import RELEASER, note_binding, note_grant, note_threat
from lakay.sync.enrolment.cards import read_card, write_receipt
from lakay.sync.enrolment.papers import BadPaper
from lakay.sync.rules import PeerStatus
from lakay.sync.secrets import secrets
from lakay.vault import held
from lakay.vault.hub import Answer, BadCard, Book, UnknownPost
from lakay.vault.lives import read_lives
from lakay.vault.release import BadRequest, read_request
from lakay.vault.sealing import derive

log = logging.getLogger(__name__)


class NoRelease(LookupError):
    """This hub gives that post no release; why is for the hub's own people to know."""


def book() -> Book:
    """The hub's book of posts."""
    return Book(settings.KEYS / "releases", derive(node_keys().wrapping, "releases"), secrets().signing)


def answer(data: bytes, at: datetime) -> bytes:
    """At the hub: the grant for a request that came over the line, for the usual time. Raises NoRelease.

    A post that the register holds back or has ended gets none, whoever asks there; nor does one where the PIN for use under threat was given
    since its last contact: that one is answered by people (`grant`).
    """
    if _standing(data) != PeerStatus.ACTIVE:
        raise NoRelease
    found = _found(data, at, None)
    if found.threatened or not found.grant:
        raise NoRelease(found.node)
    note_grant(by=RELEASER, at=at, node=found.node, slot=found.slot, until=found.until)
    return found.grant


def grant(data: bytes, at: datetime, until: datetime | None, by: Actor = RELEASER) -> Answer:
    """At the hub: the answer of people to a request that was brought to them, for as long as they say. Raises NoRelease.

    Its `grant` is empty where the request itself was made under threat; after one that was, they decide. A machine that was bound by hand need
    not stand in the register; one that was stopped there gets nothing.
    """
    if _standing(data) not in {None, PeerStatus.ACTIVE}:
        raise NoRelease
    found = _found(data, at, until)
    if found.grant:
        note_grant(by=by, at=at, node=found.node, slot=found.slot, until=found.until)
    return found


def _found(data: bytes, at: datetime, until: datetime | None) -> Answer:
    """What the book says of a request; a threat is noted, whatever is answered."""
    try:
        found = book().answer(data, at, read_lives(settings.PACK), until)
    except (BadRequest, UnknownPost) as error:
        raise NoRelease from error
    if found.threatened:
        log.error("ALARM: at node %s the PIN for use under threat was given", found.node)
        note_threat(by=RELEASER, at=at, node=found.node, slot=found.slot)
    return found


def _standing(data: bytes) -> str | None:
    """How the machine of a request stands in the register; None if it is not there. Raises NoRelease for what is no request."""
    try:
        peer = queries.peer_named(read_request(data).node)
    except BadRequest as error:
        raise NoRelease from error
    return peer.status if peer else None


def is_card(paper: bytes) -> bool:
    """Whether a file from a stick is a post's card, and no request to come in."""
    try:
        read_card(paper)
    except BadPaper:
        return False
    return True


def take_card(paper: bytes, at: datetime) -> bytes:
    """At the hub: keep the half of a post's key that its card brings, and say so. The same card again is no harm. Raises NoRelease."""
    try:
        card = read_card(paper)
        peer = queries.peer_named(card.node)
        if peer is None or peer.status != PeerStatus.ACTIVE:
            raise NoRelease(card.node)
        card.check(bytes(peer.signing_key))
        known = card.node in book().posts()
        book().enrol(card.closed, card.node, card.number)
    except (BadPaper, BadCard) as error:
        raise NoRelease from error
    if not known:
        note_binding(by=RELEASER, at=at, node=card.node)
    return write_receipt(paper, secrets().signing)


def is_due(at: datetime) -> bool:
    """At an open post: whether half of the usual time is left, or less."""
    until = held.held().until
    return until is not None and until - at < read_lives(settings.PACK).usual / 2
