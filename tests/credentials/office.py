"""The office that issues passes: Odette of immigration, Nadège of child welfare, and a key of each on this node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid5

import pytest

from lakay.access.policy import Permission
from lakay.credentials.actions import decide_issuer, issue_authorisation, issue_border_pass, propose_issuer
from lakay.credentials.actions.passes import Applicant, Newcomer
from lakay.credentials.codes import SignedKind
from lakay.credentials.keys import make_issuer_key
from lakay.credentials.models import Issuer, Pass
from lakay.credentials.rules import BorderRequest, Companion, Consent, MinorRequest, longest
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.partial_dates import PartialDate
from lakay.people.models import Person
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import DocumentGiven, NameGiven, Particulars
from lakay.places.actions import load_pack
from lakay.places.pack.folder import find_pack
from lakay.places.pack.load import read_pack
from lakay.places.pack.records import PassRule
from lakay.traveldocs.passes import Leg

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # a Monday: the market is held at Ouanaminthe
TODAY = date(2026, 11, 23)
HOME = "HTI"
RULES: dict[str, PassRule] = {rule.code: rule for rule in read_pack(find_pack()).passes}

Border = Callable[..., Pass]


def staff(name: str, agency: str, *permissions: Permission) -> Actor:
    """Somebody at work."""
    return Actor(uuid5(system_actor("tests").id, name), agency=agency, permissions=frozenset(permissions))


WRITE = (Permission.PERSON_EDIT, Permission.PERMIT_REVOKE)
ODETTE = staff("odette", "DIE", Permission.PERMIT_ISSUE, *WRITE)
NADEGE = staff("nadege", "IBESR", Permission.AUTHORISATION_ISSUE, *WRITE)
FRANTZ = staff("frantz", "DIE", Permission.ISSUER_PROPOSE, Permission.ISSUER_APPROVE)
SOLANGE = staff("solange", "IBESR", Permission.ISSUER_PROPOSE, Permission.ISSUER_APPROVE)
GUERDA = staff("guerda", "MICT", Permission.ISSUER_APPROVE)

GUERLINE = Newcomer(
    NameGiven(NameKind.PRINTED, "Saint-Vil", "Guerline Marie"),
    Particulars("F", PartialDate(1991, 3, 4), ("HTI",)),
    DocumentGiven("national-id", "HTI", "1234567890"),
)
WIDLINE = Newcomer(
    NameGiven(NameKind.PRINTED, "Dorcé", "Widline"),
    Particulars("F", PartialDate(2015, 6, 1), ("HTI",)),
    DocumentGiven("passport", "HTI", "RD7654321"),
)
AUNT = Companion("Dorcé", "Marie-Ange", "HTI", "RD1234567")
MOTHER = Consent("Yolande Dorcé", "parent", "signed", TODAY)
RESIDENT = BorderRequest(RULES["resident"], longest(RULES["resident"], TODAY), residence="HT0421")
TO_THE_AUNT = MinorRequest(RULES["minor"], longest(RULES["minor"], TODAY), AUNT, Leg.EXIT, "DOM", False, MOTHER)


def a_key(
    by: Actor, *kinds: SignedKind, since: date = TODAY - timedelta(days=30), until: date = TODAY + timedelta(days=700)
) -> Issuer:
    """A key on this node, proposed and agreed to."""
    public = make_issuer_key()
    values: dict[str, Any] = {"agency": by.agency, "kinds": kinds, "valid_from": since, "valid_until": until}
    receipt = propose_issuer(by=by, at=NOW, public=public, **values)
    issuer = Issuer.objects.get(id=receipt.id_of(Issuer))
    decide_issuer(by=GUERDA, at=NOW, issuer=issuer, approve=True)
    return issuer


@pytest.fixture
def pack(db: None) -> None:
    """The posts with their clocks and market days."""
    load_pack(by=system_actor("tests", frozenset(Permission)), at=NOW)


@pytest.fixture
def die_key(pack: None) -> Issuer:
    """The key of immigration."""
    return a_key(FRANTZ, SignedKind.BORDER, SignedKind.REFUSAL, SignedKind.ENTRY)


@pytest.fixture
def ibesr_key(pack: None) -> Issuer:
    """The key of child welfare."""
    return a_key(SOLANGE, SignedKind.MINOR)


@pytest.fixture
def border(die_key: Issuer) -> Border:
    """Issues a border pass and returns its record."""

    def one(who: Person | Newcomer = GUERLINE, *, by: Actor = ODETTE, picture: Any = None, **changes: Any) -> Pass:
        applicant, request = Applicant(who, picture), replace(RESIDENT, **changes)
        receipt = issue_border_pass(by=by, at=NOW, today=TODAY, home=HOME, applicant=applicant, request=request)
        return Pass.objects.get(id=receipt.id_of(Pass))

    return one


@pytest.fixture
def minor(ibesr_key: Issuer) -> Border:
    """Gives a child leave and returns the record."""

    def one(who: Person | Newcomer = WIDLINE, *, by: Actor = NADEGE, **changes: Any) -> Pass:
        request = replace(TO_THE_AUNT, **changes)
        receipt = issue_authorisation(by=by, at=NOW, today=TODAY, applicant=Applicant(who), request=request)
        return Pass.objects.get(id=receipt.id_of(Pass))

    return one
