"""Where people are logged in now, and who has tried. Technical rows: what they mean for the record stands in events."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import uuid4

from django.db import models

from lakay.access.models.staff import Staff
from lakay.journal.models import Local
from lakay.kernel.fields import FieldClass

INTERNAL = FieldClass.INTERNAL
SENSITIVE = FieldClass.SENSITIVE


class SessionQuerySet(models.QuerySet["Session"]):
    """Named filters over sessions."""

    def live(self) -> SessionQuerySet:
        """Those that nobody has ended."""
        return self.filter(ended_at=None)


class Session(Local):
    """One log-in on one device. The cookie holds the token; here lies only its hash."""

    classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(("id", "staff", "post", "lane", "method", "created_at", "authenticated_at", "last_seen_at"), INTERNAL),
        **dict.fromkeys(("locked_at", "ended_at", "must_enrol", "failed_unlocks"), INTERNAL),
        "token_hash": SENSITIVE,
        "device_hash": SENSITIVE,
    }

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    device_hash = models.CharField(max_length=64)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="sessions")
    post = models.CharField(max_length=20, blank=True)
    lane = models.CharField(max_length=10, blank=True)
    method = models.CharField(max_length=10)
    must_enrol = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    authenticated_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    failed_unlocks = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["staff", "device_hash"], name="access_session_device")]


class Attempts(Local):
    """Attempts on one account or from one device that did not end in a log-in. Keyed by a digest; never by an address."""

    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(("key", "count", "last_at", "barred_until"), INTERNAL)

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    barred_until = models.DateTimeField(null=True)

    def wait(self, at: datetime) -> int:
        """Whole seconds until the next attempt may be made. A clock that was put back does not lengthen the wait."""
        if self.barred_until is None or not self.last_at <= at < self.barred_until:
            return 0
        return int((self.barred_until - at).total_seconds()) + 1


class Challenge(Local):
    """A random value that a passkey must sign. It is spent by the first answer, right or wrong; a device holds one of a kind."""

    classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(("id", "purpose", "staff", "made_at"), INTERNAL),
        "device_hash": SENSITIVE,
        "value": SENSITIVE,
    }

    device_hash = models.CharField(max_length=64)
    purpose = models.CharField(max_length=10)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    value = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["device_hash", "purpose"], name="access_challenge_one_of_a_kind")]


class UsedStep(Local):
    """A time step whose code was used: it opens nothing again, even where the clock is put back. Rows are never cleared."""

    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(("id", "staff", "step"), INTERNAL)

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    step = models.BigIntegerField(help_text="half minutes since 1970 (RFC 6238)")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "step"], name="access_usedstep_once")]
