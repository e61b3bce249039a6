"""Children whom the child-welfare agency has given leave to travel: its key, agreed on by two people, and what it signed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from lakay.border.pack import pack
from lakay.credentials.actions import issue_authorisation, revoke_pass
from lakay.credentials.actions.passes import Applicant, Newcomer
from lakay.credentials.codes import RevokedFor, SignedKind
from lakay.credentials.models import Pass
from lakay.credentials.rules import Companion, Consent, MinorRequest, longest
from lakay.demo.inventing import Invented, Names, invent
from lakay.demo.residents import Office, open_office
from lakay.journal.writer import one_turn
from lakay.kernel.partial_dates import PartialDate
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import DocumentGiven, NameGiven, Particulars
from lakay.traveldocs.passes import Leg

HOME = "HTI"
GIVEN, TAKEN_BACK_EVERY = 12, 6
YOUNGEST, OLDEST = 4 * 365, 15 * 365


def authorise_children(office: Office, names: Names, random: Random, at: datetime) -> None:
    """Some children may go to the other side with an aunt; now and then a parent has taken the consent back."""
    open_office(office, at - timedelta(days=90), SignedKind.MINOR)
    for number in range(GIVEN):
        day = at - timedelta(days=random.randint(1, 60))
        with one_turn():
            receipt = issue_authorisation(
                by=office.officer,
                at=day,
                today=day.date(),
                applicant=Applicant(_child(invent(random, names, at.date(), HOME, _birthday(random, at.date())), random)),
                request=_request(random, names, day),
            )
        if number % TAKEN_BACK_EVERY == 0:
            issued = Pass.objects.get(id=receipt.id_of(Pass))
            revoke_pass(by=office.officer, at=day + timedelta(hours=20), issued=issued, reason=RevokedFor.CONSENT_WITHDRAWN)


def _birthday(random: Random, today: date) -> date:
    return today - timedelta(days=random.randint(YOUNGEST, OLDEST))


def _child(who: Invented, random: Random) -> Newcomer:
    return Newcomer(
        NameGiven(NameKind.PRINTED, who.surname, who.given_names),
        Particulars(who.sex, PartialDate.on(who.born_on), (HOME,)),
        DocumentGiven("birth-record", HOME, f"AN{random.randint(100_000, 999_999)}"),
    )


def _request(random: Random, names: Names, at: datetime) -> MinorRequest:
    aunt, mother = (invent(random, names, at.date(), HOME, date(1985, 5, 5)) for _ in range(2))
    rule = next(rule for rule in pack().passes if rule.kind == "minor")
    return MinorRequest(
        rule=rule,
        period=longest(rule, at.date()),
        companion=Companion(aunt.surname, aunt.given_names, HOME, f"RD{random.randint(1_000_000, 9_999_999)}"),
        leg=Leg.EXIT,
        destination="DOM",
        several_trips=random.random() < 0.5,
        consent=Consent(f"{mother.given_names} {mother.surname}", "parent", "signed", at.date()),
    )
