"""Reads a whole pack and checks that its tables fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lakay.places.pack.exchange import Corridor, ExchangeRow
from lakay.places.pack.header import Header, read_header
from lakay.places.pack.reading import Fault, PackError, read_table
from lakay.places.pack.records import (
    COUNTRY_LEVEL,
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
from lakay.places.pack.tables import TABLES


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything a country pack says, checked. Rows are in the order of their files."""

    header: Header
    places: tuple[PlaceRow, ...]
    posts: tuple[PostRow, ...]
    holidays: tuple[HolidayRow, ...]
    agencies: tuple[Agency, ...]
    agreements: tuple[Agreement, ...]
    exchange: tuple[ExchangeRow, ...]
    corridors: tuple[Corridor, ...]
    incidents: tuple[IncidentKind, ...]
    findings: tuple[FindingKind, ...]
    goods: tuple[GoodsKind, ...]
    vehicles: tuple[VehicleKind, ...]
    refusals: tuple[Refusal, ...]
    alerts: tuple[AlertCategory, ...]
    stays: tuple[Stay, ...]
    declarations: tuple[DeclarationRow, ...]
    purposes: tuple[TravelPurpose, ...]
    languages: tuple[Language, ...]
    documents: tuple[DocumentKind, ...]
    passes: tuple[PassRule, ...]
    sources: tuple[Source, ...]

    def places_at(self, country: str, level: int) -> list[PlaceRow]:
        """The places of one level of a country, by p-code."""
        found = [place for place in self.places if (place.country, place.level) == (country, level)]
        return sorted(found, key=lambda place: place.pcode)


def read_pack(folder: Path) -> Pack:
    """Read and check a pack. Raises PackError with every fault found, as `file:line: message`."""
    header = read_header(folder)
    faults: list[Fault] = []
    found: dict[str, list[tuple[int, Any]]] = {
        name: [(row.line, table.read(row, header.moves)) for row in read_table(folder, table.file, table.columns, faults)]
        for name, table in TABLES.items()
    }
    faults += _misfits(header, found)
    if faults:
        raise PackError(sorted(faults, key=lambda fault: (fault.file, fault.line)))
    return Pack(header=header, **{name: tuple(record for _, record in rows) for name, rows in found.items()})


Found = Mapping[str, list[tuple[int, Any]]]

KEYS: Mapping[str, tuple[str, ...]] = {
    "places": ("pcode",),
    "posts": ("code",),
    "holidays": ("country", "code", "valid_from"),
    "agencies": ("code",),
    "agreements": ("agency", "category", "records", "which"),
    "exchange": ("actions", "to", "scope"),
    "corridors": ("code",),
    "incidents": ("code",),
    "findings": ("code",),
    "goods": ("code",),
    "vehicles": ("code",),
    "refusals": ("code",),
    "alerts": ("code",),
    "stays": ("code",),
    "declarations": ("code",),
    "purposes": ("code",),
    "languages": ("code",),
    "documents": ("code",),
    "passes": ("code",),
    "sources": ("key",),
}


def _misfits(header: Header, found: Found) -> Iterator[Fault]:
    yield from _twice(found)
    yield from _unknown_words(header, found)
    yield from _places(found)
    yield from _counterparts(found)
    yield from _alerts(found)
    yield from _corridors(found)
    missing = set(header.countries) - {place.pcode for _, place in found["places"] if place.level == COUNTRY_LEVEL}
    for country in sorted(missing):
        yield Fault(TABLES["places"].file, 0, f"the country {country} has no row of level 0")


def _twice(found: Found) -> Iterator[Fault]:
    for name, columns in KEYS.items():
        counted = Counter(tuple(getattr(record, column) for column in columns) for _, record in found[name])
        for line, record in found[name]:
            key = tuple(getattr(record, column) for column in columns)
            if counted[key] > 1:
                yield Fault(TABLES[name].file, line, f"{' '.join(map(str, key))} stands here more than once")


