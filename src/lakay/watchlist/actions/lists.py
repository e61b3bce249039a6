"""Lists, on which two people agree before anything is read into them; and what is answered to those who say that they are stopped wrongly."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.watchlist.categories import category_of
from lakay.watchlist.models import AlertList, Redress
from lakay.watchlist.permissions import check_can_decide, check_can_propose
from lakay.watchlist.rules.lists import LIST_STATES, REDRESS_STATES, ListStatus, RedressStatus


class NotOpen(ValueError):
    """The list does not stand, or somebody has asked for its end already."""


@dataclass(frozen=True, slots=True)
class ListSaid:
    """What a list is. `instruction`: what the desk that takes over does with whoever is meant."""

    code: str
    title: str
    owner: str
    category: str
    legal_basis: str
    legal_reference: str
    source: str
    instruction: str
    review_on: date


@action("watchlist.list.propose", Purpose.SECURITY)
def propose_list(act: Act, *, by: Actor, at: datetime, said: ListSaid, reason: str, command: UUID | None = None) -> None:
    """Propose a list. Raises NotAllowed, UnknownCategory."""
    check_can_propose(by, reason)
    category_of(said.category)
    who: dict[str, Any] = {"reason": reason.strip(), "proposed_by": by.id, "proposed_at": at}
    act.create(AlertList, status=ListStatus.PROPOSED.value, **asdict(said), **who)


@action("watchlist.list.propose_closing", Purpose.SECURITY)
def propose_closing(act: Act, *, by: Actor, at: datetime, of_list: AlertList, reason: str, command: UUID | None = None) -> None:
    """Propose to close a list: nothing more is read into it. Its alerts run out, or are ended one by one or by a file."""
    check_can_propose(by, reason)
    now = AlertList.objects.select_for_update().get(pk=of_list.pk)
    if now.status != ListStatus.STANDING:
        raise NotOpen
    asked = {"reason": reason.strip(), "proposed_by": by.id, "proposed_at": at, "decided_by": None, "decided_at": None}
    act.update(now, status=ListStatus.CLOSING.value, decision_reason="", **asked)


@action("watchlist.list.decide", Purpose.SECURITY)
def decide_list(
    act: Act, *, by: Actor, at: datetime, of_list: AlertList, approve: bool, reason: str, command: UUID | None = None
) -> None:
    """A second person agrees to a new list, or to its closing, or not. Raises NotAllowed, CannotMove."""
    now = AlertList.objects.select_for_update().get(pk=of_list.pk)
    check_can_decide(by, now.proposed_by, reason)
    opening = now.status == ListStatus.PROPOSED
    no, yes = (ListStatus.REJECTED, ListStatus.STANDING) if opening else (ListStatus.STANDING, ListStatus.CLOSED)
    to = yes if approve else no
    LIST_STATES.check_can_move(ListStatus(now.status), to)
    act.update(now, status=to.value, decided_by=by.id, decided_at=at, decision_reason=reason.strip())


@action("watchlist.redress.take", Purpose.SUBJECT_REQUEST)
def take_redress(
    act: Act, *, by: Actor, at: datetime, asked_by: str, asked: str, alert: UUID | None = None, command: UUID | None = None
) -> None:
    """Somebody says that they are stopped wrongly: what they say is written down as they say it."""
    check_may(by, Permission.ALERT_LIST)
    values = {"asked_by": asked_by.strip(), "asked": asked.strip(), "status": RedressStatus.OPEN.value}
    act.create(Redress, alert=alert, agency=by.agency, answer="", taken_by=by.id, taken_at=at, **values)


@action("watchlist.redress.answer", Purpose.SUBJECT_REQUEST)
def answer_redress(
    act: Act, *, by: Actor, at: datetime, redress: Redress, granted: bool, answer: str, command: UUID | None = None
) -> None:
    """Answer: what was found and what was done. An end of the alert itself is proposed and agreed on like any other."""
    now = Redress.objects.select_for_update().get(pk=redress.pk)
    check_can_decide(by, now.taken_by, answer)
    to = RedressStatus.GRANTED if granted else RedressStatus.REFUSED
    REDRESS_STATES.check_can_move(RedressStatus(now.status), to)
    act.update(now, status=to.value, answer=answer.strip(), answered_by=by.id, answered_at=at)
