"""Who handles what waits for telephones. Each `check` raises NotAllowed with a reason that a person can read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed


def check_can_handle(by: Actor) -> None:
    """Whoever refers people sends a message once more, or takes it out."""
    if not by.may(Permission.REFERRAL_SEND):
        raise NotAllowed(_("Your role does not refer people to services."))
