"""Consent as a record, in the sense of ISO/IEC TS 27560: what was asked, what was said, by whom, for how long."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass
from lakay.people.models.persons import Person
from lakay.people.rules.codes import ConsentMethod, values

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE


class ConsentGiven(Fact):
    """A person (or `given_by`, an adult answering for a child) agreed to one purpose for one recipient, for a time.

    `statement` and `statement_version` name the text that was shown or read out in `language`. Only a yes is recorded: a no
    costs nobody any help.
    """

    kind = "people.consent_given"
    subject = "person"
    classes = {
        "person": INTERNAL,
        "purpose": SENSITIVE,
        "recipient": SENSITIVE,
        "statement": SENSITIVE,
        "statement_version": INTERNAL,
        "language": INTERNAL,
        "told": INTERNAL,
        "method": INTERNAL,
        "given_by": INTERNAL,
        "witness": PERSONAL,
        "taken_by": INTERNAL,
        "taken_agency": INTERNAL,
        "given_at": INTERNAL,
        "valid_from": INTERNAL,
        "until": INTERNAL,
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40, blank=True)
    recipient = models.CharField(max_length=40, blank=True, help_text="code of the agency or system that may receive")
    statement = models.CharField(max_length=60, blank=True, help_text="code of the text")
    statement_version = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    told: models.JSONField[Any, Any] = models.JSONField(help_text="what was explained before the answer, as codes")
    method = models.CharField(max_length=10)
    given_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    witness = models.CharField(max_length=200, blank=True)
    taken_by = models.UUIDField()
    taken_agency = models.CharField(max_length=20, blank=True)
    given_at = models.DateTimeField()
    valid_from = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(method__in=values(ConsentMethod)), name="people_consentgiven_method"),
            models.CheckConstraint(condition=Q(until__gt=F("valid_from")), name="people_consentgiven_until_after_from"),
        ]


class ConsentWithdrawn(Fact):
    """The person took a consent back. From `withdrawn_at` nothing more may be done on its strength."""

    kind = "people.consent_withdrawn"
    subject = "person"
    classes = {
        "consent": INTERNAL,
        "person": INTERNAL,
        "withdrawn_at": INTERNAL,
        "taken_by": INTERNAL,
        "reason": SENSITIVE,
    }

    consent = models.ForeignKey(ConsentGiven, on_delete=models.PROTECT, related_name="withdrawals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField()
    taken_by = models.UUIDField()
    reason = models.TextField(blank=True)
