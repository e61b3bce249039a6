"""What proves that a person is who they say. Every secret is hashed or sealed, in the journal and in the tables."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from lakay.access.models.staff import Staff
from lakay.journal.models import File
from lakay.kernel.fields import FieldClass

INTERNAL = FieldClass.INTERNAL
SENSITIVE = FieldClass.SENSITIVE


class Password(File):
    """A person's password as an argon2id hash. A temporary one comes from an administrator and opens only the account page."""

    kind = "access.password"
    subject = "staff"
    classes: ClassVar[dict[str, FieldClass]] = {
        "staff": INTERNAL,
        "hash": SENSITIVE,
        "temporary": INTERNAL,
        "changed_at": INTERNAL,
    }

    staff = models.OneToOneField(Staff, on_delete=models.PROTECT, related_name="password")
    hash = models.CharField(max_length=200)
    temporary = models.BooleanField()
    changed_at = models.DateTimeField()


class Totp(File):
    """The secret shared with a person's authenticator, sealed under this node's key: it serves at this node only."""

    kind = "access.totp"
    subject = "staff"
    classes: ClassVar[dict[str, FieldClass]] = {
        "staff": INTERNAL,
        "sealed_secret": SENSITIVE,
        "confirmed_at": INTERNAL,
        "ended_at": INTERNAL,
    }

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="totps")
    sealed_secret = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff"],
                condition=models.Q(ended_at=None, confirmed_at__isnull=False),
                name="access_totp_one_in_force",
            )
        ]


class RecoveryCode(File):
    """One of ten codes kept on paper. It opens the door once, when the telephone or the key is lost."""

    kind = "access.recovery_code"
    subject = "staff"
    classes: ClassVar[dict[str, FieldClass]] = {"staff": INTERNAL, "digest": SENSITIVE, "made_at": INTERNAL, "ended_at": INTERNAL}

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text="used, or replaced by newer ones")

    class Meta:
        indexes = [models.Index(fields=["staff", "digest"], name="access_recovery_digest")]


class Passkey(File):
    """A public key whose private half lies in a person's security key, telephone or computer (WebAuthn)."""

    kind = "access.passkey"
    subject = "staff"
    classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(("staff", "sign_count", "backed_up", "added_at", "last_used_at", "ended_at"), INTERNAL),
        "credential_id": SENSITIVE,
        "public_key": SENSITIVE,
        "transports": INTERNAL,
        "name": FieldClass.PERSONAL,
    }

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="passkeys")
    credential_id = models.CharField(max_length=1400, unique=True, help_text="base64url")
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField()
    backed_up = models.BooleanField()
    transports = models.JSONField(default=list)
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
