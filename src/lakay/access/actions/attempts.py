"""Technical rows of logging in: attempts, challenges, the last request. They make no event, but go through the one writer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from lakay.access.models import Attempts, Challenge, Session
from lakay.access.rules import ACCOUNT_LAPSE, CHALLENGE_LIFE, SEEN_EVERY, bar_after
from lakay.journal.batch import Batch
from lakay.journal.writer import run_write

KEEP_CHALLENGES = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted against (the key of an account or a device), how many failures are free, after what rest they lapse."""

    key: str
    free: int
    lapse: timedelta


@dataclass(frozen=True, slots=True)
class Reservation:
    """An attempt that may be made (`wait` 0) or not yet (whole seconds). `bars`: if it fails, the next one must wait."""

    wait: int
    bars: bool = False


def reserve_attempt(counters: Iterable[Counter], at: datetime) -> Reservation:
    """Count an attempt as failed before it is made, so that a hundred at once get no more tries than one after the other."""
    wanted = {counter.key: counter for counter in counters}

    def work(batch: Batch) -> Reservation:
        known = {row.key: row for row in Attempts.objects.filter(key__in=list(wanted))}
        wait = max((row.wait(at) for row in known.values()), default=0)
        if wait:
            return Reservation(wait)
        barred = [_count(known.get(key), counter, at) for key, counter in wanted.items()]
        return Reservation(0, bars=True in barred)

    return run_write(work)


def _count(row: Attempts | None, counter: Counter, at: datetime) -> bool:
    lapsed = row is None or abs(at - row.last_at) >= counter.lapse
    count = 1 if lapsed or row is None else row.count + 1
    bar = bar_after(count, counter.free)
    values = {"count": count, "last_at": at, "barred_until": at + bar if bar else None}
    Attempts.objects.update_or_create(key=counter.key, defaults=values)
    return bar is not None


def forget_attempts(account: str, device: str, at: datetime) -> None:
    """After a right answer, inside an action: the account starts anew, the device gets back this one attempt."""
    Attempts.objects.filter(Q(key=account) | Q(last_at__lt=at - ACCOUNT_LAPSE)).delete()
    row = Attempts.objects.filter(key=device).first()
    if row is not None:
        row.count = max(row.count - 1, 0)
        row.barred_until = None
        row.save()


def keep_challenge(device_hash: str, purpose: str, staff: UUID | None, value: bytes, at: datetime) -> None:
    """Remember what a device was asked to sign, in place of an older challenge of the same kind."""

    def work(batch: Batch) -> None:
        Challenge.objects.filter(made_at__lt=at - KEEP_CHALLENGES).delete()
        defaults = {"staff_id": staff, "value": value, "made_at": at}
        Challenge.objects.update_or_create(device_hash=device_hash, purpose=purpose, defaults=defaults)

    run_write(work)


def take_challenge(device_hash: str, purpose: str, staff: UUID | None, at: datetime) -> bytes | None:
    """Spend a challenge: whatever the answer is worth, it is not accepted a second time."""

    def work(batch: Batch) -> bytes | None:
        row = Challenge.objects.select_for_update().filter(device_hash=device_hash, purpose=purpose).first()
        if row is None:
            return None
        Challenge.objects.filter(pk=row.pk).delete()
        fresh = abs(at - row.made_at) <= CHALLENGE_LIFE and row.staff_id == staff
        return bytes(row.value) if fresh else None

    return run_write(work)


def touch_session(session: UUID, at: datetime) -> None:
    """Write down when a session was last used, at most once a minute."""

    def work(batch: Batch) -> None:
        due = Session.objects.filter(id=session, last_seen_at__lte=at - SEEN_EVERY)
        due.update(last_seen_at=at)

    run_write(work)
