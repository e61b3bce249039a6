"""What is read about forms and what was filled in."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import QuerySet

from lakay.forms.definition import Definition, read_definition
from lakay.forms.models import Attachment, Form, Mapped, Submission, Version


def definition_of(version: Version) -> Definition:
    """What a version asks. Read once for each XForm, for it never changes."""
    return _definition(version.hash, version.xml)


@lru_cache(maxsize=64)
def _definition(_hash: str, xml: bytes) -> Definition:
    return read_definition(xml)


def offered(purpose: str = "") -> QuerySet[Version]:
    """The versions that phones and pages may fill now, by the id of the form; of one purpose, or of all."""
    found = Version.objects.offered().select_related("form").order_by("form__code")
    return found.filter(form__purpose=purpose) if purpose else found


def version_named(code: str, says: str) -> Version | None:
    """The version that a submission says it was filled with."""
    return Version.objects.taken().select_related("form").filter(form__code=code, says=says).first()


def versions_of(form: Form) -> QuerySet[Version]:
    """All versions of a form, the newest first."""
    return Version.objects.filter(form=form).order_by("-number")


def missing_files(submission: Submission) -> list[str]:
    """The files that belong to a submission and have not come."""
    here = set(Attachment.objects.filter(submission=submission).values_list("name", flat=True))
    return [name for name in submission.files or [] if name not in here]


def last_mapping(submission: Submission) -> Mapped | None:
    """What came of the last attempt to make records of it."""
    return Mapped.objects.filter(submission=submission).order_by("-done", "-at", "-id").first()


def standing() -> QuerySet[Submission]:
    """What was filled in and stands: not replaced by an edit, not erased."""
    return Submission.objects.standing()


def waiting() -> QuerySet[Submission]:
    """What should have become records and has not."""
    return Submission.objects.standing().unmapped().exclude(version__mapping="")
