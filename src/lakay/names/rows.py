"""Pairs of people in a table somebody made: columns found by their headers, rows that cannot be read told with their line."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from lakay.names.normal import spelling
from lakay.names.people import Birth, Person

HEADERS: Final[Mapping[str, frozenset[str]]] = {
    "name": frozenset({"NAME", "FULLNAME", "NOM", "NOMCOMPLET", "NOMBRE", "NOMBRECOMPLETO", "NON", "NONKONPLE"}),
    "family": frozenset({"FAMILY", "FAMILYNAME", "SURNAME", "LASTNAME", "NOMDEFAMILLE", "APELLIDO", "APELLIDOS", "NONFANMI"}),
    "given": frozenset({"GIVEN", "GIVENNAME", "GIVENNAMES", "FIRSTNAME", "PRENOM", "PRENOMS", "NOMBRES", "PRENON"}),
    "birth": frozenset({"BIRTH", "BORN", "DOB", "BIRTHDATE", "DATEOFBIRTH", "DATEDENAISSANCE", "FECHADENACIMIENTO", "DATNESANS"}),
    "sex": frozenset({"SEX", "SEXE", "SEXO", "SEKS"}),
    "nationality": frozenset({"NATIONALITY", "NATIONALITE", "NACIONALIDAD", "NASYONALITE"}),
    "document": frozenset({"DOCUMENT", "DOCUMENTNUMBER", "PASSPORT", "PASSEPORT", "PASAPORTE", "DOCUMENTO", "DOKIMAN", "PASPO"}),
}
"""What a column may be called, in any case, with or without accents and blanks, followed by 1 or 2 (or a or b)."""
_SIDES: Final = {"1": 0, "A": 0, "2": 1, "B": 1}
_MOST_LINES = 50
"""A quoted cell over more lines than this is a quote that nobody closed."""

ReadBirth = Callable[[str], Birth | None]


class NoNames(ValueError):
    """The header names no two columns of names."""


class BadRow(ValueError):
    """A row that cannot be compared. `code` is `cells`, `quote`, `name` or `birth`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Row(NamedTuple):
    """One row: the line it begins at, its cells, and the two people or why not."""

    line: int
    cells: list[str]
    people: tuple[Person, Person] | BadRow


@dataclass(frozen=True, slots=True)
class Columns:
    """Where what stands: field -> place, for the first and the second person."""

    width: int
    sides: tuple[Mapping[str, int], Mapping[str, int]]

    @classmethod
    def found(cls, header: Sequence[str]) -> Columns:
        """The columns a header names. Raises NoNames."""
        sides: tuple[dict[str, int], dict[str, int]] = ({}, {})
        for place, title in enumerate(header):
            plain = title.strip()[:-1].rstrip("_- ")
            mark = title.strip()[-1:].upper()
            field = next((field for field, titles in HEADERS.items() if spelling(plain).replace(" ", "") in titles), None)
            if field and mark in _SIDES:
                sides[_SIDES[mark]].setdefault(field, place)
        if not all({"name", "family", "given"} & set(side) for side in sides):
            raise NoNames
        return cls(len(header), sides)

    def people(self, cells: Sequence[str], birth: ReadBirth) -> tuple[Person, Person]:
        """The two people of a row. Raises BadRow."""
        if len(cells) != self.width:
            raise BadRow("cells")
        one, two = (_person({field: cells[place].strip() for field, place in side.items()}, birth) for side in self.sides)
        return one, two


def _person(given: Mapping[str, str], birth: ReadBirth) -> Person:
    person = Person(
        name=given.get("name", ""),
        family=given.get("family", ""),
        given=given.get("given", ""),
        birth=_birth(given.get("birth", ""), birth),
        sex=given.get("sex", "")[:1].upper(),
        nationality=given.get("nationality", "").upper(),
        documents=frozenset(filter(None, [given.get("document", "")])),
    )
    if not spelling(f"{person.name} {person.family} {person.given}"):
        raise BadRow("name")
    return person


def _birth(text: str, birth: ReadBirth) -> Birth | None:
    day_first = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", text)
    if day_first:
        text = f"{day_first[3]}-{day_first[2]:0>2}-{day_first[1]:0>2}"
    try:
        return birth(text) if text else None
    except ValueError as error:
        raise BadRow("birth") from error


def read_header(line: str) -> tuple[list[str], str]:
    """The titles of the first line, and what divides them: comma, semicolon or tab."""
    divider = max(",;\t", key=line.count)
    return next(csv.reader([line], delimiter=divider), []), divider


def rows(lines: Iterable[str], columns: Columns, divider: str, birth: ReadBirth) -> Iterator[Row]:
    """Row after row behind the header, as they come in. Empty lines are left out; no row stops those behind it."""
    for number, text in _records(enumerate(lines, 2), divider):
        if text.strip():
            yield _row(number, text, columns, divider, birth)


def _row(number: int, text: str, columns: Columns, divider: str, birth: ReadBirth) -> Row:
    if _is_open(text, divider):
        return Row(number, [text.strip()], BadRow("quote"))
    try:
        cells = [_as_read(cell) for cell in next(csv.reader(text.splitlines(keepends=True), delimiter=divider))]
    except csv.Error:
        return Row(number, [text.strip()], BadRow("cells"))
    try:
        return Row(number, cells, columns.people(cells, birth))
    except BadRow as error:
        return Row(number, cells, error)


def _is_open(text: str, divider: str) -> bool:
    """Whether a cell begins with a quote that does not close. A quote inside a cell is a letter like others."""
    edge = re.escape(divider)
    closed = re.sub(rf'(^|{edge}|\n)"(?:[^"]|"")*"(?={edge}|\r|\n|$)', r"\1", text)
    return re.search(rf'(^|{edge}|\n)"', closed) is not None


def _records(lines: Iterator[tuple[int, str]], divider: str) -> Iterator[tuple[int, str]]:
    """Lines, those that a quoted cell runs over put together; where its quote never closes, one by one."""
    waiting: list[tuple[int, str]] = []
    for number, line in lines:
        waiting.append((number, line))
        text = "".join(each for _, each in waiting)
        if not _is_open(text, divider):
            yield waiting[0][0], text
            waiting = []
        elif len(waiting) >= _MOST_LINES:
            yield waiting[0]
            yield from _records(iter(waiting[1:]), divider)
            waiting = []
    if waiting:
        yield waiting[0]
        yield from _records(iter(waiting[1:]), divider)


def _as_read(cell: str) -> str:
    """Bytes that are no UTF-8 (kept aside by `surrogateescape`) are read as Windows writes them."""
    if not any("\udc80" <= letter <= "\udcff" for letter in cell):
        return cell
    return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
