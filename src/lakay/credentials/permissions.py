"""Who may change what is trusted, and who may issue. The roles that hold these permissions stand in the table of `access`."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed

ISSUING = {"border": Permission.PERMIT_ISSUE, "minor": Permission.AUTHORISATION_ISSUE}
"""Kind of pass -> the permission to issue it."""


def check_can_edit_trust(by: Actor) -> None:
    """Raise NotAllowed for those who may not decide whose signatures are trusted."""
    check_may(by, Permission.TRUST_EDIT)


def check_is_second(by: Actor, first: UUID | None, compared: str) -> None:
    """Nobody trusted here vouches for it: somebody else than who brought it has compared it with another source."""
    if by.id == first:
        raise NotAllowed(_("Two people must agree to this. Ask a colleague to look at it."))
    if not compared.strip():
        raise NotAllowed(_("Say with what you have compared the fingerprint."))


def check_can_propose_issuer(by: Actor, agency: str) -> None:
    """A key is proposed from within the agency that will sign with it."""
    check_may(by, Permission.ISSUER_PROPOSE)
    if by.agency != agency:
        raise NotAllowed(_("This key belongs to another agency."))


def check_can_decide_issuer(by: Actor, proposed_by: UUID) -> None:
    """A second person agrees or refuses."""
    check_may(by, Permission.ISSUER_APPROVE)
    if by.id == proposed_by:
        raise NotAllowed(_("Two people must agree to this. Ask a colleague to look at it."))


def check_can_withdraw_issuer(by: Actor, agency: str) -> None:
    """A key is withdrawn by its own agency, or by whoever agrees to keys for all."""
    check_may(by, Permission.ISSUER_APPROVE)
    if by.may(Permission.ISSUER_PROPOSE) and by.agency != agency:
        raise NotAllowed(_("This key belongs to another agency."))


def check_can_issue(by: Actor, kind: str) -> None:
    """Border passes and leave for children are given by different offices."""
    check_may(by, ISSUING[kind])


def check_can_revoke(by: Actor, agency: str) -> None:
    """What an agency has given it takes back, and no other."""
    check_may(by, Permission.PERMIT_REVOKE)
    if by.agency != agency:
        raise NotAllowed(_("Another agency has issued this."))
