"""Logging in and unlocking. An attempt is counted before it is made, each outcome is an event, all refusals sound the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes
from uuid import UUID

from lakay.access import passkeys, passwords, rules, totp
from lakay.access.actions.attempts import Counter, Reservation, keep_challenge, reserve_attempt, take_challenge
from lakay.access.actions.credentials import WrongCode
from lakay.access.actions.sessions import (
    Opening,
    PostNotGranted,
    bar_login,
    end_session,
    fail_unlock,
    lock_session,
    refuse_login,
    start_session,
    unlock_session,
)
from lakay.access.actions.sessions import choose_post as sit_down
from lakay.access.models import Passkey, Password, RecoveryCode, Session, Staff, Totp
from lakay.access.queries import find_staff
from lakay.access.recovery import code_digest
from lakay.access.sessions import SessionEnded, SessionState, check_demo
from lakay.access.tokens import TOKEN_BYTES, digest, keyed_digest, new_token
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.ids import new_id

LOGIN, UNLOCK = "login", "unlock"
DOOR = system_actor("login")


class LoginRefused(Exception):
    """Not let in. `wait_seconds` 0: name, password or code is wrong, never which; otherwise: too many attempts, wait so long."""

    def __init__(self, wait_seconds: int = 0) -> None:
        super().__init__(wait_seconds)
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class NewSession:
    """A person was let in. The token goes into the cookie and nowhere else."""

    token: str
    session: UUID
    staff: UUID


@dataclass(frozen=True, slots=True)
class Factor:
    """The second thing a person showed: a step of the authenticator, a recovery code, or nothing because there is none yet."""

    method: str = "password"
    step: int | None = None
    recovery: RecoveryCode | None = None
    must_enrol: bool = False


def with_password(*, username: str, password: str, code: str = "", device: str, at: datetime) -> NewSession:
    """Let a person in by name, password and a second factor. Raises LoginRefused."""
    name = rules.plain_username(username)
    staff = find_staff(name)
    account, counters = _counters(name, staff, device)
    reservation = _reserve(counters, at)
    stored = Password.objects.filter(staff=staff).first() if staff else None
    right = passwords.matches(stored.hash if stored else None, password)
    factor = second_factor(staff, code, at, stored.temporary) if right and staff and stored else None
    if staff is None or factor is None:
        raise _refused(staff, reservation, at)
    return _open(staff, device, account, factor, reservation, at)


def second_factor(staff: Staff, code: str, at: datetime, temporary: bool) -> Factor | None:
    """What a code proves of a person; None if it proves nothing and something must be proved."""
    plain = rules.plain_code(code)
    secret = Totp.objects.filter(staff=staff, ended_at=None, confirmed_at__isnull=False).first()
    if secret is None and not Passkey.objects.filter(staff=staff, ended_at=None).exists():
        return Factor(must_enrol=True)
    step = totp.matching_step(totp.opened(staff.id, secret.sealed_secret), plain, at) if secret else None
    if step is not None:
        return Factor(step=step, must_enrol=temporary)
    recovery = RecoveryCode.objects.filter(staff=staff, digest=code_digest(staff.id, code), ended_at=None).first()
    return Factor("recovery", recovery=recovery, must_enrol=temporary) if recovery else None


def passkey_options(*, device: str, at: datetime, state: SessionState | None = None) -> str:
    """What the browser asks a passkey, as JSON. With a locked session's state, only that person's keys are asked."""
    challenge = token_bytes(TOKEN_BYTES)
    staff = state.staff if state else None
    keep_challenge(digest(device), UNLOCK if state else LOGIN, staff, challenge, at)
    allowed = Passkey.objects.filter(staff=staff, ended_at=None) if state else ()
    return passkeys.request_options(challenge, allowed)


def with_passkey(*, answer: str, device: str, at: datetime) -> NewSession:
    """Let a person in by a passkey alone: it is two factors in one. Raises LoginRefused."""
    challenge = take_challenge(digest(device), LOGIN, None, at)
    passkey, proof, reservation = _answered(answer, challenge, device, at)
    if passkey is None or proof is None or passkey.staff.ended_at is not None:
        raise _refused(passkey.staff if passkey else None, reservation, at)
    account, _ = _counters(passkey.staff.username, passkey.staff, device)
    temporary = Password.objects.filter(staff=passkey.staff_id, temporary=True).exists()
    factor = Factor("passkey", must_enrol=temporary)
    return _open(passkey.staff, device, account, factor, reservation, at, passkey, proof)


def _answered(
    answer: str, challenge: bytes | None, device: str, at: datetime
) -> tuple[Passkey | None, passkeys.Proof | None, Reservation]:
    """The known key that answered, and its proof if the answer is right."""
    reservation = _reserve([_device_counter(device)], at)
    passkey = None
    try:
        credential_id, credential = passkeys.parse_answer(answer)
        passkey = Passkey.objects.select_related("staff__agency").filter(credential_id=credential_id, ended_at=None).first()
        if passkey is None or challenge is None:
            return passkey, None, reservation
        return passkey, passkeys.check_answer(passkey, credential, challenge), reservation
    except passkeys.PasskeyRefused:
        return passkey, None, reservation


def demo_login(*, username: str, device: str, at: datetime) -> NewSession:
    """Let a visitor in as a named person of the demo. Raises DemoOnly on every other node, LoginRefused for an unknown name."""
    check_demo()
    staff = find_staff(rules.plain_username(username))
    if staff is None:
        raise LoginRefused
    return _open(staff, device, "", Factor("demo"), Reservation(0), at)


def _open(
    staff: Staff,
    device: str,
    account: str,
    factor: Factor,
    reservation: Reservation,
    at: datetime,
    passkey: Passkey | None = None,
    proof: passkeys.Proof | None = None,
) -> NewSession:
    token = new_token()
    made = NewSession(token, new_id(), staff.id)
    opening = Opening(
        staff=staff,
        session=made.session,
        token_hash=digest(token),
        device_hash=digest(device),
        method=factor.method,
        must_enrol=factor.must_enrol,
        account_key=account,
        device_key=_device_key(device),
        step=factor.step,
        recovery=factor.recovery,
        passkey=passkey,
        proof=proof,
    )
    try:
        start_session(by=Actor(staff.id, staff.agency.code), at=at, opening=opening)
    except WrongCode as error:
        raise _refused(staff, reservation, at) from error
    return made


def _refused(staff: Staff | None, reservation: Reservation, at: datetime) -> LoginRefused:
    note = bar_login if reservation.bars else refuse_login
    note(by=DOOR, at=at, staff=staff)
    return LoginRefused()


def _reserve(counters: list[Counter], at: datetime) -> Reservation:
    reservation = reserve_attempt(counters, at)
    if reservation.wait:
        raise LoginRefused(reservation.wait)
    return reservation


def _device_key(device: str) -> str:
    return keyed_digest("attempts", "device", digest(device))


def _counters(name: str, staff: Staff | None, device: str) -> tuple[str, list[Counter]]:
    """The key of the account, and what an attempt counts against.

    A device on which the person has been logged in has an account counter of its own: a stranger who guesses elsewhere
    cannot shut the person out at their own desk.
    """
    known = staff is not None and Session.objects.filter(staff=staff, device_hash=digest(device)).exists()
    account = keyed_digest("attempts", "account", name, digest(device) if known else "")
    return account, [Counter(account, rules.FREE_FOR_ACCOUNT, rules.ACCOUNT_LAPSE), _device_counter(device)]


def _device_counter(device: str) -> Counter:
    return Counter(_device_key(device), rules.FREE_FROM_DEVICE, rules.DEVICE_LAPSE)


# ------------------------------------------------------------------ while logged in


def lock(*, state: SessionState, at: datetime) -> None:
    """Lock the screen."""
    lock_session(by=state.actor, at=at, session=state.session, staff=state.staff)


def logout(*, state: SessionState, at: datetime) -> None:
    """End the session; its token opens nothing from now on."""
    end_session(by=state.actor, at=at, session=state.session, staff=state.staff)


def choose_post(*, state: SessionState, post: str, lane: str, at: datetime) -> None:
    """Sit down at a post. Raises PostNotGranted."""
    if state.locked or state.must_enrol:
        raise PostNotGranted
    sit_down(by=state.actor, at=at, session=state.session, post=post, lane=lane)


def unlock_with_password(*, state: SessionState, password: str, device: str, at: datetime) -> None:
    """Open the locked screen. Raises LoginRefused, or SessionEnded after the last attempt."""
    staff = Staff.objects.get(id=state.staff)
    account, counters = _counters(staff.username, staff, device)
    _reserve(counters, at)
    stored = Password.objects.filter(staff=staff).first()
    if not passwords.matches(stored.hash if stored else None, password):
        raise _not_unlocked(state, at)
    unlock_session(
        by=state.actor, at=at, session=state.session, staff=state.staff, account_key=account, device_key=_device_key(device)
    )


def unlock_with_passkey(*, state: SessionState, answer: str, device: str, at: datetime) -> None:
    """Open the locked screen by a passkey of the same person. Raises LoginRefused, or SessionEnded after the last attempt."""
    challenge = take_challenge(digest(device), UNLOCK, state.staff, at)
    passkey, proof, _ = _answered(answer, challenge, device, at)
    if passkey is None or proof is None or passkey.staff_id != state.staff:
        raise _not_unlocked(state, at)
    account, _ = _counters(passkey.staff.username, passkey.staff, device)
    keys = {"account_key": account, "device_key": _device_key(device)}
    try:
        unlock_session(by=state.actor, at=at, session=state.session, staff=state.staff, passkey=passkey, proof=proof, **keys)
    except WrongCode as error:
        raise _not_unlocked(state, at) from error


def _not_unlocked(state: SessionState, at: datetime) -> Exception:
    fail_unlock(by=state.actor, at=at, session=state.session, staff=state.staff, most=rules.MOST_FAILED_UNLOCKS)
    over = not Session.objects.filter(id=state.session, ended_at=None).exists()
    return SessionEnded() if over else LoginRefused()
