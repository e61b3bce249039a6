"""Whether two spellings may be one person: for pairing a list with the booths, where the words are not the same."""

from __future__ import annotations

from lakay.border.passengers.holding import Somebody, same_birth
from lakay.names.comparing import compare
from lakay.names.people import Person


def alike(one: Somebody, two: Somebody) -> bool:
    """Whether names and births are strongly alike; the year of birth must be the same, which also keeps this quick."""
    if not same_birth(one.birth, two.birth):
        return False
    return compare(_person(one), _person(two)).band == "strong"


def _person(who: Somebody) -> Person:
    return Person(who.surname, who.given_names, birth=who.birth, sex=who.sex)
