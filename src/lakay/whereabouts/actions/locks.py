"""The address lock, set and lifted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.protection.models import Intake
from lakay.whereabouts.models import AddressLock
from lakay.whereabouts.permissions import check_has_file


class AlreadyLocked(ValueError):
    """The lock stands."""


@action("whereabouts.lock.set", Purpose.PROTECTION)
def set_lock(
    act: Act, *, by: Actor, at: datetime, intake: Intake, reason: str, case_worker: bool = False, command: UUID | None = None
) -> None:
    """From now on nothing tells where this person can be found. One sentence why, for those who may lift it later."""
    check_has_file(by, intake)
    if AddressLock.objects.filter(intake=intake, lifted_at=None).exists():
        raise AlreadyLocked
    act.create(
        AddressLock,
        intake=intake,
        person=intake.person,
        set_at=at,
        set_by=by.id,
        case_worker=case_worker,
        reason=reason.strip(),
    )


@action("whereabouts.lock.lift", Purpose.PROTECTION)
def lift_lock(act: Act, *, by: Actor, at: datetime, lock: AddressLock, why: str, command: UUID | None = None) -> None:
    """The danger is over. Another person than the one who set it lifts it, and says why."""
    check_has_file(by, lock.intake)
    if lock.set_by == by.id:
        raise NotAllowed(_("You set the lock yourself. Another person must lift it."))
    if not why.strip():
        raise NotAllowed(_("Write why, in a sentence."))
    act.update(lock, lifted_at=at, lifted_by=by.id, lifted_why=why.strip())
