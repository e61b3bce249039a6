"""Is the paper in front of the booth good, here and now? Asked on any node, without a network.

The answer needs the issuer's public key and the revocations that this node has. Both are read anew each time, by their index
and in prepared queries: that takes under a millisecond, and nothing can be out of date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet

from lakay.access.visibility import visible
from lakay.credentials.codes import DOCUMENT_TYPE, PassKind, PassStatus
from lakay.credentials.models import Pass, Revocation
from lakay.credentials.queries.issuers import issuer_named
from lakay.journal.prepared import Prepared
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.models import Document, Person
from lakay.people.queries import find_document, ids_of, surviving
from lakay.places import rules as place_rules
from lakay.places.models import Post
from lakay.places.pack.folder import find_pack
from lakay.places.pack.header import read_header
from lakay.traveldocs import passes as papers
from lakay.traveldocs.passes import Fault, Verdict


class Reason(StrEnum):
    """Why a paper is good, or is not, by stable code: one table for readers, keys, days and places."""

    VALID = Verdict.VALID.value
    FORGED = Verdict.FORGED.value
    UNKNOWN_ISSUER = Verdict.UNKNOWN_ISSUER.value
    ISSUER_WITHDRAWN = Verdict.ISSUER_WITHDRAWN.value
    NOT_ENTITLED = Verdict.NOT_ENTITLED.value
    REVOKED = Verdict.REVOKED.value
    NOT_YET = Verdict.NOT_YET.value
    EXPIRED = Verdict.EXPIRED.value
    OTHER_TEXT = Fault.OTHER_TEXT.value
    DAMAGED = Fault.DAMAGED.value
    OTHER_VERSION = Fault.OTHER_VERSION.value
    WRONG_POST = "wrong_post"
    WRONG_DIRECTION = "wrong_direction"
    NO_MARKET_TODAY = "no_market_today"
    ONLY_A_SLIP = "only_a_slip"
    UNKNOWN_NUMBER = "unknown_number"


UNREAD = frozenset({Reason.OTHER_TEXT, Reason.DAMAGED, Reason.OTHER_VERSION, Reason.UNKNOWN_NUMBER})
"""Nothing was read: scan again, or type the number."""


@dataclass(frozen=True, slots=True)
class PassCheck:
    """The answer. `content` is what the paper says (of a forged one too: show it, believe none of it), None if unread.

    `record`, `person` and `document` are there where this node knows them; a paper may be good without.
    """

    reason: Reason
    content: papers.Pass | None = None
    record: Pass | None = None
    person: Person | None = None
    document: Document | None = None

    @property
    def is_good(self) -> bool:
        """Whether it lets its holder pass here and now."""
        return self.reason is Reason.VALID

    @property
    def number(self) -> str:
        """The number as people read it."""
        return papers.written(self.content.kind, self.content.number) if self.content else ""


@dataclass(frozen=True, slots=True)
class Here:
    """Where and when a paper is shown."""

    post: str
    direction: str
    today: date
    market_days: tuple[str, ...]


def check_pass(text: str, *, at: datetime, post: str, direction: str) -> PassCheck:
    """Check what a reader or camera gave. `post` is a code, `direction` `entry` or `exit`. Never raises, writes nothing."""
    found = papers.read(text)
    if isinstance(found, Fault):
        return PassCheck(Reason(found.value))
    here = _here(post, direction, at)
    content = found.content
    number = papers.written(content.kind, content.number)
    verdict = papers.verify(found, issuer_named(content.issuer), here.today, {*chain(*_GONE.rows(number=number))})
    reason = Reason(verdict.value) if verdict is not Verdict.VALID else limit(content, here)
    if verdict in {Verdict.FORGED, Verdict.UNKNOWN_ISSUER}:
        return PassCheck(reason, content)
    record = _record(number)
    document = (record.document if record else None) or _document(content, number)
    holder = record.person if record else document.person if document else None
    return PassCheck(reason, content, record, surviving(holder) if holder else None, document)


def authorisation_for(given: str, *, at: datetime, post: str, direction: str) -> PassCheck:
    """Check a child's authorisation by its scanned code or its typed number; by number only where this node has the record."""
    typed = papers.parse_number(given)
    if typed is None:
        return check_pass(given, at=at, post=post, direction=direction)
    record = _record(papers.written(*typed))
    return check_pass(record.text, at=at, post=post, direction=direction) if record else PassCheck(Reason.UNKNOWN_NUMBER)