def _unknown_words(header: Header, found: Found) -> Iterator[Fault]:
    """A cell that names a row of another table which is not there."""
    countries = {"", *header.countries}
    agencies = {"", *_keys(found, "agencies")}
    pcodes, posts = {"", *_keys(found, "places")}, {"", *_keys(found, "posts")}
    links: tuple[tuple[str, str, set[str]], ...] = (
        ("places", "country", countries),
        ("places", "parent_pcode", pcodes),
        ("posts", "country", countries),
        ("posts", "place_pcode", pcodes),
        ("posts", "counterpart", posts),
        ("holidays", "country", countries),
        ("agencies", "country", countries),
        ("agencies", "parent", agencies),
        ("agreements", "agency", agencies),
        ("agreements", "category", {"", *(agency.kind for _, agency in found["agencies"])}),
        ("documents", "country", countries | {"*"}),
        ("documents", "issuer", agencies),
        ("stays", "document", {"", *_keys(found, "documents")}),
        ("declarations", "document", {"", *_keys(found, "documents")}),
    )
    for name, column, known in links:
        for line, record in found[name]:
            if getattr(record, column) not in known:
                yield Fault(TABLES[name].file, line, f"{column} {getattr(record, column)!r} is not known")
    yield from _passes(found)
    yield from _sources(found)


def _alerts(found: Found) -> Iterator[Fault]:
    """Whoever raises an alert at once is an agency; a protective alert goes to protection, and no other."""
    agencies = set(_keys(found, "agencies"))
    for line, alert in found["alerts"]:
        if strange := set(alert.at_once) - agencies:
            yield Fault(TABLES["alerts"].file, line, f"at_once names {', '.join(sorted(strange))}, which is not an agency")
        if alert.protective != (alert.route == "protection"):
            yield Fault(TABLES["alerts"].file, line, "a protective alert goes to protection, and only such a one does")


def _corridors(found: Found) -> Iterator[Fault]:
    """The posts of a corridor are in the pack."""
    posts = set(_keys(found, "posts"))
    for line, corridor in found["corridors"]:
        if strange := {*corridor.posts} - posts:
            yield Fault(TABLES["corridors"].file, line, f"{', '.join(sorted(strange))} is not a post of the pack")


def _passes(found: Found) -> Iterator[Fault]:
    """The places and posts of a pass are in the pack."""
    pcodes, posts = set(_keys(found, "places")), set(_keys(found, "posts"))
    for line, row in found["passes"]:
        if strange := {*row.places} - pcodes | {*row.posts} - posts:
            yield Fault(TABLES["passes"].file, line, f"{', '.join(sorted(strange))} is not a place or post of the pack")


def _sources(found: Found) -> Iterator[Fault]:
    known = set(_keys(found, "sources"))
    for name in found.keys() - {"sources"}:
        for line, record in found[name]:
            for key in record.source:
                if key not in known:
                    yield Fault(TABLES[name].file, line, f"source {key!r} is not in sources.csv")


def _places(found: Found) -> Iterator[Fault]:
    """Each place lies in a place of the level above and of the same country; each post in a place of its country."""
    by_pcode = {place.pcode: place for _, place in found["places"]}
    for line, place in found["places"]:
        parent = by_pcode.get(place.parent_pcode)
        above = (parent.country, parent.level) if parent else (place.country, COUNTRY_LEVEL - 1)
        if above != (place.country, place.level - 1):
            yield Fault(TABLES["places"].file, line, f"{place.pcode} needs a parent one level up in {place.country}")
    for line, post in found["posts"]:
        at = by_pcode.get(post.place_pcode)
        if at is not None and at.country != post.country:
            yield Fault(TABLES["posts"].file, line, f"{post.place_pcode} is not in {post.country}")


def _counterparts(found: Found) -> Iterator[Fault]:
    """Where a post names the post across the line, that one names it back."""
    by_code = {post.code: post for _, post in found["posts"]}
    for line, post in found["posts"]:
        other = by_code.get(post.counterpart)
        if other is not None and (other.counterpart != post.code or other.country == post.country):
            yield Fault(TABLES["posts"].file, line, f"{other.code} must lie in the other country and name {post.code} back")


def _keys(found: Found, name: str) -> Iterable[str]:
    column = KEYS[name][0]
    return (getattr(record, column) for _, record in found[name])
