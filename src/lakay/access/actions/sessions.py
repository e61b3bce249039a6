"""Being logged in: sessions begin, lock, move to a post and end. Each is an event that names the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.access.actions.attempts import forget_attempts
from lakay.access.actions.credentials import WrongCode, spend_step
from lakay.access.models import Grant, Passkey, RecoveryCode, Session, Staff
from lakay.access.passkeys import Proof
from lakay.access.permissions import check_administers
from lakay.access.policy import Permission
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed


class PostNotGranted(PermissionError):
    """None of the person's roles holds at this post."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A log-in whose proofs were found right: what the session will be, and what it uses up."""

    staff: Staff
    session: UUID
    token_hash: str
    device_hash: str
    method: str
    must_enrol: bool
    account_key: str
    device_key: str
    step: int | None = None
    recovery: RecoveryCode | None = None
    passkey: Passkey | None = None
    proof: Proof | None = None


def _spend(act: Act, opening: Opening, at: datetime) -> None:
    """Use up what can be used once. Raises WrongCode if another log-in was quicker."""
    if opening.step is not None:
        spend_step(opening.staff.id, opening.step)
    if opening.recovery is not None:
        if not RecoveryCode.objects.filter(id=opening.recovery.id, ended_at=None).exists():
            raise WrongCode
        act.update(opening.recovery, ended_at=at)
    if opening.passkey is not None and opening.proof is not None:
        use_passkey(act, opening.passkey, opening.proof, at)


def use_passkey(act: Act, passkey: Passkey, proof: Proof, at: datetime) -> None:
    """Note the use of a key, inside an action. Raises WrongCode if the key was ended or its counter has moved on meanwhile."""
    now = Passkey.objects.filter(id=passkey.id, ended_at=None).first()
    counts = now is not None and (proof.sign_count or now.sign_count)
    if now is None or (counts and proof.sign_count <= now.sign_count):
        raise WrongCode
    act.update(passkey, sign_count=proof.sign_count, backed_up=proof.backed_up, last_used_at=at)


@action("access.session.start", Purpose.SECURITY)
def start_session(act: Act, *, by: Actor, at: datetime, opening: Opening) -> None:
    """Let a person in. Whoever was logged in on the same device is logged out."""
    staff = opening.staff
    if not Staff.objects.filter(id=staff.id, ended_at=None).exists():
        raise WrongCode
    _spend(act, opening, at)
    act.subject(staff.id)
    act.about(opening.session)
    act.note()
    before = Session.objects.filter(device_hash=opening.device_hash, ended_at=None)
    act.about(*before.values_list("id", flat=True))
    before.update(ended_at=at)
    Session.objects.create(
        id=opening.session,
        token_hash=opening.token_hash,
        device_hash=opening.device_hash,
        staff=staff,
        post=_only_post(staff, at),
        method=opening.method,
        must_enrol=opening.must_enrol,
        created_at=at,
        authenticated_at=at,
        last_seen_at=at,
    )
    forget_attempts(opening.account_key, opening.device_key, at)


def _only_post(staff: Staff, at: datetime) -> str:
    """The post of a person who works at one post only."""
    posts = set(Grant.objects.live(at).filter(staff=staff).values_list("post", flat=True))
    return posts.pop() if len(posts) == 1 else ""


@action("access.login.refuse", Purpose.SECURITY)
def refuse_login(act: Act, *, by: Actor, at: datetime, staff: Staff | None) -> None:
    """An attempt failed. For a name that nobody has, nothing is said of whose; what was typed is never kept."""
    _note(act, staff.id if staff else None)


@action("access.login.bar", Purpose.SECURITY)
def bar_login(act: Act, *, by: Actor, at: datetime, staff: Staff | None) -> None:
    """An attempt failed, and the account or the device must now wait before the next."""
    _note(act, staff.id if staff else None)


def _note(act: Act, staff: UUID | None, session: UUID | None = None) -> None:
    if staff is not None:
        act.subject(staff)
    if session is not None:
        act.about(session)
    act.note()


@action("access.session.lock", Purpose.SECURITY)
def lock_session(act: Act, *, by: Actor, at: datetime, session: UUID, staff: UUID) -> None:
    """Lock the screen: nothing is shown before the person has proved again who they are."""
    if Session.objects.filter(id=session, ended_at=None, locked_at=None).update(locked_at=at):
        _note(act, staff, session)


@action("access.session.unlock", Purpose.SECURITY)
def unlock_session(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    session: UUID,
    staff: UUID,
    account_key: str,
    device_key: str,
    passkey: Passkey | None = None,
    proof: Proof | None = None,
) -> None:
    """Open a locked session to its own person, who has just shown the password or a passkey."""
    if passkey is not None and proof is not None:
        use_passkey(act, passkey, proof, at)
    fresh = {"locked_at": None, "failed_unlocks": 0, "last_seen_at": at, "authenticated_at": at}
    if not Session.objects.filter(id=session, ended_at=None).update(**fresh):
        raise NotAllowed(_("This session has ended. Log in again."))
    forget_attempts(account_key, device_key, at)
    _note(act, staff, session)


@action("access.session.fail_unlock", Purpose.SECURITY)
def fail_unlock(act: Act, *, by: Actor, at: datetime, session: UUID, staff: UUID, most: int) -> None:
    """An attempt to unlock failed; the last of the few that are given ends the session."""
    row = Session.objects.get(id=session)
    row.failed_unlocks += 1
    if row.failed_unlocks >= most and row.ended_at is None:
        row.ended_at = at
    row.save()
    _note(act, staff, session)


@action("access.session.post", Purpose.SECURITY)
def choose_post(act: Act, *, by: Actor, at: datetime, session: UUID, post: str, lane: str, command: UUID | None = None) -> None:
    """Sit down at a post and a lane. Raises PostNotGranted unless a role of the person holds there."""
    row = Session.objects.get(id=session, ended_at=None)
    if row.staff_id != by.id or not Grant.objects.live(at).filter(staff=row.staff_id, post__in=["", post]).exists():
        raise PostNotGranted
    Session.objects.filter(id=session).update(post=post, lane=lane)
    _note(act, row.staff_id, session)


@action("access.session.end", Purpose.SECURITY)
def end_session(act: Act, *, by: Actor, at: datetime, session: UUID, staff: UUID, command: UUID | None = None) -> None:
    """Log out, or end one of one's own sessions elsewhere."""
    if by.id != staff:
        raise NotAllowed(_("Only the person can do this to the account."))
    if Session.objects.filter(id=session, staff=staff, ended_at=None).update(ended_at=at):
        _note(act, staff, session)


@action("access.session.revoke", Purpose.SECURITY)
def end_session_of(act: Act, *, by: Actor, at: datetime, session: Session, command: UUID | None = None) -> None:
    """End somebody's session, from the administration of their agency."""
    check_administers(by, Permission.SESSION_REVOKE, session.staff.agency.code)
    if Session.objects.filter(id=session.id, ended_at=None).update(ended_at=at):
        _note(act, session.staff_id, session.id)


@action("access.session.revoke_all", Purpose.SECURITY)
def end_sessions(act: Act, *, by: Actor, at: datetime, staff: Staff, command: UUID | None = None) -> None:
    """End every session of a person, from the administration of their agency."""
    check_administers(by, Permission.SESSION_REVOKE, staff.agency.code)
    if Session.objects.filter(staff=staff, ended_at=None).update(ended_at=at):
        _note(act, staff.id)
