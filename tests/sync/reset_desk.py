"""Somebody whose log-in is reset at the hub while they are logged in at a post: `node("run", what="tests.sync.reset_desk:…")`."""

from __future__ import annotations

from lakay.access import login, passwords
from lakay.access.actions import add_passkey, reset_credentials, set_password
from lakay.access.models import Passkey, Password, Session, Staff
from lakay.access.passkeys import NewKey
from lakay.access.sessions import actor_for
from lakay.journal.models import Conflict
from tests.sync.node_commands import INSTALLER, now

OWN, TEMPORARY = "le-mot-de-marie-1", "kay-kay-kay-kay"


def marie() -> Staff:
    return Staff.objects.get(username="marie")


def enter() -> None:
    """At a post: she logs in."""
    login.demo_login(username="marie", device="desk", at=now())


def add_key() -> None:
    """At a post: she has a passkey of this machine."""
    at = now()
    key = NewKey("key", b"key", 0, backed_up=False, transports=[])
    add_passkey(by=actor_for(marie(), at), at=at, staff=marie().pk, key=key, name="Kle")


def choose() -> None:
    """At a post: she sets a password of her own."""
    at = now()
    set_password(by=actor_for(marie(), at), at=at, staff=marie().pk, password_hash=passwords.hashed(OWN))


def reset() -> None:
    """At the hub: she has lost what proved her."""
    reset_credentials(by=INSTALLER, at=now(), staff=marie(), password_hash=passwords.hashed(TEMPORARY))


def stands() -> dict[str, object]:
    """Who is in, what opens, and whether anything is left for a person to decide."""
    password = Password.objects.get(staff=marie())
    return {
        "sessions": Session.objects.filter(staff=marie(), ended_at=None).count(),
        "passkeys": Passkey.objects.filter(ended_at=None).count(),
        "opens": [word for word in (OWN, TEMPORARY) if passwords.matches(password.hash, word)],
        "temporary": password.temporary,
        "conflicts": Conflict.objects.count(),
    }
