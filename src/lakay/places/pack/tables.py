"""What each file of a pack must look like: its columns, and how a row becomes a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lakay.places import rules
from lakay.places.pack.exchange import CORRIDOR_COLUMNS, EXCHANGE_COLUMNS, Corridor, ExchangeRow, read_corridor, read_exchange
from lakay.places.pack.reading import Row
from lakay.places.pack.records import (
    AGREEABLE,
    AGREED_FIELDS,
    MODES,
    STATUSES,
    Agency,
    Agreement,
    AlertCategory,
    DeclarationRow,
    DocumentKind,
    FindingKind,
    GoodsKind,
    HolidayRow,
    IncidentKind,
    Language,
    PassRule,
    PlaceRow,
    PostRow,
    Refusal,
    Source,
    Stay,
    TravelPurpose,
    VehicleKind,
)

Moves = Mapping[str, Mapping[str, int]]
"""The rules of `pack.toml` that move a holiday: name -> day of the week -> days to add."""

NAMES = ("name_ht", "name_fr", "name_es", "name_en")
LABELS = ("label_ht", "label_fr", "label_es", "label_en")
VALID = ("valid_from", "valid_to")
ORIGIN = ("source", "unverified")
ASKED = ("purpose", "address", "phone", "vehicle")


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its name, its columns in order, and the reader of a row."""

    file: str
    columns: tuple[str, ...]
    read: Callable[[Row, Moves], Any]


class Validity(TypedDict):
    """From when and until when a record stands, both included."""

    valid_from: date | None
    valid_to: date | None


class Origin(TypedDict):
    """Where a row comes from, and which of its columns nobody has checked."""

    source: tuple[str, ...]
    unverified: tuple[str, ...]


def _place(row: Row, _moves: Moves) -> PlaceRow:
    return PlaceRow(
        country=row.code("country"),
        level=row.whole("level", 0, 2),
        pcode=row.code("pcode"),
        name=row.text("name"),
        names=row.names(),
        parent_pcode=row.optional("parent_pcode"),
        **_validity(row),
        **_origin(row),
    )


def _post(row: Row, _moves: Moves) -> PostRow:
    latitude, longitude = row.degrees("latitude", 90), row.degrees("longitude", 180)
    if (latitude is None) != (longitude is None):
        row.wrong("latitude and longitude must both be there, or neither")
    return PostRow(
        code=row.code("code"),
        country=row.code("country"),
        place_pcode=row.code("place_pcode"),
        mode=row.one_of("mode", MODES),
        status=row.one_of("status", STATUSES),
        names=row.names(),
        time_zone=_zone(row),
        hours=_hours(row),
        market_days=_market_days(row),
        latitude=latitude,
        longitude=longitude,
        counterpart=row.optional("counterpart"),
        **_validity(row),
        **_origin(row),
    )


def _holiday(row: Row, moves: Moves) -> HolidayRow:
    row.text("valid_from")
    move = row.one_of("move", ("", *moves))
    return HolidayRow(
        country=row.code("country"),
        code=row.code("code"),
        rule=_rule(row),
        move=moves.get(move, {}),
        from_time=row.clock("from_time"),
        names=row.names(),
        **_validity(row),
        **_origin(row),
    )


def _agency(row: Row, _moves: Moves) -> Agency:
    return Agency(
        code=row.code("code"),
        kind=row.code("kind"),
        country=row.optional("country"),
        parent=row.optional("parent"),
        short_name=row.text("short_name"),
        names=row.names(),
        **_origin(row),
    )


def _agreement(row: Row, _moves: Moves) -> Agreement:
    agency, category = row.optional("agency"), row.optional("category")
    if bool(agency) == bool(category):
        row.wrong("name either an agency or a category of agencies")
    records = row.one_of("records", tuple(AGREEABLE))
    return Agreement(
        agency=agency,
        category=category,
        records=records,
        which=row.one_of("which", AGREEABLE.get(records, ())),
        fields=row.one_of("fields", AGREED_FIELDS),
        **_origin(row),
    )


def _incident(row: Row, _moves: Moves) -> IncidentKind:
    return IncidentKind(row.code("code"), row.yes("protection"), row.names("label"), **_origin(row))


def _finding(row: Row, _moves: Moves) -> FindingKind:
    return FindingKind(row.code("code"), row.yes("protection"), row.names("label"), **_origin(row))


