"""What a node answers to a parcel that was posted to it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from lakay.journal.writer import StoreBroken, WriteUncertain
from lakay.kernel.refusals import NotAllowed
from lakay.sync import exchange, receiving, releasing
from lakay.sync.https import holding
from lakay.sync.timing import SMALL, Rules
from lakay.tls.keeping import NoAuthority, read_authority

MOST_PARCEL = 4 * 1024 * 1024
"""The largest parcel that is read at all, in bytes; a sender makes them of 256 KB at most, and a photo may be larger."""

LARGEST = Rules().largest


@dataclass(frozen=True, slots=True)
class Answer:
    """A status of HTTP and the parcel that goes back."""

    status: int
    parcel: bytes = b""


def answer(parcel: bytes, *, most: int, photos: bool, at: datetime, hold: int = 0) -> Answer:
    """Take a parcel, and offer its sender what waits for it: about `most` bytes, photos only if they were asked for.

    With nothing to offer, the answer may be held for `hold` seconds, until there is an alert.

    Who is unknown here, or known no more, is not told so. A node that cannot write acknowledges nothing.
    """
    try:
        taken = exchange.accept(parcel, at=at)
        lanes = frozenset({"alert", "text", "photo"}) if photos else frozenset({"alert", "text"})
        most, since, began = min(max(most, SMALL), LARGEST), exchange.position(), time.monotonic()
        back = exchange.offer(taken.sender, most_bytes=most, at=at, lanes=lanes, may_be_brief=True)
        if hold and not back.events:
            holding.hold(taken.sender, since, hold)
            later = at + timedelta(seconds=time.monotonic() - began)
            back = exchange.offer(taken.sender, most_bytes=most, at=later, lanes=lanes, may_be_brief=True)
    except exchange.NotForUs:
        return Answer(404)
    except (StoreBroken, WriteUncertain):
        return Answer(503)
    return Answer(200, back.parcel)


def enrol(paper: bytes, *, at: datetime) -> Answer:
    """Take a request to come in, and answer it as the matter stands. Whatever is wrong with it, the answer is the same: none."""
    try:
        return Answer(200, receiving.answer_request(paper, at, own_authority()))
    except (receiving.NotAnswered, NotAllowed):
        return Answer(404)
    except (StoreBroken, WriteUncertain):
        return Answer(503)


def release(request: bytes, *, at: datetime) -> Answer:
    """Release a post for some time; who is refused is not told why."""
    try:
        return Answer(200, releasing.answer(request, at))
    except releasing.NoRelease:
        return Answer(404)


def card(paper: bytes, *, at: datetime) -> Answer:
    """Keep the hub's half of a post's key; who is no post of this hub is not told why."""
    try:
        return Answer(200, releasing.take_card(paper, at))
    except releasing.NoRelease:
        return Answer(404)


def own_authority() -> str:
    """The certificate of this node's own authority (PEM), if it serves under one: a machine that joins believes it from then on."""
    if not settings.LAN_TLS:
        return ""
    try:
        return read_authority(Path(settings.DATA) / "tls").public_bytes(Encoding.PEM).decode()
    except NoAuthority:
        return ""
