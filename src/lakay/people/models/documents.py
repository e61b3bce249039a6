"""Documents that people carry, and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lakay.journal.models import Fact, File
from lakay.kernel.fields import FieldClass
from lakay.people.models.persons import Person
from lakay.people.rules.codes import values
from lakay.people.rules.documents import DocumentStatus

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE
STATUS_IS_KNOWN = Q(status__in=values(DocumentStatus))


class Document(File):
    """A document as presented. Two nodes may know one document apart, for two persons: a merge brings them together.

    `number_key` is the blind index of issuing state, series and number.
    """

    kind = "people.document"
    subject = "person"
    classes = {
        "person": INTERNAL,
        "type": INTERNAL,
        "issuing_state": PERSONAL,
        "number": PERSONAL,
        "number_key": PERSONAL,
        "issued_on": PERSONAL,
        "expires_on": PERSONAL,
        "mrz": PERSONAL,
        "status": INTERNAL,
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents")
    type = models.CharField(max_length=40)
    issuing_state = models.CharField(max_length=3, blank=True)
    number = models.CharField(max_length=40, blank=True)
    number_key = models.CharField(max_length=32, blank=True, db_index=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    mrz = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=10, default=DocumentStatus.VALID.value)

    class Meta:
        constraints = [models.CheckConstraint(condition=STATUS_IS_KNOWN, name="people_document_status")]


class DocumentStatusChange(Fact):
    """A document was reported lost, came under doubt, was found again: when, and what was said."""

    kind = "people.document_status"
    subject = "person"
    classes = {"document": INTERNAL, "person": INTERNAL, "status": INTERNAL, "at": INTERNAL, "reason": SENSITIVE}

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="status_changes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=10)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=STATUS_IS_KNOWN, name="people_documentstatuschange_status")]