def _goods(row: Row, _moves: Moves) -> GoodsKind:
    return GoodsKind(row.code("code"), tuple(row.text("units").split()), row.names("label"), **_origin(row))


def _vehicle(row: Row, _moves: Moves) -> VehicleKind:
    return VehicleKind(row.code("code"), row.names("label"), **_origin(row))


def _refusal(row: Row, _moves: Moves) -> Refusal:
    return Refusal(
        code=row.code("code"),
        direction=row.one_of("direction", ("entry", "exit", "both")),
        applies_to=row.one_of("applies_to", ("everyone", "foreigners")),
        route=row.one_of("route", ("", "second-line", "protection")),
        labels=row.names("label"),
        **_origin(row),
    )


def _alert(row: Row, _moves: Moves) -> AlertCategory:
    return AlertCategory(
        code=row.code("code"),
        about=row.one_of("about", ("person", "document")),
        protective=row.yes("protective"),
        route=row.one_of("route", ("second-line", "protection")),
        direction=row.one_of("direction", ("entry", "exit", "both")),
        days=row.whole("days", 1, 3660),
        keep_days=row.whole("keep_days", 0, 36600),
        minutes=row.whole("minutes", 1, 1440),
        at_once=row.words("at_once"),
        labels=row.names("label"),
        todo=row.names("todo"),
        **_origin(row),
    )


def _stay(row: Row, _moves: Moves) -> Stay:
    nationalities = row.words("nationalities")
    if not nationalities:
        row.wrong("nationalities is empty; write * for everyone else")
    return Stay(
        code=row.code("code"),
        nationalities=nationalities,
        document=row.optional("document"),
        visa=row.yes("visa"),
        days=row.whole("days", 0, 3660) if row.optional("days") else None,
        names=row.names(),
        **_origin(row),
    )


def _declaration(row: Row, _moves: Moves) -> DeclarationRow:
    nationalities = row.words("nationalities")
    if not nationalities:
        row.wrong("nationalities is empty; write * for everyone else")
    answers = {name: row.one_of(name, ("no", "may", "must")) for name in ASKED}
    return DeclarationRow(
        code=row.code("code"),
        direction=row.one_of("direction", ("entry", "exit", "both")),
        nationalities=nationalities,
        document=row.optional("document"),
        **answers,
        **_origin(row),
    )


def _purpose(row: Row, _moves: Moves) -> TravelPurpose:
    return TravelPurpose(row.code("code"), row.yes("usual"), row.names("label"), **_origin(row))


def _language(row: Row, _moves: Moves) -> Language:
    return Language(
        code=row.code("code"),
        iso639_3=row.code("iso639_3"),
        interface=row.yes("interface"),
        names=row.names(),
        **_origin(row),
    )


def _document(row: Row, _moves: Moves) -> DocumentKind:
    return DocumentKind(
        code=row.code("code"),
        country=row.text("country"),
        issuer=row.optional("issuer"),
        mrz=row.one_of("mrz", ("", "TD1", "TD2", "TD3", "MRVA", "MRVB")),
        travel=row.yes("travel"),
        identity=row.yes("identity"),
        minor_authority=row.yes("minor_authority"),
        names=row.names(),
        **_origin(row),
    )


def _pass(row: Row, _moves: Moves) -> PassRule:
    return PassRule(
        code=row.code("code"),
        kind=row.one_of("kind", ("border", "minor")),
        days=row.whole("days", 1, 3660),
        places=row.words("places"),
        posts=row.words("posts"),
        market_days_only=row.yes("market_days_only"),
        names=row.names(),
        **_origin(row),
    )


def _source(row: Row, _moves: Moves) -> Source:
    return Source(
        key=row.code("key"),
        title=row.text("title"),
        publisher=row.optional("publisher"),
        dated=row.optional("dated"),
        note=row.optional("note"),
    )


def _validity(row: Row) -> Validity:
    start, end = row.day("valid_from"), row.day("valid_to")
    if start and end and end < start:
        row.wrong(f"valid_to {end} comes before valid_from {start}")
    return {"valid_from": start, "valid_to": end}


def _origin(row: Row) -> Origin:
    unverified = row.words("unverified")
    for column in unverified:
        if column not in row.cells:
            row.wrong(f"unverified names {column!r}, which is not a column")
    return {"source": row.words("source"), "unverified": unverified}


def _exchange(row: Row, _moves: Moves) -> ExchangeRow:
    return read_exchange(row, **_origin(row))


