"""Lists in the form of a table: a captain's or a bus driver's sheet, with lines about the voyage above it. Never raises."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from lakay.manifests.dates import written
from lakay.manifests.faults import Code, Faults
from lakay.manifests.headers import ABOUT_OF, COLUMN_OF, CREW_WORDS, SEX_WORDS, About, Column, plain
from lakay.manifests.paxlst import carrier_of, voyage_of
from lakay.manifests.values import Call, Kind, Message, Mode, Paper, Role, Traveller

MOST_ROWS = 20_000
MOST_CELL = 10_000
SEARCHED = 40
"""Rows in which the header is looked for."""

_BUS = {"bus", "autobus", "otobis", "placa", "plate", "plak", "immatriculation"}
_SEA = {"vessel", "ship", "boat", "navire", "bateau", "voilier", "buque", "barco", "embarcacion", "bato"}

Row = tuple[int, Sequence[str]]
"""A row with its number, 1 the first of the file."""


def text_of(raw: bytes) -> str:
    """The text of a file: UTF-16 by its mark, UTF-8 where it decodes, else the code page of Western Windows."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def text_rows(text: str, faults: Faults) -> Iterator[Row]:
    """The rows of a text with a separator. A cell without end is a fault, and the rows behind it go on."""
    sample = text[:20_000]
    delimiter = max(",;\t|", key=sample.count)
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=delimiter)
    while True:
        try:
            yield reader.line_num + 1, next(reader)
        except StopIteration:
            return
        except csv.Error:
            faults.add(Code.ROW_TOO_LONG, 0, reader.line_num)


def read_table(rows: Iterable[Row], faults: Faults, today: str) -> Message | None:
    """The list in a table; None where no row looks like a header. `today` is YYYY-MM-DD, for years of two digits."""
    message = Message("TABLE", Kind.PASSENGERS)
    columns: dict[Column, int] = {}
    for count, (number, cells) in enumerate(rows):
        if count >= MOST_ROWS:
            faults.add(Code.TOO_MANY, 0, number)
            break
        if not any(cell.strip() for cell in cells):
            continue
        if not columns:
            columns = _header(cells)
            if not columns:
                _tell(message, cells, faults, number)
                if count > SEARCHED:
                    break
            continue
        if not _is_foot(message, cells, columns, faults, number):
            message.travellers.append(_traveller(cells, columns, faults, number, today))
    if not columns:
        return None
    _settle(message, faults)
    return message


def _header(cells: Sequence[str]) -> dict[Column, int]:
    """Which column holds what, if the row is the header: a name and at least one thing more."""
    found: dict[Column, int] = {}
    for place, cell in enumerate(cells):
        column = COLUMN_OF.get(plain(cell[:60]))
        if column is not None:
            found.setdefault(column, place)
    named = found.keys() & {Column.SURNAME, Column.FULL, Column.GIVEN}
    return found if named and len(found) >= 2 else {}


