"""What is read about forms and what was filled in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from lakay.forms.definition import Definition, read_definition
from lakay.forms.models import Attachment, Form, Mapped, Media, Submission, Version


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


def files_here(submission: Submission) -> QuerySet[Attachment]:
    """The files of a submission that have come, without their content, by name."""
    return Attachment.objects.filter(submission=submission).defer("content").order_by("at", "pk")


def last_mapping(submission: Submission) -> Mapped | None:
    """What came of the last attempt to make records of it."""
    return Mapped.objects.filter(submission=submission).order_by("-done", "-at", "-id").first()


def standing() -> QuerySet[Submission]:
    """What was filled in and stands: not replaced by an edit, not erased."""
    return Submission.objects.standing()


def waiting() -> QuerySet[Submission]:
    """What should have become records and has not."""
    return Submission.objects.standing().unmapped().exclude(version__mapping="")


def offered_now() -> QuerySet[Version]:
    """What may be filled now, to be met with what somebody may see."""
    return Version.objects.offered().select_related("form")


def version_kept(code: str, says: str) -> Version:
    """The version that was just kept, whatever its state."""
    return Version.objects.get(form__code=code, says=says)


def version_before(version: Version) -> Version | None:
    """The version of the form before this one."""
    return Version.objects.filter(form=version.form, number__lt=version.number).order_by("-number").first()


def media_of(version: Version) -> QuerySet[Media]:
    """The files that a version shows, plays or looks things up in, by name."""
    return Media.objects.filter(version=version).order_by("name")


def media_named(version: Version, name: str) -> Media | None:
    """One of them."""
    return Media.objects.filter(version=version, name=name).first()


def last_mappings(submissions: Iterable[Submission]) -> dict[UUID, Mapped]:
    """What came of each: that records were made, else the newest reason why not."""
    rows = Mapped.objects.filter(submission__in=[one.pk for one in submissions]).order_by("done", "at", "id")
    return {row.submission_id: row for row in rows}
