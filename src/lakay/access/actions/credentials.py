"""Passwords, one-time codes, recovery codes and passkeys. Only the person changes their own; an administrator can only reset."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.access.models import Passkey, Password, RecoveryCode, Session, Staff, Totp, UsedStep
from lakay.access.passkeys import NewKey
from lakay.access.permissions import check_administers, check_may, check_not_self
from lakay.access.policy import Permission
from lakay.journal.models import File
from lakay.journal.writer import one_turn
from lakay.journal.writing import Act, Receipt, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed


class LastFactor(ValueError):
    """Without this one the person would be left with a password alone."""


class WrongCode(ValueError):
    """The code is not the one the authenticator shows now, or it was used before."""


def _check_own(by: Actor, staff: UUID) -> None:
    check_may(by, Permission.SELF_MANAGE)
    if by.id != staff:
        raise NotAllowed(_("Only the person can do this to the account."))


def _enrolled(staff: UUID) -> bool:
    """Whether a person has chosen a password of their own and a second factor or a passkey."""
    chosen = Password.objects.filter(staff=staff, temporary=False).exists()
    return chosen and (_passkeys(staff) or _totp(staff))


def _passkeys(staff: UUID) -> bool:
    return Passkey.objects.filter(staff=staff, ended_at=None).exists()


def _totp(staff: UUID) -> bool:
    return Totp.objects.filter(staff=staff, ended_at=None, confirmed_at__isnull=False).exists()


def _admit(staff: UUID) -> None:
    """Open the rest of the program to the person's session once the enrolment is whole."""
    if _enrolled(staff):
        Session.objects.filter(staff=staff, must_enrol=True).update(must_enrol=False)


@action("access.password.set", Purpose.SECURITY)
def set_password(
    act: Act, *, by: Actor, at: datetime, staff: UUID, password_hash: str, keep: UUID | None = None, command: UUID | None = None
) -> None:
    """Put a new password in place of the old. The person's sessions end, but for the one it is done from (`keep`)."""
    _check_own(by, staff)
    act.update(Password.objects.get(staff=staff), hash=password_hash, temporary=False, changed_at=at)
    others = Session.objects.filter(staff=staff, ended_at=None)
    (others.exclude(id=keep) if keep else others).update(ended_at=at)
    _admit(staff)


@action("access.totp.offer", Purpose.SECURITY)
def offer_totp(act: Act, *, by: Actor, at: datetime, staff: UUID, sealed_secret: bytes, command: UUID | None = None) -> None:
    """Offer a secret to an authenticator. It is not in force before a first code has confirmed it."""
    _check_own(by, staff)
    _end_all(act, Totp.objects.filter(staff=staff, ended_at=None, confirmed_at=None), at)
    act.create(Totp, staff_id=staff, sealed_secret=sealed_secret)


@action("access.totp.confirm", Purpose.SECURITY)
def confirm_totp(act: Act, *, by: Actor, at: datetime, totp: Totp, step: int, command: UUID | None = None) -> None:
    """Put an offered secret in force in place of an older one. The step of the code that confirmed it is spent."""
    _check_own(by, totp.staff_id)
    spend_step(totp.staff_id, step)
    _end_all(act, Totp.objects.filter(staff=totp.staff_id, ended_at=None).exclude(id=totp.id), at)
    act.update(totp, confirmed_at=at)
    _admit(totp.staff_id)


def spend_step(staff: UUID, step: int) -> None:
    """Use up a time step, inside an action. Raises WrongCode if a code of this step was used before."""
    if UsedStep.objects.filter(staff=staff, step=step).exists():
        raise WrongCode
    UsedStep.objects.create(staff_id=staff, step=step)


@action("access.totp.end", Purpose.SECURITY)
def end_totp(act: Act, *, by: Actor, at: datetime, staff: UUID, command: UUID | None = None) -> None:
    """Stop using one-time codes. Raises LastFactor if the person has no passkey."""
    _check_own(by, staff)
    if not _passkeys(staff):
        raise LastFactor
    _end_all(act, Totp.objects.filter(staff=staff, ended_at=None), at)


