"""The bar at the top: the desks a person may use, side by side while there is room, the others of a group in one menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from lakay.kernel.actors import Actor
from lakay.web.shell.desks import GROUPS, TABS, Tab

ROOM = 119
"""How many letters fit one row of a screen 1366 wide, in the widest usual letters, beside product, direction, language and lock."""

AROUND = 3
"""The margin of a tab and the space behind it, in letters."""

AROUND_POST = 5
"""The spaces around the place and the lane."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A desk as the bar shows it. `here`: one is there now."""

    title: str
    href: str
    here: bool
    group: str = ""
    at_post: bool = False

    @property
    def wide(self) -> int:
        """Its width in letters."""
        return len(self.title) + AROUND


@dataclass(frozen=True, slots=True)
class Menu:
    """Desks of one group behind one word."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def here(self) -> bool:
        """Whether one is at a desk of it."""
        return any(entry.here for entry in self.entries)

    @property
    def wide(self) -> int:
        """Its width in letters, the sign of a menu included."""
        return len(self.title) + AROUND + 2


def entries_for(actor: Actor, here: str) -> list[Entry]:
    """The desks that a person may use, in the order of the tabs. `here`: the name of the view shown now."""
    return [_entry(tab, here) for tab in TABS if actor.may(tab.permission)]


def _entry(tab: Tab, here: str) -> Entry:
    return Entry(_(tab.title), reverse(tab.view), here.startswith(tuple(tab.under.split())), tab.group, tab.at_post)


def taken(post: str, lane: str, officer: str) -> int:
    """The letters that place and officer take of the bar."""
    return len(post + lane + officer) + (AROUND_POST if post else 0)


def in_one_row(entries: Sequence[Entry], beside: int) -> list[Entry | Menu]:
    """The bar: group after group becomes a menu until the rest has room. `beside`: letters that are taken already."""
    bar: list[Entry | Menu] = list(entries)
    for group in GROUPS:
        if sum(one.wide for one in bar) <= ROOM - beside:
            break
        bar = _with_menu(bar, group)
    return bar


def _with_menu(bar: Sequence[Entry | Menu], group: str) -> list[Entry | Menu]:
    """A menu in the place of the first of a group; one that stands alone stays as it is."""
    inside = [one for one in bar if isinstance(one, Entry) and one.group == group]
    if len(inside) < 2:
        return list(bar)
    menu = Menu(_(group), tuple(inside))
    return [menu if one is inside[0] else one for one in bar if one not in inside[1:]]
