"""Keys of phones: made here, shown once, kept only as a digest; and the settings that a phone reads from a QR code."""

from __future__ import annotations

import base64
import json
import secrets
import threading
import zlib
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from lakay.access.guessing import Guesses
from lakay.forms.actions.keys import reserve_calls
from lakay.forms.models import PhoneKey
from lakay.forms.permissions import SUBMISSION_SEND
from lakay.kernel.actors import Actor

CALLS, GUESSES = 600, 600
"""Requests a minute of one key (a phone that was away for weeks sends hundreds of forms), counted in the database, whichever process
answers; and of wrong keys together, in each process: nobody guesses 384 random bits, so that this limit only spares work, and a row
written for each guess would make a stranger's guess dearer for us than for him.
"""

AT_ONCE = 20
"""So many calls a process sets aside for itself at a time, so that most of them cost no write."""

_REFUSED = -1
_held: dict[UUID, tuple[int, int]] = {}
"""Phone: the minute, and how many calls of it this process still has; _REFUSED once there are no more."""

_guesses = Guesses(GUESSES)
may_guess = _guesses.may_guess
_lock = threading.Lock()


def new_key() -> str:
    """A key of 384 random bits, in letters that stand in an address."""
    return secrets.token_urlsafe(48)


def digest_of(key: str) -> str:
    """What is kept of a key. It is random and long, so that a plain digest cannot be tried out."""
    return sha256(key.encode()).hexdigest()


def phone_of(key: str) -> PhoneKey | None:
    """The phone that has this key, if it still holds."""
    return PhoneKey.objects.filter(digest=digest_of(key), ended_at=None).exclude(decided_by=None).first()


def sender(phone: PhoneKey) -> Actor:
    """The phone as the one who sends: it can do nothing else."""
    return Actor(phone.pk, phone.agency, phone.post, permissions=frozenset({str(SUBMISSION_SEND)}))


def may_call(phone: UUID, at: datetime, most: int = CALLS) -> bool:
    """Whether a phone has not called `most` times in this minute of the clock; the call is counted if so."""
    minute = int(at.timestamp()) // 60
    with _lock:
        of, left = _held.get(phone, (minute, 0))
        if of == minute and left == _REFUSED:
            return False
        if of == minute and left:
            _held[phone] = minute, left - 1
            return True
    granted = reserve_calls(phone, AT_ONCE, most, at)
    with _lock:
        of, left = _held.get(phone, (minute, 0))
        kept = left if of == minute and left > 0 else 0
        _held[phone] = minute, kept + AT_ONCE - 1 if granted else _REFUSED
    return granted


def forget_calls() -> None:
    """Begin to count anew in this process."""
    with _lock:
        _held.clear()
    _guesses.forget()


def settings_code(address: str, project: str, language: str) -> str:
    """What ODK Collect reads from a QR code (https://docs.getodk.org/collect-import-export): JSON, packed with zlib, as base64.

    What is not named goes back to its default. Forms sent are deleted from the phone; people can change nothing of the server.
    """
    said = {
        "general": {
            "protocol": "odk_default",
            "server_url": address,
            "form_update_mode": "match_exactly",
            "periodic_form_updates_check": "every_one_hour",
            "autosend": "wifi_and_cellular",
            "delete_send": True,
            "app_language": language,
            "analytics": False,
        },
        "admin": {"change_server": False, "analytics": False},
        "project": {"name": project, "icon": "L", "color": "#00209f"},
    }
    return base64.b64encode(zlib.compress(json.dumps(said, separators=(",", ":")).encode(), 9)).decode()
