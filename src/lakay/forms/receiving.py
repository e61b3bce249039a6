"""A filled form comes in: read, matched with its version, judged, kept once, its files kept, records made of it.

The same way for phones and pages. What is wrong with answers never turns a phone away: it would keep the only copy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.forms.actions.submissions import Came, NotOnce, id_of, keep_file, take_submission
from lakay.forms.codes import Channel
from lakay.forms.definition import Definition, Sent, Wrong, judge, read_submission
from lakay.forms.mapped import map_now
from lakay.forms.models import Submission, Version
from lakay.forms.queries import definition_of, missing_files, version_named
from lakay.forms.unlocking import locked_files
from lakay.kernel.actors import Actor


class NoSuchForm(ValueError):
    """No published form has this id and version, or it is not for this sender."""


class Closed(ValueError):
    """The form takes nothing in any more."""


class NotCurrent(ValueError):
    """An edit of something that was edited meanwhile, never came, or was erased."""


class Faulty(ValueError):
    """Answers are wrong, and the sender can still mend them: a page, not a phone. Nothing was kept."""

    def __init__(self, faults: Sequence[Wrong]) -> None:
        super().__init__(f"{len(faults)} answers are wrong")
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with a submission."""

    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """A submission that is in: `missing` names the files still to come."""

    submission: UUID
    missing: tuple[str, ...]


def receive(
    raw: bytes,
    files: Mapping[str, File],
    *,
    by: Actor,
    at: datetime,
    purposes: Sequence[str],
    channel: Channel = Channel.PHONE,
    device: str = "",
    about: UUID | None = None,
    strict: bool = False,
) -> Taken:
    """Take a submission in, or more files of one that is there.

    `purposes`: what the sender may fill forms for. `strict`: wrong answers are refused (Faulty) instead of kept and shown.
    Raises BadSubmission, NoSuchForm, Closed, NotCurrent, NotOnce, NotAllowed.
    """
    sent = read_submission(raw)
    version = version_named(sent.form_id, sent.version)
    if version is None or version.form.purpose not in purposes:
        raise NoSuchForm(sent.form_id)
    if version.form.closed_at is not None:
        raise Closed(sent.form_id)
    _check_not_erased(sent)
    came = _read(raw, sent, version, channel, device, about)
    if strict and came.faults:
        raise Faulty([Wrong(*fault) for fault in came.faults])
    take_submission(by=by, at=at, came=came, purpose=version.form.purpose)
    submission = Submission.objects.select_related("version__form").get(pk=id_of(sent.instance_id))
    for name, file in files.items():
        if name in (submission.files or ()):
            kind, content = file.content_type, file.content
            keep_file(
                by=by, at=at, submission=submission, name=name, content_type=kind, content=content, purpose=submission.purpose
            )
    missing = missing_files(submission)
    map_now(submission, by=by, at=at)
    return Taken(submission.pk, tuple(missing))


def _check_not_erased(sent: Sent) -> None:
    before = Submission.objects.filter(pk=id_of(sent.instance_id)).first()
    if before is not None and before.is_erased:
        raise NotCurrent(sent.instance_id)


def _read(raw: bytes, sent: Sent, version: Version, channel: Channel, device: str, about: UUID | None) -> Came:
    form = definition_of(version)
    answers: dict[str, Any] | None = None
    wrong: list[Wrong] = []
    if not sent.encrypted:
        answers, wrong = judge(form, sent)
    faults = [(one.code, one.path, one.place) for one in wrong]
    files = locked_files(sent) if sent.encrypted else files_of(form, sent)
    return Came(version, sent, raw, channel.value, device, answers, faults, files, _replaced(sent), about)


def _replaced(sent: Sent) -> Submission | None:
    """The submission that this one edits. Raises NotCurrent if another edit came first, or it is not there. The same edit again is none."""
    if not sent.replaces:
        return None
    before = Submission.objects.filter(pk=id_of(sent.replaces), xml__isnull=False).first()
    later = Submission.objects.filter(replaces=before).exclude(pk=id_of(sent.instance_id)) if before else None
    if before is None or (later is not None and later.exists()):
        raise NotCurrent(sent.replaces)
    return before


def files_of(form: Definition, sent: Sent) -> list[str]:
    """The files that a submission names: the answers to questions for a picture, a sound, a file; and the log of the phone."""
    uploads = {field.name for field in form.fields.values() if field.control == "upload" or field.kind == "binary"}
    named = [element.text.strip() for element in sent.root.walk() if element.name in uploads and not element.children]
    return list(dict.fromkeys(name for name in named if name and "/" not in name and "\\" not in name))[:500]


__all__ = ["Closed", "Faulty", "File", "NoSuchForm", "NotCurrent", "NotOnce", "Taken", "files_of", "receive"]
