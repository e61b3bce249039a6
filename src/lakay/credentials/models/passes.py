"""What this country issues itself: the keys that agencies sign with, the passes, and those taken back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from lakay.credentials.codes import HowConsented, IssuerStatus, PassKind, PassStatus, values
from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.people.models import Document, Person
from lakay.traveldocs.passes import Leg

PUBLIC, INTERNAL = FieldClass.PUBLIC, FieldClass.INTERNAL
PERSONAL, SENSITIVE, WHEREABOUTS = FieldClass.PERSONAL, FieldClass.SENSITIVE, FieldClass.WHEREABOUTS


class Issuer(File):
    """A key that an agency signs passes with. Every node needs the public half; the private one lies in the key folder of one."""

    kind = "credentials.issuer"
    together = (("status", "decided_by", "decided_at", "withdrawn_by", "withdrawn_at"), ("valid_from", "valid_until"))
    classes = {
        **dict.fromkeys(("key_id", "public", "agency", "kinds", "valid_from", "valid_until"), PUBLIC),
        **dict.fromkeys(("status", "proposed_by", "proposed_at", "decided_by", "decided_at"), INTERNAL),
        **dict.fromkeys(("withdrawn_by", "withdrawn_at", "reason"), INTERNAL),
    }

    key_id = models.CharField(max_length=8, help_text="first 8 hexadecimal digits of the SHA-256 of the public key")
    public = models.BinaryField(help_text="Ed25519, raw, 32 bytes")
    agency = models.CharField(max_length=20)
    kinds: models.JSONField[Any, Any] = models.JSONField(help_text="codes of the kinds it may sign")
    valid_from = models.DateField()
    valid_until = models.DateField(help_text="last day on which it may sign; what it signed goes on being good")
    status = models.CharField(max_length=10, default=IssuerStatus.PROPOSED.value)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why nothing that it signed is trusted any more")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_id"], name="credentials_issuer_key_once"),
            models.CheckConstraint(condition=Q(status__in=values(IssuerStatus)), name="credentials_issuer_status"),
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="credentials_issuer_decided_by_another"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="credentials_issuer_days_in_order"),
            models.CheckConstraint(
                condition=Q(status=IssuerStatus.WITHDRAWN.value, withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                | (~Q(status=IssuerStatus.WITHDRAWN.value) & Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)),
                name="credentials_issuer_withdrawn_whole",
            ),
        ]


class Pass(File):
    """A border pass, or leave for a child to travel. What it says stands here as it was signed, whatever is learnt later.

    The companion and the parent who consented are kept under the child's key.
    """

    kind = "credentials.pass"
    subject = "person"
    together = (("status", "revoked_by", "revoked_at", "revoked_for"), ("valid_from", "valid_until"))
    classes = {
        **dict.fromkeys(("pass_kind", "issuer_key", "agency", "rule", "person", "document"), INTERNAL),
        **dict.fromkeys(("issued_on", "valid_from", "valid_until", "posts", "market_days_only"), INTERNAL),
        **dict.fromkeys(("status", "issued_by", "issued_at", "revoked_by", "revoked_at", "revoked_for"), INTERNAL),
        **dict.fromkeys(("number", "surname", "given_names", "birth", "sex", "nationality", "text"), PERSONAL),
        **dict.fromkeys(("companion_surname", "companion_given_names", "companion_state", "companion_number"), SENSITIVE),
        **dict.fromkeys(("leg", "destination", "several_trips"), SENSITIVE),
        **dict.fromkeys(("consent_by", "consent_relation", "consent_how", "consent_on"), SENSITIVE),
        "residence": WHEREABOUTS,
    }

    pass_kind = models.CharField(max_length=10)
    number = models.CharField(max_length=10, blank=True, db_index=True)
    issuer_key = models.CharField(max_length=8)
    agency = models.CharField(max_length=20)
    rule = models.CharField(max_length=20, help_text="code of the row of the country pack that it was issued by")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    surname = models.CharField(max_length=120, blank=True)
    given_names = models.CharField(max_length=120, blank=True)
    birth = models.CharField(max_length=11, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    nationality = models.CharField(max_length=3, blank=True)
    residence = models.CharField(max_length=40, blank=True, help_text="p-code of the place of residence that the rule asks for")
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    posts: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="codes; none named: all")
    market_days_only = models.BooleanField(default=False)
    companion_surname = models.CharField(max_length=120, blank=True)
    companion_given_names = models.CharField(max_length=120, blank=True)
    companion_state = models.CharField(max_length=3, blank=True)
    companion_number = models.CharField(max_length=40, blank=True)
    leg = models.CharField(max_length=5, blank=True)
    destination = models.CharField(max_length=3, blank=True)
    several_trips = models.BooleanField(null=True)
    consent_by = models.CharField(max_length=200, blank=True, help_text="name of the parent or guardian who agreed")
    consent_relation = models.CharField(max_length=30, blank=True)
    consent_how = models.CharField(max_length=10, blank=True)
    consent_on = models.DateField(null=True)
    text = models.CharField(
        max_length=700, blank=True, help_text="what stands in the code: signed, so that any print is the same"
    )
    status = models.CharField(max_length=10, default=PassStatus.ISSUED.value)
    issued_by = models.UUIDField()
    issued_at = models.DateTimeField()
    revoked_by = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_for = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pass_kind__in=values(PassKind)), name="credentials_pass_kind"),
            models.CheckConstraint(condition=Q(status__in=values(PassStatus)), name="credentials_pass_status"),
            models.CheckConstraint(condition=Q(leg__in=["", *values(Leg)]), name="credentials_pass_leg"),
            models.CheckConstraint(condition=Q(consent_how__in=["", *values(HowConsented)]), name="credentials_pass_consent_how"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="credentials_pass_days_in_order"),
            models.CheckConstraint(
                condition=(Q(status=PassStatus.REVOKED.value, revoked_by__isnull=False, revoked_at__isnull=False))
                | Q(status=PassStatus.ISSUED.value, revoked_by__isnull=True, revoked_at__isnull=True, revoked_for=""),
                name="credentials_pass_revoked_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "-issued_at"], name="credentials_pass_agency"),
            models.Index(fields=["person", "pass_kind"], name="credentials_pass_person"),
        ]


class Revocation(Fact):
    """A pass was taken back. Every node that has this knows, without any personal data; it outlives the person's own file."""

    kind = "credentials.revocation"
    classes = dict.fromkeys(("issued", "number", "reason", "at", "by"), INTERNAL)

    issued = models.ForeignKey(
        Pass,
        on_delete=models.PROTECT,
        related_name="revocations",
        db_constraint=False,
        help_text="the pass itself may be unknown here: its number is enough to turn it away",
    )
    number = models.CharField(max_length=10, db_index=True, help_text="the pass's own number: random, it names nobody")
    reason = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.UUIDField()
