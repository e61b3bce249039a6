"""Who may propose, approve and raise alerts. Each `check` raises NotAllowed with a reason that a person can read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.places.pack.records import AlertCategory


class NeedsReason(NotAllowed):
    """A proposal and a decision each say why."""

    def __init__(self) -> None:
        super().__init__(_("Say why. The reason stays with the alert."))


class OwnProposal(NotAllowed):
    """Two people must agree, and this person is the first of them."""

    def __init__(self) -> None:
        super().__init__(_("You proposed this yourself. Another person must decide on it."))


def check_can_propose(by: Actor, reason: str) -> None:
    """Whoever keeps the list proposes, and says why."""
    check_may(by, Permission.ALERT_PROPOSE)
    check_reason(reason)


def check_can_decide(by: Actor, proposed_by: object, reason: str) -> None:
    """Another person decides, with the role for it, and says why. The agency may be another one too."""
    check_may(by, Permission.ALERT_DECIDE)
    if by.id == proposed_by:
        raise OwnProposal
    check_reason(reason)


def check_can_raise(by: Actor, category: AlertCategory, reason: str) -> None:
    """Some agencies may raise a protective alert before a second person has looked: the country pack says which."""
    check_may(by, Permission.ALERT_RAISE)
    if not category.protective or by.agency not in category.at_once:
        raise NotAllowed(_("Your agency cannot raise this kind of alert at once. Ask an alert officer to propose it."))
    check_reason(reason)


def check_not_again(raised_lately: bool) -> None:
    """What was raised at once and lapsed is not raised so again: a second person must look."""
    if raised_lately:
        raise NotAllowed(_("This person was raised at once a few days ago. Now a second person must agree first."))


def can_raise(by: Actor, category: AlertCategory) -> bool:
    """The same as `check_can_raise`, for a page that offers it."""
    return by.may(Permission.ALERT_RAISE) and category.protective and by.agency in category.at_once


def check_can_record_outcome(by: Actor) -> None:
    """The desk that looked into a hit records what became of it."""
    check_may(by, Permission.OUTCOME_RECORD)


def check_reason(reason: str) -> None:
    """Raise NeedsReason for an empty one."""
    if not reason.strip():
        raise NeedsReason
