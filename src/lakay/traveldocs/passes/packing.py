"""A pass as bytes: one form for one content, so that what was signed can be told from what only looks alike."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from typing import Final

from lakay.traveldocs.passes.bits import Reader, Unpackable, Writer, plain
from lakay.traveldocs.passes.kinds import (
    Birth,
    BorderTerms,
    Holder,
    Kind,
    Leg,
    MinorTerms,
    Pass,
    Shown,
    SlipTerms,
    Terms,
)
from lakay.traveldocs.passes.numbers import BITS

VERSION: Final = 1
_SEXES: Final = ("", "F", "M", "X")
_LEGS: Final = tuple(Leg)
_LEAP: Final = 2000


class OtherVersion(Unpackable):
    """A pass of a newer program."""


def normal(given: Pass) -> Pass:
    """The pass in the signs that it is written with."""
    holder = replace(given.holder, surname=plain(given.holder.surname), given_names=plain(given.holder.given_names))
    return replace(given, holder=holder, terms=_normal_terms(given.terms))


def _normal_terms(terms: Terms) -> Terms:
    if isinstance(terms, BorderTerms):
        return replace(terms, posts=tuple(plain(post) for post in terms.posts))
    if isinstance(terms, SlipTerms):
        return replace(terms, post=plain(terms.post), reason=plain(terms.reason).lower())
    return replace(
        terms,
        companion_surname=plain(terms.companion_surname),
        companion_given_names=plain(terms.companion_given_names),
        companion_document=_normal_shown(terms.companion_document),
        child_document=_normal_shown(terms.child_document),
    )


def _normal_shown(document: Shown) -> Shown:
    return replace(document, number=plain(document.number))


def pack(given: Pass) -> bytes:
    """The bytes that are signed. Raises Unpackable for values outside what a pass can say."""
    out = Writer()
    out.put(VERSION, 4)
    out.put(given.kind, 4)
    out.put(int(given.issuer, 16), 32)
    out.put(given.number, BITS)
    for day in (given.issued_on, given.valid_from, given.valid_until):
        out.day(day)
    _put_holder(out, given.holder)
    _put_terms(out, given.kind, given.terms)
    return out.bytes()


def unpack(data: bytes) -> Pass:
    """The pass in bytes that were packed here. Raises Unpackable, and OtherVersion for those of a newer program."""
    bits = Reader(data)
    if bits.take(4) != VERSION:
        raise OtherVersion
    number = bits.take(4)
    if number not in set(Kind):
        raise OtherVersion
    kind = Kind(number)
    found = Pass(
        kind=kind,
        issuer=f"{bits.take(32):08x}",
        number=bits.take(BITS),
        issued_on=bits.day(),
        valid_from=bits.day(),
        valid_until=bits.day(),
        holder=_take_holder(bits),
        terms=_take_terms(bits, kind),
    )
    if pack(normal(found)) != data:
        raise Unpackable("another spelling of the same pass")
    return found


def _put_holder(out: Writer, holder: Holder) -> None:
    birth = holder.birth
    if not _exists(birth):
        raise Unpackable("there is no such day")
    for part, size in ((birth.year, 11), (birth.month, 4), (birth.day, 5), (birth.estimated, 1)):
        out.put(int(part or 0), size)
    if holder.sex not in _SEXES:
        raise Unpackable(f"{holder.sex!r} is not a sex of a travel document")
    out.put(_SEXES.index(holder.sex), 2)
    out.state(holder.nationality)
    out.text(holder.surname)
    out.text(holder.given_names)


def _take_holder(bits: Reader) -> Holder:
    year, month, day, estimated = bits.take(11), bits.take(4), bits.take(5), bits.take(1)
    birth = Birth(year or None, month or None, day or None, bool(estimated))
    if not _exists(birth):
        raise Unpackable("there is no such day")
    return Holder(sex=_SEXES[bits.take(2)], nationality=bits.state(), surname=bits.text(), given_names=bits.text(), birth=birth)


def _exists(birth: Birth) -> bool:
    """Whether some day of the calendar has these parts."""
    if birth.month is not None and birth.month > 12:
        return False
    longest = monthrange(birth.year or _LEAP, birth.month)[1] if birth.month else 31
    return birth.day is None or birth.day <= longest


def _put_terms(out: Writer, kind: Kind, terms: Terms) -> None:
    if isinstance(terms, BorderTerms) and kind is Kind.BORDER:
        out.put(terms.market_days_only, 1)
        out.text(" ".join(terms.posts))
    elif isinstance(terms, MinorTerms) and kind is Kind.MINOR:
        _put_minor(out, terms)
    elif isinstance(terms, SlipTerms) and kind in {Kind.REFUSAL, Kind.ENTRY}:
        out.put(_LEGS.index(terms.leg), 2)
        out.text(terms.post)
        out.text(terms.reason.upper())
    else:
        raise Unpackable(f"{type(terms).__name__} are not the terms of {kind.name}")


def _put_minor(out: Writer, terms: MinorTerms) -> None:
    out.put(_LEGS.index(terms.leg), 2)
    out.put(terms.several_trips, 1)
    out.state(terms.destination)
    out.text(terms.companion_surname)
    out.text(terms.companion_given_names)
    for document in (terms.companion_document, terms.child_document):
        out.state(document.state)
        out.text(document.number)


def _take_terms(bits: Reader, kind: Kind) -> Terms:
    if kind is Kind.BORDER:
        return BorderTerms(market_days_only=bool(bits.take(1)), posts=tuple(bits.text().split()))
    leg = bits.take(2)
    if leg >= len(_LEGS):
        raise Unpackable("no such direction")
    if kind is not Kind.MINOR:
        return SlipTerms(leg=_LEGS[leg], post=bits.text(), reason=bits.text().lower())
    return MinorTerms(
        leg=_LEGS[leg],
        several_trips=bool(bits.take(1)),
        destination=bits.state(),
        companion_surname=bits.text(),
        companion_given_names=bits.text(),
        companion_document=Shown(bits.state(), bits.text()),
        child_document=Shown(bits.state(), bits.text()),
    )
