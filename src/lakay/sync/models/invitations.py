"""Invitations: the paper by which a new machine comes in, and the request it makes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import File, Local
from lakay.kernel.fields import FieldClass
from lakay.sync.rules import AWAY, InvitationStatus

INTERNAL = FieldClass.INTERNAL
_I = InvitationStatus
_WITHOUT_KEYS = (_I.OPEN.value, _I.LOCKED.value, _I.WITHDRAWN.value)
_DECIDED = (_I.ADMITTED.value, _I.REFUSED.value)


class Invitation(File):
    """One machine may come in as this role at this post, if it knows the code on the paper, and if somebody else admits it.

    The code itself is not here: see InvitationSecret. What the machine sent of itself stands here once its request held.
    """

    kind = "sync.invitation"
    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        (
            *("number", "role", "post", "agency", "replaces", "invited_by", "invited_at", "expires_at", "status"),
            *("title", "node", "signing_key", "sealing_key", "version", "asked_at", "decided_by", "decided_at", "reason"),
        ),
        INTERNAL,
    )
    together = (
        ("status", "title", "node", "signing_key", "sealing_key", "version", "asked_at", "decided_by", "decided_at", "reason"),
    )

    number = models.CharField(max_length=4, help_text="on the paper; says which invitation, and is no secret")
    role = models.CharField(max_length=10)
    post = models.CharField(max_length=20, blank=True)
    agency = models.CharField(max_length=20)
    replaces = models.CharField(max_length=16, blank=True)
    invited_by = models.UUIDField()
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    status = models.CharField(max_length=10)
    title = models.CharField(max_length=80, blank=True, help_text="what the machine is called, as typed there")
    node = models.CharField(max_length=16, blank=True)
    signing_key = models.BinaryField(null=True)
    sealing_key = models.BinaryField(null=True)
    version = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=AWAY), name="sync_invitation_role"),
            models.CheckConstraint(condition=Q(status__in=list(InvitationStatus)), name="sync_invitation_status"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="sync_invitation_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(status=_I.ADMITTED.value) | ~Q(decided_by=F("invited_by")),
                name="sync_invitation_admitted_by_another",
            ),
            models.CheckConstraint(
                condition=Q(status__in=_DECIDED, decided_by__isnull=False, decided_at__isnull=False)
                | (~Q(status__in=_DECIDED) & Q(decided_by=None, decided_at=None)),
                name="sync_invitation_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(status__in=_WITHOUT_KEYS)
                | Q(signing_key__isnull=False, sealing_key__isnull=False, asked_at__isnull=False),
                name="sync_invitation_asked_whole",
            ),
        ]
        indexes = [models.Index(fields=["number"], name="sync_invitation_number")]


class InvitationSecret(Local):
    """What proves that a machine knows the code: kept at the hub alone, out of the journal, and gone once the matter is decided."""

    classes: ClassVar[dict[str, FieldClass]] = {
        **dict.fromkeys(("invitation", "wrong"), INTERNAL),
        "wrapped": FieldClass.SENSITIVE,
    }

    invitation = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(help_text="the key made of the code, sealed under this node's own")
    wrong = models.PositiveSmallIntegerField(default=0, help_text="requests with a wrong code so far")
