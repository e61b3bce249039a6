"""What the work between agencies takes from the country pack: kinds of incident and finding, the agencies, the other side."""

from __future__ import annotations

from functools import cache

from lakay.coordination.rules import Seat
from lakay.places.pack.folder import find_pack
from lakay.places.pack.load import Pack, read_pack
from lakay.places.pack.records import FindingKind, IncidentKind


@cache
def _pack() -> Pack:
    return read_pack(find_pack())


def incident_kinds() -> tuple[IncidentKind, ...]:
    """The kinds of incident, in the order of the pack."""
    return _pack().incidents


def finding_kinds() -> tuple[FindingKind, ...]:
    """What a patrol may count, in the order of the pack."""
    return _pack().findings


def label_of(kinds: tuple[IncidentKind, ...] | tuple[FindingKind, ...], code: str, language: str) -> str:
    """The label of a kind in a language; the code itself if the pack no longer has it."""
    return next((kind.labels.in_language(language) for kind in kinds if kind.code == code), code)


def agency_name(code: str, language: str) -> str:
    """The name of an agency in a language; the code itself for one that the pack does not know."""
    return next((agency.names.in_language(language) for agency in _pack().agencies if agency.code == code), code)


def working_agencies() -> dict[str, str]:
    """The agencies that work at posts, by their agreements, with their country: those that have a line in the table."""
    lines = _pack().agreements
    named, categories = {line.agency for line in lines}, {line.category for line in lines} - {""}
    return {agency.code: agency.country for agency in _pack().agencies if agency.code in named or agency.kind in categories}


def seat_at(agency: str, post: str) -> Seat:
    """Where an agency sits for the work at a post: at the post itself, or across the line if the agency is of the other country."""
    here = next((row for row in _pack().posts if row.code == post), None)
    country = next((row.country for row in _pack().agencies if row.code == agency), "")
    if here is None or country in {"", here.country}:
        return Seat(agency, post)
    return Seat(agency, here.counterpart)


def seats_around(post: str) -> list[Seat]:
    """Every agency that can be called in at a post, and where it sits; those across the line last."""
    seats = [seat_at(agency, post) for agency in working_agencies()]
    return sorted((seat for seat in seats if seat.post), key=lambda seat: (seat.post != post, seat.agency))


def country_of(post: str) -> str:
    """The country of a post of the pack; nothing for one that the pack does not know."""
    return next((row.country for row in _pack().posts if row.code == post), "")