@action("access.passkey.add", Purpose.SECURITY)
def add_passkey(act: Act, *, by: Actor, at: datetime, staff: UUID, key: NewKey, name: str, command: UUID | None = None) -> None:
    """Add a passkey under a name that the person gives it."""
    _check_own(by, staff)
    if Passkey.objects.filter(credential_id=key.credential_id).exists():
        raise NotAllowed(_("This key is known already."))
    act.create(
        Passkey,
        staff_id=staff,
        credential_id=key.credential_id,
        public_key=key.public_key,
        sign_count=key.sign_count,
        backed_up=key.backed_up,
        transports=key.transports,
        name=name,
        added_at=at,
    )
    _admit(staff)


@action("access.passkey.end", Purpose.SECURITY)
def end_passkey(act: Act, *, by: Actor, at: datetime, passkey: Passkey, command: UUID | None = None) -> None:
    """Refuse a passkey from now on. Raises LastFactor if it is the last and there are no one-time codes."""
    _check_own(by, passkey.staff_id)
    others = Passkey.objects.filter(staff=passkey.staff_id, ended_at=None).exclude(id=passkey.id)
    if not others.exists() and not _totp(passkey.staff_id):
        raise LastFactor
    act.update(passkey, ended_at=at)


@action("access.recovery.replace", Purpose.SECURITY)
def replace_recovery_codes(
    act: Act, *, by: Actor, at: datetime, staff: UUID, digests: Iterable[str], command: UUID | None = None
) -> None:
    """Give ten new recovery codes; the older ones end."""
    _check_own(by, staff)
    _end_all(act, RecoveryCode.objects.filter(staff=staff, ended_at=None), at)
    for digest in digests:
        act.create(RecoveryCode, staff_id=staff, digest=digest, made_at=at)


def reset_credentials(*, by: Actor, at: datetime, staff: Staff, password_hash: str) -> Receipt:
    """Take back all that proved a person, after a loss or a theft, and give a temporary password. All sessions end.

    Two events of one turn: the password goes to every machine, its codes and passkeys are known to this one alone, and an event takes effect whole.
    What the other machines do when it comes to them is `arrivals.reset_here`.
    """
    with one_turn():
        end_factors(by=by, at=at, staff=staff)
        return give_temporary_password(by=by, at=at, staff=staff, password_hash=password_hash)


def _check_may_reset(by: Actor, staff: Staff) -> None:
    check_administers(by, Permission.STAFF_MANAGE, staff.agency.code)
    check_not_self(by, staff)


@action("access.factors.end", Purpose.SECURITY)
def end_factors(act: Act, *, by: Actor, at: datetime, staff: Staff, password_hash: str = "", command: UUID | None = None) -> None:
    """End the one-time codes, passkeys and recovery codes that a person has at this machine.

    `password_hash`: of the temporary password that another machine has given, where a password set here had not seen it. It holds.
    """
    _check_may_reset(by, staff)
    for model in (Totp, Passkey, RecoveryCode):
        _end_all(act, model.objects.filter(staff=staff, ended_at=None), at)
    if password_hash:
        act.settle(Password.objects.get(staff=staff), hash=password_hash, temporary=True, changed_at=at)


@action("access.credentials.reset", Purpose.SECURITY)
def give_temporary_password(
    act: Act, *, by: Actor, at: datetime, staff: Staff, password_hash: str, command: UUID | None = None
) -> None:
    """A temporary password in place of the person's own: until it is changed it opens the account page alone, at every machine."""
    _check_may_reset(by, staff)
    act.update(Password.objects.get(staff=staff), hash=password_hash, temporary=True, changed_at=at)
    Session.objects.filter(staff=staff, ended_at=None).update(ended_at=at)


def _end_all(act: Act, records: Iterable[File], at: datetime) -> None:
    for record in list(records):
        act.update(record, ended_at=at)
