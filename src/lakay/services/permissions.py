"""Who may keep the directory. Each `check` raises NotAllowed with a reason that a person can read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.services.models import Service


def check_can_manage(by: Actor) -> None:
    """Providers and services are entered by those who keep the directory."""
    if not by.may(Permission.DIRECTORY_MANAGE):
        raise NotAllowed(_("Your role does not keep the directory of services."))


def check_can_count(by: Actor, service: Service) -> None:
    """Room is counted by the provider itself, or by those who keep the directory after they asked."""
    own = by.may(Permission.SERVICE_KEEP) and by.agency != "" and service.provider.agency == by.agency
    if not own and not by.may(Permission.DIRECTORY_MANAGE):
        raise NotAllowed(_("Only the provider says how many places are free."))


def can_count(by: Actor, service: Service) -> bool:
    """The same rule as a bool."""
    try:
        check_can_count(by, service)
    except NotAllowed:
        return False
    return True