def authorisations_of(person: Person, on: date) -> list[Pass]:
    """The authorisations that this node knows of for a child and that hold on a day, the latest first."""
    held = Pass.objects.filter(
        person__in=ids_of(person), pass_kind=PassKind.MINOR.value, status=PassStatus.ISSUED.value, valid_until__gte=on
    )
    rows = held.filter(valid_from__lte=on).order_by("-issued_at", "-id")
    gone = revoked(row.number for row in rows)
    return [row for row in rows if row.number not in gone]


def revoked(numbers: Iterable[str] | None = None) -> frozenset[str]:
    """The numbers of passes taken back, of those asked about; all that this node knows of where none are named."""
    rows = Revocation.objects.all() if numbers is None else Revocation.objects.filter(number__in=list(numbers))
    return frozenset(rows.values_list("number", flat=True))


def limit(content: papers.Pass, here: Here) -> Reason:
    """Whether a genuine paper is good at this post, in this direction, on this day."""
    terms = content.terms
    if isinstance(terms, papers.SlipTerms):
        return Reason.ONLY_A_SLIP
    if isinstance(terms, papers.MinorTerms):
        either_way = terms.leg in {papers.Leg.BOTH, here.direction}
        return Reason.VALID if either_way else Reason.WRONG_DIRECTION
    if terms.posts and here.post not in terms.posts:
        return Reason.WRONG_POST
    if terms.market_days_only and not place_rules.is_market_day(here.market_days, here.today):
        return Reason.NO_MARKET_TODAY
    return Reason.VALID


_PLACE = Prepared(lambda post: Post.objects.filter(code=post).values_list("time_zone", "market_days"), post="a post's code")
_GONE = Prepared(lambda number: Revocation.objects.filter(number=number).values_list("number"), number="a pass's number")
_PARTS: tuple[tuple[str, type[Model]], ...] = (("", Pass), ("person__", Person), ("document__", Document))
_NAMES = [(prefix, model, [field.attname for field in model._meta.concrete_fields]) for prefix, model in _PARTS]
_RECORD = Prepared(
    lambda number: Pass.objects.filter(number=number).values_list(
        *(prefix + name for prefix, _, names in _NAMES for name in names)
    ),
    number="a pass's number",
)


def _here(post: str, direction: str, at: datetime) -> Here:
    zone, market_days = next(iter(_PLACE.rows(post=post)), ("UTC", []))
    return Here(post, direction, place_rules.local_date(at, zone), tuple(market_days))


def _record(number: str) -> Pass | None:
    """The record with its person and document, in one prepared query."""
    rows = _RECORD.rows(number=number) if number else []
    if not rows:
        return None
    values = iter(rows[0])
    made: list[Any] = [model.from_db(DEFAULT_DB_ALIAS, names, [next(values) for _ in names]) for _, model, names in _NAMES]
    record: Pass = made[0]
    record.person, record.document = made[1], made[2] if record.document_id else None
    return record


def _document(content: papers.Pass, number: str) -> Document | None:
    """The document that a border pass is, where the record of the pass itself is kept on another node."""
    return find_document(home(), number, DOCUMENT_TYPE) if content.kind is papers.Kind.BORDER else None


@cache
def home() -> str:
    """The code of the country whose passes these are."""
    return read_header(find_pack()).home


def pass_list(actor: Actor, purpose: Purpose, number: str = "") -> QuerySet[Pass]:
    """The passes that the actor may see, newest first; with a number, the one that has it."""
    rows = visible(actor, purpose, Pass).select_related("person").order_by("-issued_at", "-id")
    typed = papers.parse_number(number) if number else None
    if number:
        return rows.filter(number=papers.written(*typed)) if typed else rows.none()
    return rows