def _tell(message: Message, cells: Sequence[str], faults: Faults, number: int) -> None:
    """A line above or below the table: `Navire: Sent Ann`, or the two in neighbouring cells."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    pairs: list[tuple[str, str]] = []
    waiting = ""
    for cell in filled:
        name, colon, value = cell.partition(":")
        if colon and value.strip() and plain(name[:60]) in ABOUT_OF:
            pairs.append((name, value))
        elif waiting:
            pairs.append((waiting, cell))
            waiting = ""
        else:
            waiting = name
    for name, value in pairs:
        about = ABOUT_OF.get(plain(name[:60]))
        if about is not None:
            _note(message, about, plain(name[:60]), value.strip(), faults, number)


def _note(message: Message, about: About, name: str, value: str, faults: Faults, number: int) -> None:
    match about:
        case About.CARRIER:
            message.carrier = message.carrier or value
        case About.VESSEL:
            message.vessel = message.vessel or value
            message.mode = Mode.BUS if name in _BUS else Mode.SEA if name in _SEA else message.mode
        case About.VOYAGE:
            message.voyage = message.voyage or voyage_of(value)
        case About.PEOPLE | About.CREW:
            _stated(message, about, value, faults, number)
        case _:
            _route(message, about, value, faults, number)


def _stated(message: Message, about: About, value: str, faults: Faults, number: int) -> None:
    if not (value.isdigit() and value.isascii() and len(value) < 7):
        faults.add(Code.BAD_NUMBER, 0, number, about)
    elif about is About.PEOPLE:
        message.stated = int(value)
    else:
        message.stated_crew = int(value)


def _route(message: Message, about: About, value: str, faults: Faults, number: int) -> None:
    route = message.route or [Call(""), Call("")]
    message.route = route
    if about in {About.FROM, About.TO}:
        call = route[0] if about is About.FROM else route[-1]
        call.place = call.place or value
        return
    time = written(value)
    if not time:
        faults.add(Code.BAD_DATE, 0, number, about)
    elif about is About.DEPARTS:
        route[0].departs = route[0].departs or time
    else:
        route[-1].arrives = route[-1].arrives or time


def _is_foot(message: Message, cells: Sequence[str], columns: dict[Column, int], faults: Faults, number: int) -> bool:
    """Whether a row is no traveller but a line below the table, as `Total: 14`."""
    filled = [cell for cell in cells if cell.strip()]
    first = plain(filled[0].partition(":")[0][:60])
    if len(filled) > 2 or first not in ABOUT_OF:
        return False
    _tell(message, cells, faults, number)
    return True


def _traveller(cells: Sequence[str], columns: dict[Column, int], faults: Faults, number: int, today: str) -> Traveller:
    held = {column: cells[place].strip() for column, place in columns.items() if place < len(cells)}
    who = Traveller(segment=number)
    who.surname, who.given_names = held.get(Column.SURNAME, ""), held.get(Column.GIVEN, "")
    if Column.FULL in held:
        _take_apart(who, held[Column.FULL])
    if not (who.surname or who.given_names or who.full_name):
        faults.add(Code.NO_NAME, 0, number)
    said = held.get(Column.SEX, "")
    who.sex = SEX_WORDS.get(plain(said[:40]), "")
    if said and not who.sex:
        faults.add(Code.BAD_SEX, 0, number)
    who.birth = _day(held.get(Column.BIRTH, ""), faults, number, today)
    who.nationality, who.seat = held.get(Column.NATIONALITY, ""), held.get(Column.SEAT, "")
    who.embarks, who.disembarks = held.get(Column.EMBARKS, ""), held.get(Column.DISEMBARKS, "")
    if held.get(Column.NUMBER):
        expires = _day(held.get(Column.EXPIRES, ""), faults, number, "")
        who.papers = [Paper(held.get(Column.TYPE, ""), held[Column.NUMBER], held.get(Column.ISSUER, ""), expires)]
    if CREW_WORDS & set(plain(held.get(Column.ROLE, "")[:60]).split()):
        who.role = Role.CREW
    return who


def _take_apart(who: Traveller, name: str) -> None:
    """`PIERRE, Jean` says which is which; `Jean Pierre` does not, and stays whole."""
    family, comma, given = name.partition(",")
    if comma and not who.surname:
        who.surname, who.given_names = family.strip(), given.strip()
    elif not who.surname and not who.given_names:
        who.full_name = name
    elif not who.surname:
        who.surname = name


def _day(text: str, faults: Faults, number: int, latest: str) -> str:
    found = written(text, latest)[:10]
    if text and not found:
        faults.add(Code.BAD_DATE, 0, number)
    return found


def _settle(message: Message, faults: Faults) -> None:
    """What only the whole table tells."""
    message.segments = len(message.travellers)
    message.carrier = message.carrier or carrier_of(message.voyage)
    if not message.mode and carrier_of(message.voyage):
        message.mode = Mode.AIR
    if not message.voyage and not message.vessel:
        faults.add(Code.NO_VOYAGE)
    if not message.route:
        faults.add(Code.NO_ROUTE)
    for stated, counted in ((message.stated, len(message.passengers)), (message.stated_crew, len(message.crew))):
        if stated is not None and stated not in {counted, len(message.travellers)}:
            faults.add(Code.PEOPLE_COUNT, 0, 0, f"{stated}/{counted}")
