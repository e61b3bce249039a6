"""Residents of the border with a signed pass: the agency's key, agreed on by two people, and the passes that it signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from lakay.border.pack import pack
from lakay.border.rules import Direction, Shown
from lakay.credentials.actions import decide_issuer, issue_border_pass, propose_issuer
from lakay.credentials.actions.passes import Applicant, Newcomer
from lakay.credentials.codes import DOCUMENT_TYPE, SignedKind
from lakay.credentials.keys import make_issuer_key
from lakay.credentials.models import Issuer, Pass
from lakay.credentials.rules import BorderRequest, longest
from lakay.demo.crowd import Crowd, Traveller
from lakay.demo.inventing import Invented, invent
from lakay.demo.rhythm import GATES, Gate
from lakay.journal.act import Receipt
from lakay.journal.keys import KeyRing
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.people.models import Document, Person
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import DocumentGiven, NameGiven, Particulars

HOME = "HTI"
EVERY, MOST = 130, 1_500
"""One resident with a pass for so many movements of the year, and how many at most."""

RULES = {"HTI": "resident", "DOM": "neighbour"}
CARDS = {"HTI": "national-id", "DOM": "cedula"}
KEY_DAYS = 730
DAYS_AWAY = 0.3
"""They come back the same day or the next."""

OLDEST, YOUNGEST = 70 * 365, 18 * 365


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues passes, and the two who agree on the key that signs them."""

    officer: Actor
    proposer: Actor
    approver: Actor


def open_office(office: Office, at: datetime, *kinds: SignedKind) -> None:
    """The agency gets its key: one person enters it, another agrees. Without kinds: for border passes and slips."""
    with one_turn():
        entered = propose_issuer(
            by=office.proposer,
            at=at,
            public=make_issuer_key(),
            agency=office.officer.agency,
            kinds=kinds or (SignedKind.BORDER, SignedKind.REFUSAL, SignedKind.ENTRY),
            valid_from=at.date(),
            valid_until=at.date() + timedelta(days=KEY_DAYS),
        )
        issuer = Issuer.objects.get(id=entered.id_of(Issuer))
        decide_issuer(by=office.approver, at=at, issuer=issuer, approve=True)


def issue_passes(office: Office, crowd: Crowd, count: int, at: datetime, ring: KeyRing) -> None:
    """Give passes to invented residents, who then wait to go to the market."""
    with one_turn(ring):
        given = [_issue(office, crowd, at) for _n in range(count)]
    numbers = dict(Pass.objects.values_list("document", "number"))
    for gate, who, receipt in given:
        document = [record for kind, record in receipt.records if kind == Document.kind][-1]
        traveller = crowd.enter(_resident(who, receipt.id_of(Person), document, numbers[document], at.date()))
        first = at + timedelta(days=crowd.random.uniform(0, 5))
        crowd.expect(gate.post, Direction.EXIT if who.country == HOME else Direction.ENTRY, traveller, first)


def _issue(office: Office, crowd: Crowd, at: datetime) -> tuple[Gate, Invented, Receipt]:
    random, today = crowd.random, at.date()
    gate = random.choice([gate for gate in GATES if gate.market_days])
    country = random.choice(list(RULES))
    who = invent(random, crowd.names, crowd.today, country, today - timedelta(days=random.randint(YOUNGEST, OLDEST)))
    rule = next(rule for rule in pack().passes if rule.code == RULES[country])
    name = NameGiven(NameKind.PRINTED, who.surname, who.given_names)
    newcomer = Newcomer(
        name,
        Particulars(who.sex, PartialDate.on(who.born_on), (country,)),
        DocumentGiven(CARDS[country], country, _card_number(random)),
    )
    receipt = issue_border_pass(
        by=office.officer,
        at=at,
        today=today,
        home=HOME,
        applicant=Applicant(newcomer),
        request=BorderRequest(rule, longest(rule, today), residence=random.choice(rule.places)),
    )
    return gate, who, receipt


def _card_number(random: Random) -> str:
    return "".join(random.choices("0123456789", k=10))


def _resident(who: Invented, person: UUID, document: UUID, number: str, since: date) -> Traveller:
    """What they show at the booth, and their records as far as the booth needs them."""
    shown = Shown(
        kind=DOCUMENT_TYPE,
        issuing_state=HOME,
        number=number,
        surname=who.surname,
        given_names=who.given_names,
        sex=who.sex,
        birth=PartialDate.on(who.born_on),
        nationality=who.country,
        expires_on=since + timedelta(days=365),
        verdict="valid",
    )
    holder = Person(id=person, sex=who.sex, nationalities=[who.country])
    return Traveller(who, shown, DAYS_AWAY, holder=(holder, Document(id=document, person=holder, status="valid")))
