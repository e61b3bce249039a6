"""Records made of what was filled in. An error goes to the visible list with its reason; the submission stays, whatever happens."""

from __future__ import annotations

from datetime import datetime

from django.db import Error

from lakay.forms.actions.submissions import map_submission, note_unmapped
from lakay.forms.contents import content_of
from lakay.forms.mapping import BadMapping, Mapping, read_mapping
from lakay.forms.models import Mapped, Submission, Version
from lakay.forms.queries import definition_of, missing_files
from lakay.forms.targets import TARGETS, Given, NotTaken
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed

DOES_NOT_FIT = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, Error)
"""What a record is refused with by the code or the tables that take it: the answers do not fit."""


def map_now(submission: Submission, *, by: Actor, at: datetime, despite_faults: bool = False) -> bool:
    """Make the records of a submission, if its form has a mapping. Returns whether they stand. `despite_faults`: somebody has looked."""
    text = submission.version.mapping
    if not text.strip() or Mapped.objects.filter(submission=submission, done=True).exists():
        return bool(text.strip())
    try:
        mapping = read_mapping(text)
    except BadMapping as bad:
        return _not(submission, by, at, "", "failed", str(bad))
    reason, given = _given(submission, mapping, despite_faults)
    if given is None:
        return _not(submission, by, at, mapping.target, reason)
    return _attempt(submission, by, at, mapping.target, given)


def unmapped_answers(version: Version) -> list[str]:
    """The paths of the questions whose answers go into no record; none where the form has no mapping, or one that cannot be read."""
    if not version.mapping.strip():
        return []
    try:
        return read_mapping(version.mapping).left(definition_of(version))
    except BadMapping:
        return []


def _given(submission: Submission, mapping: Mapping, despite_faults: bool) -> tuple[str, Given | None]:
    if mapping.target not in TARGETS:
        return "no_target", None
    if missing_files(submission):
        return "incomplete", None
    content = content_of(submission)
    if content is None:
        return "locked", None
    if content.faults and not despite_faults:
        return "faults", None
    version = submission.version
    return "", Given(
        values=mapping.apply(content.answers),
        submission=submission.pk,
        about=submission.about,
        form=submission.form_code,
        version=version.says,
        agency=submission.agency,
        post=submission.post,
        sent_by=submission.sent_by,
    )


def _attempt(submission: Submission, by: Actor, at: datetime, name: str, given: Given) -> bool:
    try:
        map_submission(
            by=by, at=at, submission=submission, target=TARGETS[name], name=name, given=given, purpose=submission.purpose
        )
    except (NotTaken, NotAllowed) as refused:
        return _not(submission, by, at, name, "refused", str(refused))
    except DOES_NOT_FIT as error:
        return _not(submission, by, at, name, "failed", type(error).__name__)
    return True


def _not(submission: Submission, by: Actor, at: datetime, name: str, reason: str, detail: str = "") -> bool:
    note_unmapped(by=by, at=at, submission=submission, name=name, reason=reason, detail=detail, purpose=submission.purpose)
    return False
