"""Keys of phones: asked for by one person, agreed to by another, ended by either."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.forms.models import PhoneKey
from lakay.forms.permissions import PURPOSES, check_can_manage_phones, check_is_another
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
