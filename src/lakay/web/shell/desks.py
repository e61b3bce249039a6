"""The desks, in the order of their tabs: one literal table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop as marked


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the bar: its name, the view it opens, who sees it, and the views that count as being there."""

    title: str
    view: str
    permission: str
    under: str


TABS = (
    Tab(marked("Booth"), "booth:home", "border:encounter:record", "booth:home"),
    Tab(marked("Register"), "booth:register", "border:register:read", "booth:register"),
    Tab(marked("Who looked"), "oversight:reads", "journal:event:view", "oversight:reads"),
    Tab(marked("Journal"), "oversight:journal", "journal:chain:verify", "oversight:journal"),
    Tab(marked("Places"), "administration:places", "places:place:edit", "administration:place"),
    Tab(marked("Staff"), "administration:staff", "access:staff:view", "administration:staff"),
    Tab(marked("Node"), "administration:node", "node:state:view", "administration:node"),
)
