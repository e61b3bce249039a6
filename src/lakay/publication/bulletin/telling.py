"""What is told of a table: the total, two counts held against each other, the largest part, the way it went, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lakay.disclosure.tables import TOTAL, Table
from lakay.publication.bulletin.codes import PERIOD, UNKNOWN
from lakay.publication.bulletin.english import English
from lakay.publication.bulletin.french import French
from lakay.publication.bulletin.kreyol import Kreyol
from lakay.publication.bulletin.language import Language
from lakay.publication.bulletin.sizes import change
from lakay.publication.bulletin.spanish import Spanish

LANGUAGES: Mapping[str, Language] = {one.code: one for one in (Kreyol(), French(), Spanish(), English())}

NOUNS = {
    "border.movements": "movement",
    "border.refusals": "refusal",
    "border.overstays": "overstay",
    "border.overstays_open": "overstay",
    "border.stays": "stay",
    "border.migrants": "migrant",
    "protection.intakes": "file",
    "protection.screenings": "screening",
    "sdg.16_2_2": "victim",
    "alerts.outcomes": "alert",
}
"""What a measure counts; any other counts records."""

PAIRS = {"direction": ("entry", "exit"), "sex": ("F", "M")}
"""Of these dimensions two categories are held against each other."""

PAIRED = {
    ("direction", "movement"): ("entry", "exit"),
    ("sex", "movement"): ("movement by a female", "movement by a male"),
    ("sex", "migrant"): ("female", "male"),
    ("sex", "victim"): ("female", "male"),
    ("sex", "person"): ("female", "male"),
}
"""The nouns of the two, by what is counted: a movement of a woman is no woman. What is not here is told like any other dimension."""

NAMES_OF_THEIR_OWN = frozenset({"post", "nationality", "place"})

MONTH_OR_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")

Label = Callable[[Table, str, str], str]
"""What a category of a dimension is called: table, dimension, code."""


@dataclass(frozen=True, slots=True)
class Margin:
    """The counts of one dimension of a table, all others taken together: (category, count or None where hidden)."""

    dimension: str
    counts: tuple[tuple[str, int | None], ...]

    @property
    def whole(self) -> bool:
        """Whether nothing of it is hidden."""
        return all(count is not None for _, count in self.counts)

    @property
    def shown(self) -> list[tuple[str, int]]:
        """Those that are shown."""
        return [(category, count) for category, count in self.counts if count is not None]


def margin(table: Table, dimension: str) -> Margin:
    """The counts of one dimension."""
    place = table.dimensions.index(dimension)
    cell = [TOTAL] * len(table.dimensions)
    found = []
    for category in table.categories[place]:
        cell[place] = category
        found.append((category, table.cells[tuple(cell)]))
    return Margin(dimension, tuple(sorted(found) if dimension == PERIOD else found))


def total(table: Table) -> int | None:
    """The count of everything; None where it is hidden."""
    return table.cells[(TOTAL,) * len(table.dimensions)]


def told(table: Table, language: Language, when: str, label: Label) -> list[str]:
    """The sentences of a table, in order; `when` is what the language says of the period. All numbers in them stand in the table."""
    noun, whole = NOUNS.get(table.measure, "record"), total(table)
    said = [language.all_hidden() if whole is None else language.total(whole, noun, when)]
    for dimension in table.dimensions:
        said += _of(margin(table, dimension), table, noun, language, label)
    return said


def hidden_of(table: Table, language: Language) -> str:
    """How many figures of a table are hidden; nothing where none is."""
    return language.hidden(len(table.hidden)) if table.hidden else ""


def _of(found: Margin, table: Table, noun: str, language: Language, label: Label) -> Iterator[str]:
    if found.dimension == PERIOD:
        yield from _over_time(found, noun, language)
    elif (found.dimension, noun) in PAIRED:
        yield from _pair(found, noun, language)
    else:
        yield from _top(found, table, noun, language, label)


def _over_time(found: Margin, noun: str, language: Language) -> Iterator[str]:
    if not found.whole or len(found.counts) < 2 or any(not MONTH_OR_DAY.fullmatch(category) for category, _ in found.counts):
        return
    (first, before), (last, after) = found.shown[0], found.shown[-1]
    yield language.changed(noun, language.from_to(first, last), change(before, after))
    month, most = max(found.shown, key=lambda one: one[1])
    if most and sum(count == most for _, count in found.shown) == 1:
        yield language.highest(language.within(month), language.count(most, noun))


def _pair(found: Margin, noun: str, language: Language) -> Iterator[str]:
    (one, other), (its_name, others_name) = PAIRS[found.dimension], PAIRED[found.dimension, noun]
    shown = dict(found.shown)
    if one in shown and other in shown and shown[one] + shown[other]:
        first, second = shown[one], shown[other]
        clause = language.compared(first, its_name, second, others_name)
        yield language.pair(clause, language.count(first, its_name), language.count(second, others_name))


def _top(found: Margin, table: Table, noun: str, language: Language, label: Label) -> Iterator[str]:
    known = [(count, category) for category, count in found.shown if category != UNKNOWN and count]
    whole = total(table)
    if not known or not whole or len(found.counts) < 2:
        return
    most, category = max(known)
    if sum(count == most for count, _ in known) > 1:
        return
    name = label(table, found.dimension, category)
    name = name if found.dimension in NAMES_OF_THEIR_OWN else language.named(name)
    yield language.top(name, language.count(most, noun), language.share(most, whole), of_shown=not found.whole)
