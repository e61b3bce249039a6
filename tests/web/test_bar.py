"""The bar at the top: side by side while there is room, then group after group behind one word, and nothing is lost."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from lakay.access.policy import ROLES
from lakay.kernel.actors import Actor
from lakay.web.shell.bar import ROOM, Entry, Menu, entries_for, in_one_row, taken
from lakay.web.shell.desks import GROUPS, TABS
from tests.web.world import World

in_english = translation.override("en")
AT_A_POST = taken("Ouanaminthe", "A1", "Rose-Laure Noël")
NOWHERE = taken("", "", "Guerda Toussaint")
SIT_AT_A_POST = {
    "inspector",
    "booth_supervisor",
    "border_police",
    "customs_officer",
    "partner_officer",
    "protection_officer",
    "protection_supervisor",
}


def somebody(role: str) -> Actor:
    return Actor(
        id=UUID(int=1), agency="DIE", post="HT-OUA", roles=frozenset({role}), permissions=frozenset(ROLES[role].permissions)
    )


def titles(bar: list[Entry | Menu]) -> list[str]:
    return [one.title for one in bar]


def opened(bar: list[Entry | Menu]) -> set[str]:
    """What can be reached, in a menu or beside it."""
    return {entry.href for one in bar for entry in (one.entries if isinstance(one, Menu) else (one,))}


@in_english
def test_few_desks_stand_side_by_side() -> None:
    bar = in_one_row(entries_for(somebody("inspector"), "booth:home"), AT_A_POST)
    assert titles(bar) == ["Booth", "Arrivals", "Paper records", "Register", "Post"]
    assert [one.here for one in bar] == [True, False, False, False, False]


@in_english
def test_what_has_no_room_goes_behind_the_word_of_its_group() -> None:
    entries = entries_for(somebody("booth_supervisor"), "imports:runs")
    bar = in_one_row(entries, AT_A_POST)
    registers = next(one for one in bar if isinstance(one, Menu))
    assert [entry.title for entry in registers.entries] == ["Paper records", "Past movements", "Register"]
    assert registers.here, "the word shows that one is inside"
    assert titles(bar).index(registers.title) == titles(list(entries)).index("Paper records"), "in the place of its first"
    assert "Shifts" in titles(bar), "a group is left as it is once there is room"


@in_english
def test_the_menus_come_one_after_another() -> None:
    entries = entries_for(somebody("administrator"), "")
    bars = [in_one_row(entries, beside) for beside in range(0, ROOM, 5)]
    menus = [sum(isinstance(one, Menu) for one in bar) for bar in bars]
    assert menus == sorted(menus)
    assert menus[0] < menus[-1]
    assert all(opened(bar) == {entry.href for entry in entries} for bar in bars)
    assert "Stick" in titles(bars[-1]), "one that is alone of its group needs no menu"


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_bar_of_every_role_has_room_and_loses_nothing(language: str) -> None:
    with translation.override(language):
        for role in ROLES:
            entries = entries_for(somebody(role), "")
            beside = AT_A_POST if role in SIT_AT_A_POST else NOWHERE
            bar = in_one_row(entries, beside)
            assert sum(one.wide for one in bar) <= ROOM - beside, (role, titles(bar))
            assert opened(bar) == {entry.href for entry in entries}


def test_every_group_is_named_and_has_desks() -> None:
    assert {tab.group for tab in TABS} - {""} == set(GROUPS)


@pytest.mark.django_db
def test_a_menu_is_marked_where_one_is(world: World) -> None:
    client: Client = world.clients["rose"]
    page = client.get(reverse("booth:register")).content.decode()
    assert '<summary class="tab" aria-current="true">' in page
    assert f'href="{reverse("booth:register")}" aria-current="page"' in page
    assert '<summary class="tab" aria-current' not in client.get(reverse("supervision:home")).content.decode()
