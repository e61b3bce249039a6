"""Drafts of releases: asked for and stopped by a person, moved on by the machine. Technical rows; what they lead to is an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.journal.writer import run_write
from lakay.kernel.actors import Actor
from lakay.kernel.ids import new_id
from lakay.kernel.refusals import NotAllowed
from lakay.publication.choosing import Wanted
from lakay.publication.codes import OPEN_DRAFTS, DraftStatus, Sensitivity
from lakay.publication.models import Draft, Release
from lakay.publication.permissions import check_can_propose

MOST_WAITING = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody wants to publish: which tables of which period, under which title."""

    title: str
    sensitivity: Sensitivity
    period: str
    wanted: Sequence[Wanted]
    method: str = ""
    revises: Release | None = None


class TooMany(NotAllowed):
    """Enough waits already."""

    def __init__(self) -> None:
        super().__init__(_("Other figures are being tried already. Wait for them, or stop one."))


def ask_draft(*, by: Actor, at: datetime, chosen: Chosen, language: str) -> UUID:
    """Have tables put together and tried. Raises NotAllowed, TooMany."""
    check_can_propose(by)
    id_ = new_id()

    def write(_batch: Any) -> None:
        if Draft.objects.filter(status__in=OPEN_DRAFTS).count() >= MOST_WAITING:
            raise TooMany
        Draft.objects.create(
            id=id_,
            title=chosen.title,
            sensitivity=chosen.sensitivity.value,
            period=chosen.period,
            wanted=[[one.code, *one.by] for one in chosen.wanted],
            method=chosen.method,
            revises=chosen.revises,
            language=language,
            asked_by=by.id,
            agency=by.agency,
            post=by.post,
            asked_at=at,
        )

    run_write(write)
    return id_


def stop_draft(*, by: Actor, at: datetime, draft: UUID) -> bool:
    """Stop the trying. Returns whether there was something to stop. Raises NotAllowed."""
    check_can_propose(by)
    return note_draft(draft, status=DraftStatus.STOPPED.value, ended_at=at)


def note_draft(draft: UUID, **values: Any) -> bool:
    """How far a draft is. Returns whether it is still wanted: nobody has stopped it."""
    return bool(run_write(lambda _batch: Draft.objects.filter(pk=draft, status__in=OPEN_DRAFTS).update(**values)))
