"""The rows of a pack, typed. `unverified` names the columns of a row that nobody has checked against a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from decimal import Decimal

from lakay.places.rules import HolidayRule

MODES = ("land", "air", "sea")
STATUSES = ("official", "unofficial")
COUNTRY_LEVEL = 0


@dataclass(frozen=True, slots=True)
class Names:
    """One name in the four languages of the office."""

    ht: str
    fr: str
    es: str
    en: str

    def in_language(self, language: str) -> str:
        """The name in a language of the office; any other language gets the French one."""
        return self.as_dict().get(language, self.fr)

    def as_dict(self) -> dict[str, str]:
        """`{"ht": …, "fr": …, "es": …, "en": …}`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A country (level 0), a department or region (1), a commune or province (2), under its official p-code."""

    country: str
    level: int
    pcode: str
    name: str
    names: Names
    parent_pcode: str
    valid_from: date | None
    valid_to: date | None
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostRow:
    """A crossing point. Latitude and longitude are decimal degrees (WGS 84), both or neither."""

    code: str
    country: str
    place_pcode: str
    mode: str
    status: str
    names: Names
    time_zone: str
    hours: str
    market_days: tuple[str, ...]
    latitude: Decimal | None
    longitude: Decimal | None
    counterpart: str
    valid_from: date | None
    valid_to: date | None
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A public holiday; `rule` and `move` are as in `lakay.places.rules.HolidayRule`."""

    country: str
    code: str
    rule: Mapping[str, str | int]
    move: Mapping[str, int]
    from_time: time | None
    names: Names
    valid_from: date | None
    valid_to: date | None
    source: tuple[str, ...]
    unverified: tuple[str, ...]

    def as_rule(self) -> HolidayRule:
        """What computes its dates."""
        return HolidayRule(self.country, self.code, self.rule, self.move, self.from_time, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Agency:
    """A service or partner; `parent` is the agency it answers to, if any."""

    code: str
    kind: str
    country: str
    parent: str
    short_name: str
    names: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


AGREEABLE: Mapping[str, tuple[str, ...]] = {
    "incidents": ("own", "involved", "post"),
    "notes": ("own", "involved", "abroad"),
    "tasks": ("own", "post"),
    "patrols": ("own", "post"),
    "alerts": ("own", "post", "all"),
    "briefing": ("post",),
}
"""What agencies at a post can agree to show each other, and which part of it.

own: what the agency leads, wrote, asked for or was asked; involved: where it takes part; post: what happens at the post (of alerts:
those sent to it by name); abroad: only what was written for the other side of the border too; all: also what goes to every post.
"""

AGREED_FIELDS = ("open", "told")
"""open: what happened, where and when; told: also what people wrote about it and whom it concerns."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One line of what an agency, or every agency of a category, sees of the work at a post. What no line says stays shut."""

    agency: str
    category: str
    records: str
    which: str
    fields: str
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentKind:
    """A kind of event at a post. `protection`: whoever enters it is reminded to call the protection desk."""

    code: str
    protection: bool
    labels: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What a patrol counts. `protection`: whoever enters it is reminded to call the protection desk."""

    code: str
    protection: bool
    labels: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoodsKind:
    """A kind of goods that an inspection can find, and the units in which it is counted: the first is proposed."""

    code: str
    units: tuple[str, ...]
    labels: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VehicleKind:
    """A kind of vehicle that an inspection can be about."""

    code: str
    labels: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason not to let a person cross. `route` is the desk that must look first: `""`, `second-line` or `protection`."""

    code: str
    direction: str
    applies_to: str
    route: str
    labels: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlertCategory:
    """A kind of alert. `route` is the desk that takes over, `labels` what it is called and `todo` what the booth is told to do.

    An alert ends after at most `days` unless two people renew it; its content is erased `keep_days` after its end. A hit that is not
    decided upon within `minutes` goes to the supervisor. `at_once` are the agencies that may raise it before a second person has looked.
    """

    code: str
    about: str
    protective: bool
    route: str
    direction: str
    days: int
    keep_days: int
    minutes: int
    at_once: tuple[str, ...]
    labels: Names
    todo: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """How many days whom may stay; `days` None is without limit, 0 the same day. `nationalities` are ISO 3166 codes or `*`."""

    code: str
    nationalities: tuple[str, ...]
    document: str
    visa: bool
    days: int | None
    names: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """What whom is asked at the booth: each question is `no`, `may` or `must`. The first row that fits holds."""

    code: str
    direction: str
    nationalities: tuple[str, ...]
    document: str
    purpose: str
    address: str
    phone: str
    vehicle: str
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TravelPurpose:
    """Why somebody travels. The `usual` one is chosen before anybody answers."""

    code: str
    usual: bool
    labels: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language people speak; `interface` where the pages have it."""

    code: str
    iso639_3: str
    interface: bool
    names: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassRule:
    """A pass that this country issues: for `days` at most, to residents of `places` (none named: of any), at `posts` (all)."""

    code: str
    kind: str
    days: int
    places: tuple[str, ...]
    posts: tuple[str, ...]
    market_days_only: bool
    names: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document people show. `minor_authority`: it can stand for a parent's leave for a child to travel."""

    code: str
    country: str
    issuer: str
    mrz: str
    travel: bool
    identity: bool
    minor_authority: bool
    names: Names
    source: tuple[str, ...]
    unverified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    key: str
    title: str
    publisher: str
    dated: str
    note: str
