"""A place is renamed, moved, made and ended, and what it was on an earlier day stays known."""

from datetime import date

import pytest

from lakay.journal.models import Event
from lakay.kernel.refusals import NotAllowed
from lakay.places import queries
from lakay.places.actions import BadPeriod, add_place, confirm_place, correct_place, end_place, move_place, rename_place
from lakay.places.models import Place, PlaceFormerly
from lakay.places.pack import Names
from tests.places.conftest import NOW

pytestmark = pytest.mark.usefixtures("country")

NEW = Names("Vil Nèf", "Villeneuve", "Villanueva", "Newtown")
NEWER = Names("Vil Pi Nèf", "Villeneuve-la-Neuve", "Villanueva Nueva", "Newer Town")


@pytest.fixture
def tabarre() -> Place:
    return queries.place_by_pcode("HT0118")


def test_a_renamed_place_keeps_its_old_name_for_earlier_days(mireille, tabarre):
    old = tabarre.names
    rename_place(by=mireille, at=NOW, place=tabarre, names=NEW, from_on=date(2026, 12, 1))
    rename_place(by=mireille, at=NOW, place=tabarre, names=NEWER, from_on=date(2027, 6, 1))
    tabarre = queries.place_by_pcode("HT0118")
    days = [date(1990, 1, 1), date(2026, 11, 30), date(2026, 12, 1), date(2027, 5, 31), date(2027, 6, 1), date(2040, 1, 1)]
    assert [queries.place_names_on(tabarre, on) for on in days] == [old, old, NEW, NEW, NEWER, NEWER]
    assert tabarre.unverified == []
    periods = [(former.from_on, former.to_on) for former in tabarre.former.order_by("to_on")]
    assert periods == [(None, date(2026, 11, 30)), (date(2026, 12, 1), date(2027, 5, 31))]


def test_a_name_cannot_begin_before_the_one_that_stands(mireille, tabarre):
    rename_place(by=mireille, at=NOW, place=tabarre, names=NEW, from_on=date(2026, 12, 1))
    before = Event.objects.count()
    for from_on in (date(2026, 12, 1), date(2026, 6, 1)):
        with pytest.raises(BadPeriod):
            rename_place(by=mireille, at=NOW, place=tabarre, names=NEWER, from_on=from_on)
    assert Event.objects.count() == before
    assert PlaceFormerly.objects.count() == 1


def test_a_commune_moves_to_another_department(mireille, tabarre):
    move_place(by=mireille, at=NOW, place=tabarre, parent=queries.place_by_pcode("HT02"), from_on=date(2027, 1, 1))
    [former] = queries.place_by_pcode("HT0118").former.all()
    assert former.parent_pcode == "HT01"
    assert "HT0118" in {place.pcode for place in queries.children_of(queries.place_by_pcode("HT02"), date(2027, 1, 1))}


@pytest.mark.parametrize("pcode", ["HTI", "HT0111", "DOM01"])
def test_a_commune_belongs_to_a_department_of_its_country(mireille, tabarre, pcode):
    with pytest.raises(ValueError, match="cannot hold"):
        move_place(by=mireille, at=NOW, place=tabarre, parent=queries.place_by_pcode(pcode), from_on=date(2027, 1, 1))


def test_a_spelling_is_corrected_without_a_former_name(mireille, tabarre):
    correct_place(by=mireille, at=NOW, place=tabarre, names=NEW)
    assert queries.place_names_on(queries.place_by_pcode("HT0118"), date(1990, 1, 1)) == NEW


def test_a_checked_name_is_no_longer_marked(mireille, tabarre):
    assert tabarre.unverified == ["name_ht"]
    confirm_place(by=mireille, at=NOW, place=tabarre, columns=["name_ht"])
    assert queries.place_by_pcode("HT0118").unverified == []


def test_a_commune_made_by_law_stands_from_its_day(mireille):
    department = queries.place_by_pcode("HT07")
    names = Names("Fondèblan", "Fond-des-Blancs", "Fond-des-Blancs", "Fond-des-Blancs")
    add_place(
        by=mireille, at=NOW, pcode="HT0734", name="Fond-des-Blancs", names=names, parent=department, valid_from=date(2027, 1, 1)
    )
    assert len(queries.places_of("HTI", 2, date(2026, 12, 31))) == 140
    assert len(queries.places_of("HTI", 2, date(2027, 1, 1))) == 141


def test_an_ended_place_is_not_listed_after_its_last_day(mireille, tabarre):
    end_place(by=mireille, at=NOW, place=tabarre, last_on=date(2026, 12, 31))
    assert len(queries.places_of("HTI", 2, date(2026, 12, 31))) == 140
    assert len(queries.places_of("HTI", 2, date(2027, 1, 1))) == 139
    with pytest.raises(BadPeriod):
        end_place(by=mireille, at=NOW, place=tabarre, last_on=date(1980, 1, 1))


def test_only_headquarters_changes_places(josue, ketia, tabarre):
    for person in (josue, ketia):
        with pytest.raises(NotAllowed):
            rename_place(by=person, at=NOW, place=tabarre, names=NEW, from_on=date(2026, 12, 1))
        with pytest.raises(NotAllowed):
            correct_place(by=person, at=NOW, place=tabarre, names=NEW)
        with pytest.raises(NotAllowed):
            end_place(by=person, at=NOW, place=tabarre, last_on=date(2026, 12, 1))
