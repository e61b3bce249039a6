"""Who may manage accounts. Each `check` raises NotAllowed with a reason that a person can read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.access.models import Staff
from lakay.access.policy import ROLES, Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed

SYSTEM = "system"


def check_may(by: Actor, permission: Permission) -> None:
    """Refuse those whose roles do not hold a permission."""
    if not by.may(permission):
        raise NotAllowed(_("Your role does not allow this."))


def check_administers(by: Actor, permission: Permission, agency: str) -> None:
    """Accounts are managed from within their own agency; across agencies only by the command line of the node."""
    check_may(by, permission)
    if by.agency != agency and SYSTEM not in by.roles:
        raise NotAllowed(_("This account belongs to another agency."))


def check_not_self(by: Actor, staff: Staff) -> None:
    """Nobody decides on their own account."""
    if by.id == staff.id:
        raise NotAllowed(_("You cannot do this to your own account. Ask another administrator."))


def check_can_grant(by: Actor, staff: Staff, role: str) -> None:
    """A role is granted by an administrator of the person's agency, to another person whose account is open."""
    check_administers(by, Permission.GRANT_MANAGE, staff.agency.code)
    check_not_self(by, staff)
    if role not in ROLES:
        raise NotAllowed(_("There is no such role."))
    if staff.ended_at is not None:
        raise NotAllowed(_("This account has ended."))
