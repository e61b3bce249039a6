"""A new machine's own rows while it comes in. They make no event: until it is admitted it has no place to write one for."""

from __future__ import annotations

from datetime import datetime

from lakay.journal.batch import Batch
from lakay.journal.writer import run_write
from lakay.sync.enrolment.papers import Place
from lakay.sync.models import Membership


def keep_attempt(*, at: datetime, title: str, attempt: bytes, secret: bytes) -> None:
    """Keep the request as it is sent, and the code's key (sealed), to ask again after a failed line. A newer code takes its place."""
    values = {"title": title, "attempt": attempt, "secret": secret, "asked_at": at}
    run_write(lambda batch: Membership.objects.update_or_create(id=1, defaults=values))


def keep_place(*, at: datetime, place: Place, hub: str, joined: bool) -> None:
    """Keep what the hub answered. Once joined, the code's key is forgotten."""

    def work(batch: Batch) -> None:
        values = {
            "role": place.role,
            "post": place.post,
            "agency": place.agency,
            "hub": hub,
            "hub_title": place.hub_title,
            "hub_signing_key": place.hub_signing_key,
            "hub_sealing_key": place.hub_sealing_key,
            "address": place.address,
            "authority": place.authority,
            "releases": place.releases,
        }
        over = {"joined_at": at, "secret": b"", "attempt": b""} if joined else {}
        Membership.objects.filter(id=1, joined_at=None).update(**values, **over)

    run_write(work)


def keep_card(card: bytes, number: int) -> None:
    """Keep the card that brings the hub's half of this post's key to the hub, until the hub has confirmed it; then nothing."""
    run_write(lambda batch: Membership.objects.filter(id=1).update(card=card, card_number=number))
