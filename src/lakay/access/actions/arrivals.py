"""What another machine did to somebody's log-in, done here as its event comes in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from lakay.access.actions.credentials import end_factors
from lakay.access.models import Passkey, Password, RecoveryCode, Session, Staff, Totp
from lakay.access.policy import Permission
from lakay.journal.core.events import Origin
from lakay.journal.deciding import candidates
from lakay.kernel.actors import system_actor

RESET = "access.credentials.reset"
MACHINE = system_actor("reset", frozenset({Permission.STAFF_MANAGE}))


def reset_here(subjects: Collection[UUID], origin: Origin, seq: int, at: datetime) -> None:
    """A reset of some people's log-in, the event `seq` of another machine, has taken effect: in the same turn it is done here too.

    Whoever is logged in as one of them is out; codes and passkeys that only this machine knows open nothing any more; and the temporary
    password holds, also against one that the person has set here meanwhile: whose clock is ahead does not decide that.
    """
    for staff in Staff.objects.filter(id__in=list(subjects)):
        Session.objects.filter(staff=staff, ended_at=None).update(ended_at=at)
        given = _given(staff, origin, seq)
        if given or _has_factors(staff):
            end_factors(by=MACHINE, at=at, staff=staff, password_hash=given)


def _has_factors(staff: Staff) -> bool:
    return any(model.objects.filter(staff=staff, ended_at=None).exists() for model in (Totp, Passkey, RecoveryCode))


def _given(staff: Staff, origin: Origin, seq: int) -> str:
    """The hash that the reset gave, if another stands against it; else nothing."""
    password = Password.objects.filter(staff=staff).first()
    stand = candidates(Password.kind, password.pk, "hash") if password else []
    return next((str(one.value) for one in stand if (one.origin, one.seq) == (origin, seq) and one.value), "")
