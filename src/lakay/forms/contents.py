"""What a submission says, in clear: as it was judged when it came, or opened now where it came encrypted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lakay.forms.definition import BadSubmission, Wrong, judge, read_submission
from lakay.forms.models import Attachment, Submission
from lakay.forms.queries import definition_of
from lakay.forms.unlocking import NotOpened, keys_here, opened

LOCKED = ".enc"
"""How the name of a file ends that a phone has locked."""


@dataclass(frozen=True, slots=True)
class Content:
    """The answers, what is wrong with them, and the files in clear by name (only of what came encrypted)."""

    answers: dict[str, Any]
    faults: tuple[Wrong, ...]
    files: dict[str, bytes]


def content_of(submission: Submission) -> Content | None:
    """What it says; None where it was erased, or is locked by a key that is not here."""
    if submission.is_erased:
        return None
    if not submission.locked:
        return Content(submission.answers or {}, tuple(Wrong(*fault) for fault in submission.faults), {})
    held = {row.name: bytes(row.content or b"") for row in Attachment.objects.filter(submission=submission)}
    try:
        files = opened(read_submission(submission.sent_xml()), lambda name: held[name], keys_here())
        inner = read_submission(files.pop("submission.xml", b""))
    except (NotOpened, KeyError, BadSubmission):
        return None
    answers, wrong = judge(definition_of(submission.version), inner)
    return Content(answers, tuple(wrong), files)


def clear_file(submission: Submission, held: Attachment) -> bytes | None:
    """A file of a submission in clear; None where it was erased, or is locked by a key that is not here."""
    if held.content is None:
        return None
    if not submission.locked:
        return bytes(held.content)
    content = content_of(submission)
    return content.files.get(held.name.removesuffix(LOCKED)) if content else None
