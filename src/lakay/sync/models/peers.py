"""The register of nodes, and what this node was told when it was admitted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import File, Local
from lakay.kernel.fields import FieldClass
from lakay.places.pack.exchange import NODE_ROLES
from lakay.sync.rules import HUB, PeerStatus

INTERNAL = FieldClass.INTERNAL

KEY_BYTES = 32


class Peer(File):
    """A node of the country: a machine with its own two keys, its role, and whether it may take part. The hub alone writes it.

    Its keys never change: a machine with new keys is another node, admitted anew. `held` is how far the hub had its chains when it was
    stopped (epoch -> number): what it wrote beyond that is refused.
    """

    kind = "sync.peer"
    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        (
            *("node", "title", "role", "post", "agency", "signing_key", "sealing_key", "address", "replaces"),
            *("status", "invited_by", "admitted_by", "admitted_at"),
            *("stopped_by", "stopped_at", "reason", "held", "decided_by", "decided_at"),
        ),
        INTERNAL,
    )
    together = (("status", "stopped_by", "stopped_at", "reason", "held", "decided_by", "decided_at"),)

    node = models.CharField(max_length=16, unique=True, help_text="the start of the hash of its signing key")
    title = models.CharField(max_length=80)
    role = models.CharField(max_length=10)
    post = models.CharField(max_length=20, blank=True)
    agency = models.CharField(max_length=20)
    signing_key = models.BinaryField(help_text="Ed25519, 32 bytes")
    sealing_key = models.BinaryField(help_text="X25519, 32 bytes")
    address = models.CharField(max_length=200, blank=True, help_text="where it answers by HTTPS; empty for all but the hub")
    replaces = models.CharField(max_length=16, blank=True, help_text="the destroyed or lost node whose place it takes")
    status = models.CharField(max_length=10)
    invited_by = models.UUIDField(null=True, help_text="nobody for the hub itself")
    admitted_by = models.UUIDField()
    admitted_at = models.DateTimeField()
    stopped_by = models.UUIDField(null=True)
    stopped_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    held: models.JSONField[Any, Any] = models.JSONField(null=True)
    decided_by = models.UUIDField(null=True, help_text="who made it final, never who stopped it")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=NODE_ROLES), name="sync_peer_role"),
            models.CheckConstraint(condition=Q(status__in=list(PeerStatus)), name="sync_peer_status"),
            models.CheckConstraint(condition=Q(role=HUB) | Q(invited_by__isnull=False), name="sync_peer_was_invited"),
            models.CheckConstraint(
                condition=Q(invited_by__isnull=True) | ~Q(invited_by=F("admitted_by")), name="sync_peer_admitted_by_another"
            ),
            models.CheckConstraint(
                condition=Q(stopped_by__isnull=True) | Q(decided_by__isnull=True) | ~Q(stopped_by=F("decided_by")),
                name="sync_peer_decided_by_another",
            ),
            models.CheckConstraint(
                condition=(Q(status=PeerStatus.ACTIVE.value, stopped_at=None, decided_at=None))
                | Q(status=PeerStatus.SUSPENDED.value, stopped_by__isnull=False, stopped_at__isnull=False, decided_at=None)
                | Q(
                    status=PeerStatus.REVOKED.value, stopped_at__isnull=False, decided_by__isnull=False, decided_at__isnull=False
                ),
                name="sync_peer_stopped_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.node})"


class Membership(Local):
    """What this machine knows of its own place before and beside the register: its own role, and the hub with its keys.

    One row. `joined_at` empty: the code was typed and the hub has not admitted this machine yet. `attempt` is what is needed to ask again.
    """

    classes: ClassVar[dict[str, FieldClass]] = dict.fromkeys(
        (
            *("id", "role", "post", "agency", "title", "hub", "hub_title", "hub_signing_key", "hub_sealing_key"),
            *("address", "authority", "asked_at", "joined_at", "attempt", "releases", "card", "card_number"),
        ),
        INTERNAL,
    ) | {"secret": FieldClass.SENSITIVE}

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    role = models.CharField(max_length=10, blank=True)
    post = models.CharField(max_length=20, blank=True)
    agency = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=80, blank=True)
    hub = models.CharField(max_length=16, blank=True)
    hub_title = models.CharField(max_length=80, blank=True)
    hub_signing_key = models.BinaryField(default=b"")
    hub_sealing_key = models.BinaryField(default=b"")
    address = models.CharField(max_length=200, blank=True, help_text="where the hub answers by HTTPS; empty: by stick only")
    authority = models.TextField(blank=True, help_text="the certificate of the hub's own authority (PEM), if it has one")
    asked_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)
    attempt = models.BinaryField(default=b"", help_text="the request as it was sent, to be sent again unchanged")
    secret = models.BinaryField(default=b"", help_text="the code's key, sealed under this node's, until the hub has answered")

    releases = models.BinaryField(
        default=b"", db_default=b"", help_text="the hub's key for releases (X25519, 32 bytes); empty: it gives none"
    )
    card = models.BinaryField(
        default=b"", db_default=b"", help_text="the hub's half of the key, closed for the hub, until the hub has confirmed it"
    )
    card_number = models.BigIntegerField(default=0, db_default=0, help_text="of the last card; it only grows")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="sync_membership_only_one")]
