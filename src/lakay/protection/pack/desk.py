"""The pack of the desk as a whole, read once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lakay.places.pack.folder import find_pack
from lakay.places.pack.reading import Fault, PackError
from lakay.places.pack.records import Names
from lakay.protection.pack import tables
from lakay.protection.pack.tables import Statement
from lakay.protection.rules.indicators import Criterion, IndicatorSet, Line, Reading
from lakay.protection.rules.instruments import Instrument
from lakay.protection.rules.priorities import LEAST, PriorityRow

FOLDER = "protection"


class NoSuchInstrument(LookupError):
    """The pack has no instrument of this code and version."""


@dataclass(frozen=True, slots=True)
class DeskPack:
    """Everything that the desk takes from the pack."""

    signals: tuple[PriorityRow, ...]
    instruments: tuple[Instrument, ...]
    sections: Mapping[str, Names]
    sets: tuple[IndicatorSet, ...]
    lines: tuple[Line, ...]
    readings: tuple[Reading, ...]
    criteria: tuple[Criterion, ...]
    statements: tuple[Statement, ...]

    def current(self, child: bool) -> list[Instrument]:
        """The newest version of every instrument for such a person, in the order of work."""
        newest = {one.code: one for one in self.instruments if one.fits(child) and one.place}
        return sorted(newest.values(), key=lambda one: one.place)

    def newest(self, code: str) -> Instrument:
        """The newest version of an instrument that the desk itself asks. Raises NoSuchInstrument."""
        found = [one for one in self.instruments if one.code == code and one.place]
        if not found:
            raise NoSuchInstrument(code)
        return found[-1]

    def instrument(self, code: str, version: str) -> Instrument:
        """An instrument as it was when it was answered. Raises NoSuchInstrument."""
        for one in self.instruments:
            if (one.code, one.version) == (code, version):
                return one
        raise NoSuchInstrument(f"{code} {version}")

    def of_set(self, code: str) -> IndicatorSet | None:
        """A set of indicators."""
        return next((one for one in self.sets if one.code == code), None)

    def signal(self, code: str) -> PriorityRow | None:
        """A row of the table of priorities."""
        return next((one for one in self.signals if one.code == code), None)

    @property
    def newest_statements(self) -> list[Statement]:
        """The statements of consent in their newest version."""
        return [one for one in self.statements if one.version == self.statements[-1].version] if self.statements else []


@cache
def the_pack() -> DeskPack:
    """The tables of this node's pack, read once."""
    return read_desk_pack(find_pack())


def read_desk_pack(pack: Path) -> DeskPack:
    """Read the tables of a pack. Raises PackError with every fault, by file and line."""
    folder, faults = pack / FOLDER, list[Fault]()
    found = DeskPack(
        signals=tables.signals(folder, faults),
        instruments=tables.instruments(folder, faults),
        sections=tables.sections(folder, faults),
        sets=tables.sets(folder, faults),
        lines=tables.lines(folder, faults),
        readings=tables.readings(folder, faults),
        criteria=tables.criteria(folder, faults),
        statements=tables.statements(folder, faults),
    )
    faults += _strays(found)
    if faults:
        raise PackError(faults)
    return found


def _strays(pack: DeskPack) -> list[Fault]:
    """Codes that name nothing."""
    known = {signal.code for signal in pack.signals}
    questions = [question for instrument in pack.instruments for question in instrument.questions]
    raised = {one.signal for one in questions} | {choice.signal for one in questions for choice in one.choices}
    named = {instrument.of_set for instrument in pack.instruments}
    faults = [
        *([] if LEAST in known else [("priorities.csv", f"has no row {LEAST}")]),
        *_not_in("priorities.csv", known, "questions.csv", "signal", raised - {""}),
        *_not_in("sections.csv", pack.sections, "questions.csv", "section", {one.section for one in questions}),
        *_not_in("sets.csv", {one.code for one in pack.sets}, "instruments.csv", "set", named - {""}),
        *_criteria_without_question(pack),
    ]
    return [Fault(f"{FOLDER}/{file}", 0, message) for file, message in faults]


def _not_in(table: str, known: Collection[str], file: str, what: str, named: set[str]) -> list[tuple[str, str]]:
    """The codes that a file names and a table has not."""
    return [(file, f"{what} {code!r} is not in {table}") for code in sorted(named - set(known))]


def _criteria_without_question(pack: DeskPack) -> list[tuple[str, str]]:
    asked = {(one.code, question.code) for one in pack.instruments for question in one.questions}
    strays = [one for one in pack.criteria if (one.instrument, one.question) not in asked]
    return [
        ("criteria.csv", f"{one.code} asks for {one.instrument} {one.question}, which is not in questions.csv") for one in strays
    ]
