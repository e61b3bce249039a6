"""What was filled in. Everything that anybody said is sealed under the key of whom it is about."""

from __future__ import annotations

import zlib
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lakay.forms.codes import Channel
from lakay.forms.models.forms import Version
from lakay.journal.models import Fact
from lakay.kernel.fields import FieldClass

INTERNAL, PERSONAL, SENSITIVE = FieldClass.INTERNAL, FieldClass.PERSONAL, FieldClass.SENSITIVE


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Named filters over submissions."""

    def standing(self) -> SubmissionQuerySet:
        """Those that no later edit replaces, and whose content is still there."""
        return self.filter(replaced_by=None, xml__isnull=False)

    def unmapped(self) -> SubmissionQuerySet:
        """Those from which no record was made yet."""
        return self.filter(~Exists(Mapped.objects.filter(submission=OuterRef("pk"), done=True)))


class Submission(Fact):
    """One filled form, with its XML as it came. Its id follows from the id that the phone gave, so that it is taken in once.

    `about` is the person or case that it is about, or its own id while nobody has said. `answers` is empty while it is locked by a
    key that is not here. `faults` are [code, path, place] of `definition.judging`: they say nothing of a person.
    """

    kind = "forms.submission"
    subject = "about"
    classes = {
        **dict.fromkeys(("version", "form_code", "purpose", "agency", "post", "sent_by", "channel", "device", "at"), INTERNAL),
        **dict.fromkeys(("instance_id", "replaces", "about", "faults", "locked"), INTERNAL),
        **dict.fromkeys(("xml", "xml_hash", "answers", "files"), SENSITIVE),
    }

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    form_code = models.CharField(max_length=100)
    purpose = models.CharField(max_length=20)
    agency = models.CharField(max_length=20, blank=True)
    post = models.CharField(max_length=20, blank=True)
    sent_by = models.UUIDField(help_text="a person, or the key of a phone")
    channel = models.CharField(max_length=10)
    device = models.CharField(max_length=100, blank=True, help_text="what the phone calls itself")
    at = models.DateTimeField(help_text="when it came")
    instance_id = models.CharField(max_length=200)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    about = models.UUIDField()
    faults: models.JSONField[Any, Any] = models.JSONField(default=list)
    locked = models.BooleanField(default=False, help_text="it came encrypted")
    xml = models.BinaryField(null=True, help_text="the XML as it came, packed with zlib")
    xml_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of it")
    answers: models.JSONField[Any, Any] = models.JSONField(null=True)
    files: models.JSONField[Any, Any] = models.JSONField(null=True, help_text="names of the files that belong to it")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=[one.value for one in Channel]), name="forms_submission_channel")
        ]
        indexes = [
            models.Index(fields=["instance_id"], name="forms_submission_instance"),
            models.Index(fields=["agency", "purpose", "-at"], name="forms_submission_agency"),
            models.Index(fields=["about"], name="forms_submission_about"),
        ]

    @property
    def is_erased(self) -> bool:
        """Whether its content is gone."""
        return self.xml is None

    def sent_xml(self) -> bytes:
        """The XML as it came; nothing once it was erased."""
        return zlib.decompress(bytes(self.xml)) if self.xml is not None else b""


class Attachment(Fact):
    """A file of a submission: a picture, a sound, a signature, or a locked part. An event of its own, so that the answers travel first."""

    kind = "forms.attachment"
    subject = "about"
    classes = {
        **dict.fromkeys(("submission", "about", "content_type", "size", "at"), INTERNAL),
        **dict.fromkeys(("name", "content"), SENSITIVE),
    }

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="attachments")
    about = models.UUIDField()
    name = models.CharField(max_length=255, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(help_text="bytes")
    at = models.DateTimeField()
    content = models.BinaryField(null=True)


class Mapped(Fact):
    """An attempt to make records of a submission: done, or the reason why not. The submission stands whatever comes of it."""

    kind = "forms.mapped"
    subject = "about"
    classes = {
        **dict.fromkeys(("submission", "about", "at", "by", "target", "done", "reason", "records"), INTERNAL),
        "detail": SENSITIVE,
    }

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="mappings")
    about = models.UUIDField()
    at = models.DateTimeField()
    by = models.UUIDField()
    target = models.CharField(max_length=60, blank=True)
    done = models.BooleanField()
    reason = models.CharField(max_length=30, blank=True, help_text="a code of lakay.forms.words")
    records: models.JSONField[Any, Any] = models.JSONField(default=list, help_text="ids of the records made")
    detail = models.CharField(max_length=500, blank=True)
