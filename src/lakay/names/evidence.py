"""Why two people may be one, or not: short codes with what each is worth. `lakay.names.wording` says them in the four languages."""

from __future__ import annotations

import re
from typing import NamedTuple

from lakay.names.aligning import Alignment, Pair
from lakay.names.births import Births, compare_births
from lakay.names.forms import Form
from lakay.names.people import Person
from lakay.names.tokens import Place

_FILLING = re.compile(r"[^A-Z0-9]+")
UNKNOWN_SEX = frozenset({"", "X", "<"})


class Evidence(NamedTuple):
    """One reason. `code` is `family.sound`, `birth.swapped` …; the words of both names are empty where it is not about words."""

    code: str
    one: str = ""
    two: str = ""
    points: float = 0.0
    """The change in log-odds: above 0 for, below 0 against. 0 for names, which are weighed together."""


def of_names(one: Form, two: Form, aligned: Alignment) -> tuple[Evidence, ...]:
    """What the alignment of two names shows: each pair of words, then what was left over, then swapped or joined words."""
    found = [
        Evidence(f"{_part(one, two, pair)}.{pair.kin.name.lower()}", one.words[pair.one], two.words[pair.two])
        for pair in sorted(aligned.pairs)
    ]
    left, right = (" ".join(form.words[i] for i in rest) for form, rest in ((one, aligned.rest_one), (two, aligned.rest_two)))
    if left and right:
        found.append(Evidence("name.other", left, right))
    elif left or right:
        found.append(Evidence("name.extra", left, right))
    if any(_crossed(one, two, pair) for pair in aligned.pairs):
        found.append(Evidence("name.swapped"))
    if any(pair.joined for pair in aligned.pairs):
        found.append(Evidence("name.joined"))
    return tuple(found)


def beside(one: Person, two: Person) -> tuple[Evidence, ...]:
    """What stands beside the names and is known on both sides."""
    found = []
    births = compare_births(one.birth, two.birth)
    if births is not Births.UNKNOWN:
        found.append(Evidence(f"birth.{births.value}"))
    if not UNKNOWN_SEX & {one.sex, two.sex}:
        found.append(Evidence(f"sex.{_same(one.sex == two.sex)}"))
    if one.nationality and two.nationality:
        found.append(Evidence(f"nationality.{_same(one.nationality == two.nationality)}"))
    if one.documents and two.documents:
        first, second = (frozenset(map(plain_number, of.documents)) for of in (one, two))
        found.append(Evidence(f"document.{_same(bool(first & second))}"))
    return tuple(found)


def plain_number(number: str) -> str:
    """The number of a document without blanks and marks, in capital letters."""
    return _FILLING.sub("", number.upper())


def _same(same: bool) -> str:
    return "same" if same else "differs"


def _part(one: Form, two: Form, pair: Pair) -> str:
    places = {one.places[pair.one], two.places[pair.two]}
    return places.pop().value if len(places) == 1 and Place.ANY not in places else "name"


def _crossed(one: Form, two: Form, pair: Pair) -> bool:
    """Whether a family name answers a given name."""
    return {one.places[pair.one], two.places[pair.two]} == {Place.FAMILY, Place.GIVEN}
