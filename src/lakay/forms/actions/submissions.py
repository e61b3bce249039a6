"""What was filled in comes in once, its files after it, and records are made of it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from lakay.forms.definition import Sent
from lakay.forms.models import Attachment, Mapped, Submission, Version
from lakay.forms.permissions import check_can_send
from lakay.forms.targets import Given, Target
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

PROTECTION = Purpose.PROTECTION
_NAMES = UUID("4c616b61-7920-666f-726d-730000000000")


class NotOnce(ValueError):
    """Another content came under the same id before."""


@dataclass(frozen=True, slots=True)
class Came:
    """How a submission came, and what was found in it."""

    version: Version
    sent: Sent
    raw: bytes
    channel: str
    device: str
    answers: dict[str, Any] | None
    faults: Sequence[Sequence[Any]]
    files: Sequence[str]
    replaces: Submission | None
    about: UUID | None


def id_of(instance_id: str) -> UUID:
    """The id under which a submission is kept: it follows from the one that the phone made."""
    return uuid5(_NAMES, instance_id)


@action("forms.submission.take", PROTECTION)
def take_submission(act: Act, *, by: Actor, at: datetime, came: Came, purpose: str, command: UUID | None = None) -> None:
    """Take a submission in. The same one again changes nothing. Raises NotOnce for another content under its id."""
    check_can_send(by)
    key, digest = id_of(came.sent.instance_id), sha256(came.raw).hexdigest()
    before = Submission.objects.filter(pk=key).first()
    if before is not None:
        if before.xml_hash != digest:
            raise NotOnce(came.sent.instance_id)
        return
    act.create(
        Submission,
        id=key,
        version=came.version,
        form_code=came.version.form.code,
        purpose=came.version.form.purpose,
        agency=by.agency,
        post=by.post,
        sent_by=by.id,
        channel=came.channel,
        device=came.device[:100],
        at=at,
        instance_id=came.sent.instance_id,
        replaces=came.replaces,
        about=came.about or (came.replaces.about if came.replaces else key),
        faults=[list(fault) for fault in came.faults],
        locked=came.sent.encrypted,
        xml=zlib.compress(came.raw, 6),
        xml_hash=digest,
        answers=came.answers,
        files=list(came.files),
    )


@action("forms.attachment.keep", PROTECTION)
def keep_file(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    submission: Submission,
    name: str,
    content_type: str,
    content: bytes,
    purpose: str,
    command: UUID | None = None,
) -> None:
    """A file of a submission. The same one again changes nothing. Raises NotOnce for another content under its name."""
    check_can_send(by)
    key = uuid5(submission.pk, name)
    before = Attachment.objects.filter(pk=key).first()
    if before is not None:
        if before.content is not None and bytes(before.content) != content:
            raise NotOnce(name)
        return
    act.create(
        Attachment,
        id=key,
        submission=submission,
        about=submission.about,
        name=name[:255],
        content_type=content_type[:100],
        size=len(content),
        at=at,
        content=content,
    )


@action("forms.submission.map", PROTECTION)
def map_submission(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    submission: Submission,
    target: Target,
    name: str,
    given: Given,
    purpose: str,
    command: UUID | None = None,
) -> None:
    """Make the records of a submission, once; they and the mark are one event."""
    if Mapped.objects.filter(submission=submission, done=True).exists():
        return
    records = target(act, given)
    _mark(act, by, at, submission, name, done=True, records=[str(record) for record in records])


@action("forms.submission.unmapped", PROTECTION)
def note_unmapped(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    submission: Submission,
    name: str,
    reason: str,
    detail: str,
    purpose: str,
    command: UUID | None = None,
) -> None:
    """No records could be made, and why. Told once for each reason."""
    last = Mapped.objects.filter(submission=submission).order_by("-at", "-id").first()
    if last is None or (last.reason, last.detail) != (reason, detail[:500]):
        _mark(act, by, at, submission, name, done=False, reason=reason, detail=detail[:500])


def _mark(act: Act, by: Actor, at: datetime, submission: Submission, name: str, **said: Any) -> None:
    act.create(Mapped, submission=submission, about=submission.about, at=at, by=by.id, target=name, **said)
