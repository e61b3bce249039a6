"""Keys of phones: asked for by one person, agreed to by another, ended by either."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from lakay.forms.models import PhoneCalls, PhoneKey
from lakay.forms.permissions import PURPOSES, check_can_manage_phones, check_is_another
from lakay.journal.batch import Batch
from lakay.journal.writer import run_write
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed


@action("forms.phone.propose", Purpose.ADMINISTRATION)
def propose_phone(
    act: Act, *, by: Actor, at: datetime, name: str, purpose: Purpose, post: str = "", command: UUID | None = None
) -> None:
    """Ask that a phone may fetch the forms of a purpose, and send what is filled in."""
    check_can_manage_phones(by)
    if purpose not in PURPOSES:
        raise NotAllowed(_("Forms are not filled for this purpose."))
    act.create(PhoneKey, name=name, agency=by.agency, post=post, purpose=purpose.value, proposed_by=by.id, proposed_at=at)


@action("forms.phone.approve", Purpose.ADMINISTRATION)
def approve_phone(act: Act, *, by: Actor, at: datetime, phone: PhoneKey, digest: str, command: UUID | None = None) -> None:
    """A second person agrees; the key, of which only the digest comes here, holds from now on."""
    check_can_manage_phones(by)
    now = PhoneKey.objects.select_for_update().get(pk=phone.pk)
    if now.decided_by is not None or now.ended_at is not None:
        raise NotAllowed(_("This was decided already."))
    check_is_another(by, now.proposed_by)
    act.update(now, decided_by=by.id, decided_at=at, digest=digest)


@action("forms.phone.end", Purpose.ADMINISTRATION)
def end_phone(act: Act, *, by: Actor, at: datetime, phone: PhoneKey, command: UUID | None = None) -> None:
    """The phone is lost or not needed: its key opens nothing any more."""
    check_can_manage_phones(by)
    if phone.ended_at is None:
        act.update(phone, ended_by=by.id, ended_at=at)


def reserve_calls(phone: UUID, take: int, most: int, at: datetime) -> bool:
    """Set `take` calls of a phone aside for whoever asks, unless that would make more than `most` in this minute of the clock.

    A clock that was put back begins a minute of its own; the phone loses nothing by it.
    """
    minute = int(at.timestamp()) // 60

    def work(batch: Batch) -> bool:
        row = PhoneCalls.objects.filter(phone=phone)
        if row.filter(minute=minute).exists():
            return bool(row.filter(minute=minute, calls__lte=most - take).update(calls=F("calls") + take))
        PhoneCalls.objects.update_or_create(phone=phone, defaults={"minute": minute, "calls": take})
        return True

    return run_write(work)
