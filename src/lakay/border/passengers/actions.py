"""Everything that is written about passenger lists: a file is taken in, its people screened, its content erased; feeds get their keys."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from lakay.border.models import Feed, FeedCalls, Passenger, PassengerFile, PassengerList, PassengerScreening
from lakay.border.passengers.expecting import Expected
from lakay.border.permissions import check_can_bring, check_can_keep_lists, check_can_manage_feeds
from lakay.journal.batch import Batch
from lakay.journal.erasure import erase_subject
from lakay.journal.writer import run_write
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.manifests import Manifest, Message, Traveller
from lakay.watchlist.queries import Hit

BORDER = Purpose.BORDER_CONTROL


@dataclass(frozen=True, slots=True)
class Came:
    """How a file came: `channel` is page, inbox or feed; `file_hash` the SHA-256 of its bytes."""

    channel: str
    file_name: str
    file_hash: str


SAME_VOYAGE = timedelta(hours=12)
"""Two lists of a voyage whose hours are nearer than this are of the same one."""

Placed = Sequence[tuple[Message, Expected]]


@action("border.passengers.take", BORDER)
def take_lists(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    came: Came,
    found: Manifest,
    placed: Placed,
    keep_until_on: date,
    command: UUID | None = None,
) -> None:
    """A file with its lists and everybody on them. A newer list of the same voyage takes the place of the one before."""
    check_can_bring(by, [expected.post for _message, expected in placed])
    file = act.create(
        PassengerFile,
        post=placed[0][1].post,
        agency=by.agency,
        brought_by=by.id,
        channel=came.channel,
        at=at,
        file_name=came.file_name[:200],
        file_hash=came.file_hash,
        size=len(found.raw),
        raw=zlib.compress(found.raw, 6),
        form=found.form,
        sender=found.sender[:40],
        faults=[[fault.code, fault.offset, fault.segment, fault.detail] for fault in found.faults],
        keep_until_on=keep_until_on,
    )
    for message, expected in placed:
        _enter(act, at, file, message, expected)


def _enter(act: Act, at: datetime, file: PassengerFile, message: Message, expected: Expected) -> None:
    listed = act.create(
        PassengerList,
        file=file,
        post=expected.post,
        direction=expected.direction,
        listed=message.kind,
        mode=message.mode,
        carrier=message.carrier[:80],
        voyage=message.voyage[:40],
        vessel=message.vessel[:80],
        reference=message.reference[:60],
        part=message.part,
        final=message.final,
        route=[[call.place, call.arrives, call.departs] for call in message.route],
        elsewhere=expected.elsewhere[:80],
        expected_at=expected.at,
        stated=message.stated,
        stated_crew=message.stated_crew,
        people=len(message.passengers),
        crew=len(message.crew),
        replaces=_replaced(file, message, expected),
    )
    for number, who in enumerate(message.travellers, 1):
        act.create(Passenger, file=file, listing=listed, number=number, role=who.role, said=_said(who))


def _said(who: Traveller) -> dict[str, Any]:
    """What a list says of somebody, without what it leaves open."""
    said = asdict(who)
    for name in ("role", "segment"):
        del said[name]
    return {name: value for name, value in said.items() if value}


def _replaced(file: PassengerFile, message: Message, expected: Expected) -> PassengerList | None:
    """The list of an earlier file that this one says anew: the same voyage, day and kind, and the same part of it."""
    if not (message.voyage or message.vessel) or expected.at is None:
        return None
    same = PassengerList.objects.standing().filter(
        post=expected.post,
        direction=expected.direction,
        listed=message.kind,
        voyage=message.voyage[:40],
        vessel=message.vessel[:80],
        part=message.part,
        expected_at__range=(expected.at - SAME_VOYAGE, expected.at + SAME_VOYAGE),
    )
    return same.exclude(file=file).order_by("-id").first()


Met = Sequence[tuple[Passenger, Hit]]


@action("border.passengers.screen", BORDER)
def note_screened(act: Act, *, by: Actor, at: datetime, listed: PassengerList, met: Met, command: UUID | None = None) -> None:
    """Everybody on a list was held against the alert list. That nothing protective was found is written only where it was before."""
    check_can_keep_lists(by)
    for protective in (False, True):
        found = [_met(passenger, hit) for passenger, hit in met if hit.protective == protective]
        if found or not protective or PassengerScreening.objects.filter(listing=listed, protective=True).exists():
            about = {"file_id": listed.file_id, "listing": listed, "post": listed.post}
            act.create(PassengerScreening, **about, at=at, protective=protective, met=found)


def _met(passenger: Passenger, hit: Hit) -> dict[str, Any]:
    evidence = [str(code) for code in hit.evidence]
    return {
        "passenger": str(passenger.pk),
        "alert": str(hit.alert),
        "category": hit.category,
        "basis": str(hit.basis),
        "evidence": evidence,
    }


class NotYet(ValueError):
    """The content of a list is erased only after the day that the pack says."""


@action("border.passengers.erase", BORDER)
def erase_lists(act: Act, *, by: Actor, at: datetime, file: PassengerFile, today: date, command: UUID | None = None) -> None:
    """Destroy the names, the documents and the bytes of a file whose time is over. What it was, and how many were on it, stays."""
    check_can_keep_lists(by)
    if today <= file.keep_until_on:
        raise NotYet
    erase_subject.within(act, by=by, at=at, subject=file.pk)


@action("border.feed.propose", Purpose.ADMINISTRATION)
def propose_feed(act: Act, *, by: Actor, at: datetime, name: str, command: UUID | None = None) -> None:
    """Somebody asks that a sender may hand lists in."""
    check_can_manage_feeds(by)
    act.create(Feed, name=name, agency=by.agency, proposed_by=by.id, proposed_at=at)


@action("border.feed.approve", Purpose.ADMINISTRATION)
def approve_feed(act: Act, *, by: Actor, at: datetime, feed: Feed, digest: str, command: UUID | None = None) -> None:
    """A second person agrees; the key, of which only the digest comes here, holds from now on."""
    check_can_manage_feeds(by)
    now = Feed.objects.select_for_update().get(pk=feed.pk)
    if now.decided_by is not None or now.ended_at is not None:
        raise NotAllowed(_("This was decided already."))
    if now.proposed_by == by.id:
        raise NotAllowed(_("You asked for this yourself. Another person must agree."))
    act.update(now, decided_by=by.id, decided_at=at, digest=digest)


@action("border.feed.end", Purpose.ADMINISTRATION)
def end_feed(act: Act, *, by: Actor, at: datetime, feed: Feed, command: UUID | None = None) -> None:
    """The key of a sender opens nothing any more."""
    check_can_manage_feeds(by)
    act.update(feed, ended_at=at)


def count_call(feed: UUID, most: int, at: datetime) -> bool:
    """Count a call of a sender, unless it called `most` times in this minute of the clock already, whichever process answered.

    A clock that was put back begins a minute of its own; the sender loses nothing by it.
    """
    minute = int(at.timestamp()) // 60

    def work(batch: Batch) -> bool:
        row = FeedCalls.objects.filter(feed=feed)
        if row.filter(minute=minute).exists():
            return bool(row.filter(minute=minute, calls__lt=most).update(calls=F("calls") + 1))
        FeedCalls.objects.update_or_create(feed=feed, defaults={"minute": minute, "calls": 1})
        return True

    return run_write(work)
