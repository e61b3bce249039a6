"""Who may change places. Anyone may read them."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed


class Permission(StrEnum):
    """`module:record:verb`."""

    EDIT_PLACES = "places:place:edit"
    """Load the country pack; add, rename, move and end places."""
    EDIT_POSTS = "places:post:edit"
    """Add a crossing point; change its names, status, hours and market days; end it."""
    CLOSE_POST = "places:post:close"
    """Shut a post for a time, and open it again."""
    EDIT_HOLIDAYS = "places:holiday:edit"
    """Add and end public holidays."""


def check_can_edit_places(by: Actor) -> None:
    """Places are kept by headquarters."""
    if not by.may(Permission.EDIT_PLACES):
        raise NotAllowed(_("Your role does not change places."))


def check_can_edit_posts(by: Actor) -> None:
    """Posts are kept by headquarters."""
    if not by.may(Permission.EDIT_POSTS):
        raise NotAllowed(_("Your role does not change posts."))


def check_can_close_post(by: Actor, post: str) -> None:
    """Who may shut posts shuts the one where they sit; headquarters, who sit at none, any."""
    if not by.may(Permission.CLOSE_POST):
        raise NotAllowed(_("Your role does not close posts."))
    if by.post not in {"", post}:
        raise NotAllowed(_("You can close only the post where you work."))


def check_can_edit_holidays(by: Actor) -> None:
    """The calendar is kept by headquarters."""
    if not by.may(Permission.EDIT_HOLIDAYS):
        raise NotAllowed(_("Your role does not change holidays."))
