"""A release is proposed by one person and let out, or given back, by another. What is out never changes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.disclosure.protect import CLASSES
from lakay.disclosure.reading import written
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.publication.codes import RELEASE_STATES, ReleaseStatus
from lakay.publication.models import Release, ReleaseTable
from lakay.publication.permissions import check_can_decide, check_can_propose
from lakay.publication.preparing import Prepared, Stands
from lakay.publication.queries import head

STATISTICS = Purpose.STATISTICS


class Moved(NotAllowed):
    """Another release came out since the attack."""

    def __init__(self) -> None:
        super().__init__(_("Another release came out meanwhile. It must be tried again together with that one."))


@action("publication.release.propose", STATISTICS)
def propose_release(act: Act, *, by: Actor, at: datetime, prepared: Prepared, command: UUID | None = None) -> None:
    """Ask that a release come out. Raises Moved where the ledger is not the one that it was attacked with."""
    check_can_propose(by)
    if prepared.stands.head != head():
        raise Moved
    release = act.create(
        Release,
        title=prepared.title,
        sensitivity=prepared.sensitivity.value,
        threshold=CLASSES[prepared.sensitivity.value].threshold,
        method=prepared.method,
        about=dict(prepared.about),
        licence=prepared.licence,
        digest=prepared.stands.digest,
        revises=prepared.revises,
        hidden=prepared.stands.hidden,
        attacked=prepared.stands.attacked,
        status=ReleaseStatus.PROPOSED.value,
        proposed_by=by.id,
        proposed_at=at,
    )
    for position, table in enumerate(prepared.tables, start=1):
        act.create(
            ReleaseTable,
            release=release,
            position=position,
            name=table.name,
            measure=table.measure,
            narrowed=[list(one) for one in table.narrowed],
            content=written(table),
        )


@action("publication.release.publish", STATISTICS)
def publish_release(act: Act, *, by: Actor, at: datetime, release: Release, stands: Stands, command: UUID | None = None) -> None:
    """A second person lets it out; it gets its number. Raises Moved where it was not attacked as it is, with the ledger as it is."""
    now = Release.objects.select_for_update().get(pk=release.pk)
    check_can_decide(by, now)
    RELEASE_STATES.check_can_move(ReleaseStatus(now.status), ReleaseStatus.PUBLISHED)
    number = head()
    if stands.head != number or stands.digest != now.digest:
        raise Moved
    act.update(
        now, status=ReleaseStatus.PUBLISHED.value, number=number + 1, decided_by=by.id, decided_at=at, attacked=stands.attacked
    )


@action("publication.release.return", STATISTICS)
def return_release(act: Act, *, by: Actor, at: datetime, release: Release, note: str, command: UUID | None = None) -> None:
    """A second person does not agree, and says why."""
    now = Release.objects.select_for_update().get(pk=release.pk)
    check_can_decide(by, now)
    RELEASE_STATES.check_can_move(ReleaseStatus(now.status), ReleaseStatus.RETURNED)
    act.update(now, status=ReleaseStatus.RETURNED.value, decided_by=by.id, decided_at=at, note=note[:300])
