"""A file, its keyholders and their keys, for the tests of this compartment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from uuid import UUID

from lakay.access.models import Agency, Grant, Staff
from lakay.journal.writing import Act, write_event
from lakay.kernel.actors import system_actor
from lakay.protection.models import Intake
from lakay.whereabouts import keeping, queries
from lakay.whereabouts.actions import make_key, open_circle, record_place
from lakay.whereabouts.models import Circle, Glass, Stay
from lakay.whereabouts.rules.codes import PlaceKind
from lakay.whereabouts.rules.keys import MadeKey
from lakay.whereabouts.rules.keys import make_key as made_key
from lakay.whereabouts.rules.sealing import Place
from tests.protection.office import NOW, PEOPLE, opened, person

PIN = "481516"
CHEAP = (1, 8, 1)
MINUTE = timedelta(minutes=1)
SHELTER = Place(PlaceKind.SHELTER, name="Kay Zanmi", address="7 ri Bòdmè", phone="+50930001111", directions="Baryè vèt la")


@cache
def a_key(name: str) -> MadeKey:
    """The key of somebody: the same in every test, for making it takes time."""
    return made_key(PIN, CHEAP)


def hire(*names: str) -> None:
    """Accounts and roles, as the post has them."""

    def write(act: Act) -> None:
        for name in names:
            role, code, post = PEOPLE[name]
            agency = Agency.objects.filter(code=code).first()
            if agency is None:
                words = dict.fromkeys(("name_ht", "name_fr", "name_es", "name_en"), code)
                agency = act.create(Agency, code=code, category="ngo", **words)
            staff = act.create(Staff, id=person(name).id, username=name, full_name=name.title(), agency=agency)
            act.create(Grant, staff=staff, role=role, post=post, starts_at=NOW - timedelta(days=1), granted_by=staff.pk)

    write_event("access.staff.add", write, by=system_actor("tests"), at=NOW, purpose="administration")


def give_keys(*names: str) -> None:
    """Each makes a key of their own."""
    for name in names:
        make_key(by=person(name), at=NOW, public=a_key(name).public, closed=a_key(name).closed)


def key_of(name: str, code: str = "", pin: str = PIN) -> keeping.Opened:
    """Somebody's key, open."""
    row = queries.own_key(person(name).id)
    assert row is not None
    return keeping.opened(row, code or a_key(name).code, pin)


@dataclass
class Kept:
    """A file whose keyholders are Nadège and Carole, with one place. Mirlande and Ginette may break the glass."""

    intake: Intake
    circle: Circle

    @property
    def stays(self) -> list[Stay]:
        return queries.stays_of(self.circle)

    def write(self, place: Place, by: str = "nadege") -> None:
        """Somebody writes a place down."""
        sealed = keeping.seal_new(place, self.circle, queries.holder_keys(self.circle), queries.glass_keys(self.circle, NOW))
        record_place(by=person(by), at=NOW, circle=self.circle, sealed=sealed)

    def places(self, name: str) -> list[Place | None]:
        """What somebody's key opens, the newest first."""
        return [found.place for found in keeping.read_places(self.stays, key_of(name))]


def keep(*more: str) -> Kept:
    """The file, its circle, a place."""
    names = ("nadege", "carole", "mirlande", "ginette", *more)
    hire(*names)
    give_keys(*names)
    intake = opened("nadege")
    holders: list[UUID] = [person("nadege").id, person("carole").id]
    open_circle(by=person("nadege"), at=NOW, intake=intake, holders=holders)
    kept = Kept(intake, Circle.objects.get(intake=intake))
    kept.write(SHELTER)
    return kept


def glass_of(kept: Kept) -> Glass:
    """The newest question to break the glass."""
    return Glass.objects.filter(circle=kept.circle).latest("asked_at", "pk")
