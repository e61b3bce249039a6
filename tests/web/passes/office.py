"""The passes of the small country: one of each kind that holds, one taken back, and keys of every state."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from lakay.access.policy import Permission
from lakay.credentials.actions import (
    decide_issuer,
    issue_authorisation,
    issue_border_pass,
    propose_issuer,
    revoke_pass,
    withdraw_issuer,
)
from lakay.credentials.actions.passes import Applicant, Newcomer
from lakay.credentials.codes import RevokedFor, SignedKind
from lakay.credentials.keys import make_issuer_key
from lakay.credentials.models import Issuer, Pass
from lakay.credentials.rules import BorderRequest, Companion, Consent, MinorRequest, longest
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.partial_dates import PartialDate
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import DocumentGiven, NameGiven, Particulars
from lakay.traveldocs.passes import Leg
from lakay.web.passes import pack

ALL = frozenset(Permission)


def at_work(staff: UUID, agency: str) -> Actor:
    """Somebody who may do everything in one agency."""
    return Actor(staff, agency=agency, permissions=ALL)


def a_key(by: Actor, second: UUID, *kinds: SignedKind) -> Issuer:
    """A key on this node that two people have agreed to."""
    issuer = proposed(by, *kinds)
    decide_issuer(by=at_work(second, by.agency), at=SystemClock().now(), issuer=issuer, approve=True)
    return issuer


def proposed(by: Actor, *kinds: SignedKind) -> Issuer:
    """A key that waits for a second person."""
    now = SystemClock().now()
    days: dict[str, Any] = {"valid_from": now.date() - timedelta(days=9), "valid_until": now.date() + timedelta(days=900)}
    receipt = propose_issuer(by=by, at=now, public=make_issuer_key(), agency=by.agency, kinds=kinds, **days)
    return Issuer.objects.get(id=receipt.id_of(Issuer))


def newcomer(surname: str, given: str, year: int, number: str) -> Newcomer:
    """Somebody who has a national card."""
    particulars = Particulars("F", PartialDate(year, 6, 1), ("HTI",))
    return Newcomer(NameGiven(NameKind.PRINTED, surname, given), particulars, DocumentGiven("national-id", "HTI", number))


def border_pass(by: Actor, number: str) -> UUID:
    """A border pass of a resident of Ouanaminthe."""
    now, rule = SystemClock().now(), pack.rule_of("resident")
    issued = issue_border_pass(
        by=by,
        at=now,
        today=now.date(),
        home="HTI",
        applicant=Applicant(newcomer("Saint-Vil", "Guerline", 1991, number)),
        request=BorderRequest(rule, longest(rule, now.date() - timedelta(days=1)), residence="HT0421"),
    )
    return issued.id_of(Pass)


def authorisation(by: Actor) -> UUID:
    """Leave for a child to go out with an aunt."""
    now, rule = SystemClock().now(), pack.rule_of("minor")
    today = now.date() - timedelta(days=1)
    issued = issue_authorisation(
        by=by,
        at=now,
        today=now.date(),
        applicant=Applicant(newcomer("Dorcé", "Widline", now.year - 9, "9000000003")),
        request=MinorRequest(
            rule=rule,
            period=longest(rule, today),
            companion=Companion("Dorcé", "Marie-Ange", "HTI", "RD1234567"),
            leg=Leg.EXIT,
            destination="DOM",
            several_trips=False,
            consent=Consent("Yolande Dorcé", "parent", "signed", today),
        ),
    )
    return issued.id_of(Pass)


def settle_passes(ids: dict[str, UUID]) -> dict[str, Any]:
    """Everything, by the accounts of the country. Returns the records by name."""
    frantz, solange = at_work(ids["frantz"], "DIE"), at_work(ids["solange"], "IBESR")
    odette, lunise = at_work(ids["odette"], "DIE"), at_work(ids["lunise"], "IBESR")
    key = a_key(frantz, ids["guerda"], SignedKind.BORDER)
    a_key(solange, ids["guerda"], SignedKind.MINOR)
    gone = a_key(frantz, ids["guerda"], SignedKind.REFUSAL)
    withdraw_issuer(by=frantz, at=SystemClock().now(), issuer=gone, reason="lost")
    back = border_pass(odette, "9000000002")
    revoke_pass(by=odette, at=SystemClock().now(), issued=Pass.objects.get(id=back), reason=RevokedFor.LOST)
    return {
        "pass": border_pass(odette, "9000000001"),
        "pass_back": back,
        "authorisation": authorisation(lunise),
        "key": key.id,
        "key_waiting": proposed(frantz, SignedKind.ENTRY).id,
        "key_gone": gone.id,
    }
