"""The states' own keys, by which documents of theirs are checked, and what those states have revoked. All of it is public."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import File, Local
from lakay.kernel.fields import FieldClass

PUBLIC = FieldClass.PUBLIC
INTERNAL = FieldClass.INTERNAL


class AnchorUse(StrEnum):
    """What a state's certificate vouches for."""

    CHIPS = "chips"
    """A country signing authority (CSCA): it vouches for the signers of chips, seals and lists."""
    SEALS = "seals"
    """A signer of visible digital seals, known by country, name and certificate number."""


class AnchorStatus(StrEnum):
    """Whether it is trusted here."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class TrustAnchor(File):
    """A certificate of a state that this country trusts. Its id follows from its fingerprint, so that all nodes agree."""

    kind = "credentials.trust_anchor"
    together = (("status", "reason", "withdrawn_at"), ("not_before", "not_after"))
    classes = {
        **dict.fromkeys(
            ("use", "state", "holder", "serial", "ski", "fingerprint", "not_before", "not_after", "certificate"), PUBLIC
        ),
        **dict.fromkeys(("source", "signed_by", "compared", "status", "reason", "added_at", "withdrawn_at"), INTERNAL),
    }

    use = models.CharField(max_length=10, choices=[(use.value, use.value) for use in AnchorUse])
    state = models.CharField(
        max_length=3, help_text="country of the certificate's holder, as it stands there: ISO 3166-1, two letters"
    )
    holder = models.CharField(max_length=300, help_text="name of the holder, RFC 4514")
    serial = models.CharField(max_length=64, help_text="number of the certificate, hexadecimal")
    ski = models.CharField(max_length=128, blank=True, help_text="identifier of the key, hexadecimal; old certificates have none")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the certificate, hexadecimal")
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    certificate = models.BinaryField(help_text="DER, as published")
    source = models.CharField(max_length=200, help_text="file it came in")
    signed_by = models.CharField(
        max_length=64, blank=True, help_text="fingerprint of the signer of that list; empty: no signed list"
    )
    compared = models.CharField(max_length=200, blank=True, db_default="", help_text="with what the fingerprint was compared")
    status = models.CharField(max_length=10, default=AnchorStatus.ACTIVE, choices=[(s.value, s.value) for s in AnchorStatus])
    reason = models.CharField(max_length=300, blank=True, help_text="why it is trusted no more")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fingerprint"], name="credentials_trustanchor_once"),
            models.CheckConstraint(condition=Q(use__in=[use.value for use in AnchorUse]), name="credentials_trustanchor_use"),
            models.CheckConstraint(
                condition=Q(status=AnchorStatus.ACTIVE, withdrawn_at__isnull=True, reason="")
                | (Q(status=AnchorStatus.WITHDRAWN, withdrawn_at__isnull=False) & ~Q(reason="")),
                name="credentials_trustanchor_withdrawn_with_reason",
            ),
            models.CheckConstraint(condition=Q(not_after__gte=F("not_before")), name="credentials_trustanchor_in_order"),
        ]
        indexes = [models.Index(fields=["use", "state", "status"], name="credentials_trustanchor_state")]


class RevocationList(File):
    """The newest list of a state's revoked certificates: one record for each issuer, replaced by every later list."""

    kind = "credentials.revocation_list"
    together = (("number", "this_update", "next_update", "revoked", "crl", "source", "added_at"),)
    classes = {
        **dict.fromkeys(("issuer", "key", "state", "number", "this_update", "next_update", "revoked", "crl"), PUBLIC),
        **dict.fromkeys(("source", "added_at"), INTERNAL),
    }

    issuer = models.CharField(max_length=300, help_text="name of the issuer, RFC 4514")
    key = models.CharField(max_length=300, db_default="", help_text="identifier of the issuer's key, hexadecimal; else its name")
    state = models.CharField(max_length=3)
    number = models.CharField(max_length=64, blank=True, help_text="number of the list, decimal; old lists have none")
    this_update = models.DateTimeField()
    next_update = models.DateTimeField(null=True)
    revoked: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="[[serial, hexadecimal; instant; reason]]")
    crl = models.BinaryField(help_text="DER, as published: its signature is checked again at each use")
    source = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state"], name="credentials_revlist_state")]


class Upload(Local):
    """A file with keys of states that somebody has brought and nobody has agreed to yet. It is gone once that was decided."""

    classes = dict.fromkeys(("id", "name", "content", "brought_by", "brought_at"), INTERNAL)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    brought_by = models.UUIDField()
    brought_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["brought_at"], name="credentials_upload_brought")]
