"""Slips that a traveller takes away: signed like a pass, so that any post can tell a real one. No record of their own is kept.

The same movement gives the same slip, however often it is printed.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from lakay.credentials.codes import SignedKind
from lakay.credentials.queries.issuers import signer
from lakay.credentials.rules import as_birth
from lakay.kernel.partial_dates import UNKNOWN, PartialDate
from lakay.traveldocs import passes as papers

REFUSAL_DAYS = 90
"""How long a refusal slip can be shown with a complaint. A choice of this office, from no standard."""


def holder(
    *, surname: str, given_names: str, birth: PartialDate = UNKNOWN, sex: str = "", nationality: str = ""
) -> papers.Holder:
    """Whose slip it is. `nationality` comes without fillers."""
    return papers.Holder(surname, given_names, as_birth(birth), sex, nationality)


def refusal_slip(*, who: papers.Holder, agency: str, post: str, direction: str, reason: str, movement: UUID, on: date) -> str:
    """The text for the QR code of a refusal: who, where, when, why. "" where this node has no key of the agency for it."""
    terms = papers.SlipTerms(post, papers.Leg(direction), reason)
    return _slip(SignedKind.REFUSAL, who, agency, terms, movement, on, on + timedelta(days=REFUSAL_DAYS))


def entry_slip(*, who: papers.Holder, agency: str, post: str, direction: str, movement: UUID, on: date, until: date) -> str:
    """The text for the QR code that stands in place of a stamp: until when the person may stay. "" without a key."""
    terms = papers.SlipTerms(post, papers.Leg(direction))
    return _slip(SignedKind.ENTRY, who, agency, terms, movement, on, until)


def slip_number(kind: SignedKind, movement: UUID) -> str:
    """The number printed on the slip of a movement."""
    return papers.written(kind.in_code, _number(movement))


def _slip(
    kind: SignedKind, who: papers.Holder, agency: str, terms: papers.SlipTerms, movement: UUID, on: date, until: date
) -> str:
    found = signer(agency, kind, on)
    if found is None:
        return ""
    issuer, key = found
    return papers.issue(papers.Pass(kind.in_code, _number(movement), issuer.key_id, who, on, on, until, terms), key)


def _number(movement: UUID) -> int:
    """The last forty bits of the movement's id: random ones (RFC 9562 §5.7)."""
    return movement.int & ((1 << 40) - 1)
