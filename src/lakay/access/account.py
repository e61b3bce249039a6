"""One's own account: the password, the second factor, passkeys, recovery codes, sessions elsewhere, the language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes
from uuid import UUID

from django.conf import settings
from django.http import Http404

from lakay.access import actions, passkeys, passwords, recovery, rules, totp
from lakay.access.actions.attempts import Counter, keep_challenge, reserve_attempt, take_challenge
from lakay.access.actions.credentials import LastFactor, WrongCode
from lakay.access.models import Passkey, Password, RecoveryCode, Session, Staff, Totp
from lakay.access.passkeys import PasskeyRefused
from lakay.access.passwords import WeakPassword
from lakay.access.sessions import SessionState
from lakay.access.tokens import TOKEN_BYTES, digest, keyed_digest

ADD = "add"


class WrongPassword(ValueError):
    """The present password was not given right; or, with `wait_seconds`, too often, and the next attempt must wait."""

    def __init__(self, wait_seconds: int = 0) -> None:
        super().__init__(wait_seconds)
        self.wait_seconds = wait_seconds


@dataclass(frozen=True, slots=True)
class TotpOffer:
    """A secret for the authenticator: as text to type, and as an address for the QR code. Shown once."""

    secret: str
    uri: str


@dataclass(frozen=True, slots=True)
class Account:
    """What proves a person, without any secret."""

    passkeys: tuple[Passkey, ...]
    has_totp: bool
    recovery_left: int
    password_changed_at: datetime | None
    password_is_temporary: bool


def overview(staff: UUID) -> Account:
    """The state of a person's account."""
    password = Password.objects.filter(staff=staff).first()
    return Account(
        passkeys=tuple(Passkey.objects.filter(staff=staff, ended_at=None).order_by("added_at")),
        has_totp=Totp.objects.filter(staff=staff, ended_at=None, confirmed_at__isnull=False).exists(),
        recovery_left=RecoveryCode.objects.filter(staff=staff, ended_at=None).count(),
        password_changed_at=password.changed_at if password else None,
        password_is_temporary=bool(password and password.temporary),
    )


def change_password(*, state: SessionState, old: str, new: str, at: datetime) -> None:
    """Choose another password. Raises WrongPassword, WeakPassword. Sessions elsewhere end."""
    counter = Counter(keyed_digest("attempts", "session", state.session.hex), rules.FREE_FOR_ACCOUNT, rules.ACCOUNT_LAPSE)
    wait = reserve_attempt([counter], at).wait
    if wait:
        raise WrongPassword(wait)
    stored = Password.objects.get(staff=state.staff)
    if not passwords.matches(stored.hash, old):
        raise WrongPassword
    passwords.check_strength(new, state.username)
    if new == old:
        raise WeakPassword(passwords.SAME)
    actions.set_password(by=state.actor, at=at, staff=state.staff, password_hash=passwords.hashed(new), keep=state.session)


def begin_totp(*, state: SessionState, at: datetime) -> TotpOffer:
    """Offer a new secret to an authenticator. It is not in force before `confirm_totp`."""
    secret = totp.new_secret()
    actions.offer_totp(by=state.actor, at=at, staff=state.staff, sealed_secret=totp.sealed(state.staff, secret))
    return TotpOffer(secret, totp.uri(secret, state.username))


def confirm_totp(*, state: SessionState, code: str, at: datetime) -> None:
    """Put the offered secret in force by a first code. Raises WrongCode."""
    offered = Totp.objects.filter(staff=state.staff, ended_at=None, confirmed_at=None).first()
    step = totp.matching_step(totp.opened(state.staff, offered.sealed_secret), rules.plain_code(code), at) if offered else None
    if offered is None or step is None:
        raise WrongCode
    actions.confirm_totp(by=state.actor, at=at, totp=offered, step=step)


def remove_totp(*, state: SessionState, at: datetime) -> None:
    """Stop using one-time codes. Raises LastFactor."""
    actions.end_totp(by=state.actor, at=at, staff=state.staff)


def passkey_creation_options(*, state: SessionState, device: str, at: datetime) -> str:
    """What the browser is asked to make a passkey, as JSON."""
    challenge = token_bytes(TOKEN_BYTES)
    keep_challenge(digest(device), ADD, state.staff, challenge, at)
    known = Passkey.objects.filter(staff=state.staff, ended_at=None)
    return passkeys.creation_options(Staff.objects.get(id=state.staff), challenge, known)


def add_passkey(*, state: SessionState, answer: str, name: str, device: str, at: datetime) -> None:
    """Add the passkey that the browser made. Raises PasskeyRefused."""
    challenge = take_challenge(digest(device), ADD, state.staff, at)
    if challenge is None:
        raise PasskeyRefused("no challenge waits for an answer")
    key = passkeys.check_creation(answer, challenge)
    actions.add_passkey(by=state.actor, at=at, staff=state.staff, key=key, name=name.strip()[:60] or passkeys.NAME)


def remove_passkey(*, state: SessionState, passkey: UUID, at: datetime) -> None:
    """Refuse one of one's own passkeys from now on. Raises LastFactor; Http404 for another's."""
    found = Passkey.objects.filter(id=passkey, staff=state.staff, ended_at=None).first()
    if found is None:
        raise Http404
    actions.end_passkey(by=state.actor, at=at, passkey=found)


def make_recovery_codes(*, state: SessionState, at: datetime) -> tuple[str, ...]:
    """Ten new recovery codes in clear, this once; the older ones end."""
    codes = recovery.new_codes()
    digests = [recovery.code_digest(state.staff, code) for code in codes]
    actions.replace_recovery_codes(by=state.actor, at=at, staff=state.staff, digests=digests)
    return codes


def revoke_session(*, state: SessionState, session: UUID, at: datetime) -> None:
    """End one of one's own sessions. Raises Http404 for another's."""
    if not Session.objects.live().filter(id=session, staff=state.staff).exists():
        raise Http404
    actions.end_session(by=state.actor, at=at, session=session, staff=state.staff)


def set_language(*, state: SessionState, language: str, at: datetime) -> None:
    """Choose the language of the pages. Raises ValueError for one that there is not."""
    if language not in dict(settings.LANGUAGES):
        raise ValueError("no such language")
    staff = Staff.objects.get(id=state.staff)
    actions.change_staff(by=state.actor, at=at, staff=staff, language=language)


__all__ = ["Account", "LastFactor", "PasskeyRefused", "TotpOffer", "WeakPassword", "WrongCode", "WrongPassword"]
