"""Who may propose a release and let it out. Each `check` raises NotAllowed with a reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.publication.models import Release

RELEASE_VIEW = Permission.RELEASE_VIEW
RELEASE_PROPOSE = Permission.RELEASE_PROPOSE
RELEASE_APPROVE = Permission.RELEASE_APPROVE


def check_can_propose(by: Actor) -> None:
    """Releases are put together by those who work with figures."""
    check_may(by, RELEASE_PROPOSE)


def check_can_decide(by: Actor, release: Release) -> None:
    """A second person lets it out or gives it back."""
    check_may(by, RELEASE_APPROVE)
    if by.id == release.proposed_by:
        raise NotAllowed(_("You asked for this yourself. Another person must agree."))
