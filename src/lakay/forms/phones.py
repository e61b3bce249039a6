"""Keys of phones: made here, shown once, kept only as a digest; and the settings that a phone reads from a QR code."""

from __future__ import annotations

import base64
import json
import secrets
import threading
import time
import zlib
from collections import deque
from hashlib import sha256

from lakay.forms.models import PhoneKey
from lakay.forms.permissions import SUBMISSION_SEND
from lakay.kernel.actors import Actor

A_MINUTE = 60.0
CALLS, GUESSES = 600, 600
"""Requests a minute of one key (a phone that was away for weeks sends hundreds of forms), and of wrong keys together, in each process."""

_calls: dict[str, deque[float]] = {}
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


def may_call(who: str, most: int = CALLS, now: float | None = None) -> bool:
    """Whether somebody has not called more than `most` times in the last minute; the call is counted if so."""
    now = time.monotonic() if now is None else now
    with _lock:
        calls = _calls.setdefault(who, deque())
        while calls and now - calls[0] >= A_MINUTE:
            calls.popleft()
        if len(calls) >= most:
            return False
        calls.append(now)
        return True


def forget_calls() -> None:
    """Begin to count anew."""
    with _lock:
        _calls.clear()


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
