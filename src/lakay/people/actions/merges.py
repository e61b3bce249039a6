"""Two records of one person: proposed by one, decided by another, undone exactly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from lakay.journal.models import File
from lakay.journal.versions import CREATED
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.models import MergeProposal, Person
from lakay.people.permissions import check_can_decide_merge, check_can_propose_merge, check_is_another
from lakay.people.rules.merges import CHOSEN_FIELDS, MERGE_STATES, MergeStatus, check_choice


class SameRecord(ValueError):
    """A record cannot be merged with itself."""


class AlreadyMerged(ValueError):
    """One of the two has already become part of another record."""


class AlreadyProposed(ValueError):
    """Another proposal about one of the two waits for its decision."""


class ChangedSince(ValueError):
    """One of the two was changed after the proposal was made: look again, refuse it, propose anew."""


class LaterMergeFirst(ValueError):
    """A later merge builds upon this one and has to be undone first."""


@action("people.merge.propose", Purpose.ADMINISTRATION)
def propose_merge(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    kept: Person,
    gone: Person,
    take_from_gone: Sequence[str],
    reason: str,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """Propose that `gone` is the same person as `kept`, taking the named fields from `gone` and all others from `kept`."""
    check_can_propose_merge(by)
    if kept.id == gone.id:
        raise SameRecord
    one, two = _both_standing(kept.id, gone.id)
    waiting = MergeProposal.objects.filter(status=MergeStatus.PROPOSED.value)
    if waiting.filter(Q(kept__in=[one, two]) | Q(gone__in=[one, two])).exists():
        raise AlreadyProposed
    act.subject(gone.id)
    values = {"choice": check_choice(take_from_gone), "seen": _seen(one, two), "proposed_by": by.id, "proposed_at": at}
    act.create(MergeProposal, kept=kept, gone=gone, reason=reason, **values)


@action("people.merge.decide", Purpose.ADMINISTRATION)
def decide_merge(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    proposal: MergeProposal,
    approve: bool,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """A second person agrees or refuses."""
    check_can_decide_merge(by)
    status = MergeStatus.APPROVED if approve else MergeStatus.REFUSED
    now = _check_can_move(proposal, status)
    check_is_another(by, now.proposed_by)
    act.subject(now.gone_id)
    decided: dict[str, Any] = {"status": status.value, "decided_by": by.id, "decided_at": at}
    if approve:
        decided |= _merge(act, now)
    act.update(proposal, **decided)


@action("people.merge.undo", Purpose.ADMINISTRATION)
def undo_merge(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    proposal: MergeProposal,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """The two are not one person after all: every field that nobody changed since is as it was before."""
    check_can_decide_merge(by)
    now = _check_can_move(proposal, MergeStatus.UNDONE)
    kept, gone = Person.objects.get(pk=now.kept_id), Person.objects.get(pk=now.gone_id)
    _check_is_last(now, kept)
    before = {name: value for name, value in (now.before or {}).items() if _who_meant(kept, name) == now.written}
    act.update(kept, **{name: _from_json(name, value) for name, value in before.items()})
    act.update(gone, merged_into=None)
    act.update(proposal, status=MergeStatus.UNDONE.value, undone_by=by.id, undone_at=at, undone=_place(act))


def _merge(act: Act, proposal: MergeProposal) -> dict[str, Any]:
    """Carry a proposal out. Returns what is needed to undo it."""
    kept, gone = _both_standing(proposal.kept_id, proposal.gone_id)
    if _seen(kept, gone) != proposal.seen:
        raise ChangedSince
    before = {name: getattr(kept, name) for name in proposal.choice if getattr(kept, name) != getattr(gone, name)}
    over = {name: _who_wrote(kept, name) for name in before}
    act.update(kept, **{name: getattr(gone, name) for name in before})
    act.update(gone, merged_into=kept)
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in before.items()}
    return {"before": values, "written_over": over, "written": _place(act)}


def _both_standing(kept: UUID, gone: UUID) -> tuple[Person, Person]:
    one, two = (Person.objects.select_for_update().get(pk=key) for key in (kept, gone))
    if one.merged_into_id or two.merged_into_id:
        raise AlreadyMerged
    return one, two


def _check_can_move(proposal: MergeProposal, to: MergeStatus) -> MergeProposal:
    now = MergeProposal.objects.select_for_update().get(pk=proposal.pk)
    MERGE_STATES.check_can_move(MergeStatus(now.status), to)
    return now


def _check_is_last(proposal: MergeProposal, kept: Person) -> None:
    """Raise LaterMergeFirst if another merge replaced what this one wrote, or took the kept record away."""
    places = [_who_meant(kept, name) for name in proposal.before or {}]
    others = MergeProposal.objects.filter(kept=kept, status=MergeStatus.APPROVED.value).exclude(pk=proposal.pk)
    if kept.merged_into_id or any(other.written in places for other in others):
        raise LaterMergeFirst


def _seen(kept: Person, gone: Person) -> list[list[Any]]:
    """Who last wrote each field that can be chosen, on either side: it says whether anything changed, and not what it is."""
    return [[*_who_wrote(person, name)] for person in (kept, gone) for name in CHOSEN_FIELDS]


def _who_wrote(record: File, name: str) -> list[Any]:
    """The place in the journal of the event that wrote a field: origin and number."""
    entry: list[Any] = record.versions.get(name) or record.versions[CREATED]
    return entry[:2]


def _who_meant(kept: Person, name: str) -> list[Any]:
    """The same, but an undoing stands for the event whose value it brought back."""
    place = _who_wrote(kept, name)
    undone = MergeProposal.objects.filter(kept=kept, status=MergeStatus.UNDONE.value)
    brought_back = {tuple(merge.undone): merge.written_over for merge in undone}
    while name in brought_back.get(tuple(place), {}):
        place = brought_back[tuple(place)][name]
    return place


def _place(act: Act) -> list[Any]:
    return [act.origin, act.place[0]]


def _from_json(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "died_on" and value else value