def _corridor(row: Row, _moves: Moves) -> Corridor:
    return read_corridor(row, **_origin(row))


def _zone(row: Row) -> str:
    zone = row.text("time_zone")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        row.wrong(f"time_zone {zone!r} is not known")
    return zone


def _hours(row: Row) -> str:
    hours = row.optional("hours")
    try:
        rules.parse_hours(hours)
    except rules.BadHours as error:
        row.wrong(f"hours: {error}")
    return hours


def _market_days(row: Row) -> tuple[str, ...]:
    days = row.words("market_days")
    for day in days:
        if day not in rules.DAYS:
            row.wrong(f"market_days has {day!r}; the days are {' '.join(rules.DAYS)}")
    return days


def _rule(row: Row) -> Mapping[str, str | int]:
    kind = row.one_of("rule", ("fixed", "easter"))
    unused = ("offset",) if kind == "fixed" else ("month", "day")
    for column in unused:
        if row.optional(column):
            row.wrong(f"{column} has no meaning for the rule {kind!r}")
    if kind == "easter":
        return {"rule": kind, "offset": row.whole("offset", -80, 250)}
    rule: Mapping[str, str | int] = {"rule": "fixed", "month": row.whole("month", 1, 12), "day": row.whole("day", 1, 31)}
    try:
        rules.date_of(rule, 2023)
    except ValueError:
        row.wrong("there is no such date in every year")
    return rule


TABLES: Mapping[str, Table] = {
    "places": Table("places.csv", ("country", "level", "pcode", "name", *NAMES, "parent_pcode", *VALID, *ORIGIN), _place),
    "posts": Table(
        "posts.csv",
        (
            *("code", "country", "place_pcode", "mode", "status", *NAMES, "time_zone", "hours", "market_days"),
            *("latitude", "longitude", "counterpart", *VALID, *ORIGIN),
        ),
        _post,
    ),
    "holidays": Table(
        "holidays.csv",
        ("country", "code", "rule", "month", "day", "offset", "move", "from_time", *NAMES, *VALID, *ORIGIN),
        _holiday,
    ),
    "agencies": Table("agencies.csv", ("code", "kind", "country", "parent", "short_name", *NAMES, *ORIGIN), _agency),
    "agreements": Table("agreements.csv", ("agency", "category", "records", "which", "fields", *ORIGIN), _agreement),
    "exchange": Table("exchange.csv", (*EXCHANGE_COLUMNS, *ORIGIN), _exchange),
    "corridors": Table("corridors.csv", (*CORRIDOR_COLUMNS, *ORIGIN), _corridor),
    "incidents": Table("incidents.csv", ("code", "protection", *LABELS, *ORIGIN), _incident),
    "findings": Table("findings.csv", ("code", "protection", *LABELS, *ORIGIN), _finding),
    "goods": Table("goods.csv", ("code", "units", *LABELS, *ORIGIN), _goods),
    "vehicles": Table("vehicles.csv", ("code", *LABELS, *ORIGIN), _vehicle),
    "refusals": Table("refusals.csv", ("code", "direction", "applies_to", "route", *LABELS, *ORIGIN), _refusal),
    "alerts": Table(
        "alerts.csv",
        (
            *("code", "about", "protective", "route", "direction", "days", "keep_days", "minutes", "at_once"),
            *(*LABELS, "todo_ht", "todo_fr", "todo_es", "todo_en", *ORIGIN),
        ),
        _alert,
    ),
    "stays": Table("stays.csv", ("code", "nationalities", "document", "visa", "days", *NAMES, *ORIGIN), _stay),
    "declarations": Table("declarations.csv", ("code", "direction", "nationalities", "document", *ASKED, *ORIGIN), _declaration),
    "purposes": Table("purposes.csv", ("code", "usual", *LABELS, *ORIGIN), _purpose),
    "languages": Table("languages.csv", ("code", "iso639_3", "interface", *NAMES, *ORIGIN), _language),
    "documents": Table(
        "documents.csv",
        ("code", "country", "issuer", "mrz", "travel", "identity", "minor_authority", *NAMES, *ORIGIN),
        _document,
    ),
    "passes": Table("passes.csv", ("code", "kind", "days", "places", "posts", "market_days_only", *NAMES, *ORIGIN), _pass),
    "sources": Table("sources.csv", ("key", "title", "publisher", "dated", "note"), _source),
}
