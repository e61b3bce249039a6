"""Consent given and taken back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.models import ConsentGiven, ConsentWithdrawn, Person
from lakay.people.permissions import check_can_record_consent
from lakay.people.rules.consents import ConsentTerms


@action("people.consent.give", Purpose.PROTECTION)
def give_consent(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    person: Person,
    terms: ConsentTerms,
    given_by: Person | None = None,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """A person agreed, or an adult (`given_by`) for a child. The purpose of the consent stands in its terms."""
    check_can_record_consent(by)
    if given_by is not None:
        act.subject(given_by.id)
    act.create(
        ConsentGiven,
        person=person,
        given_by=given_by,
        purpose=terms.purpose,
        recipient=terms.recipient,
        statement=terms.statement,
        statement_version=terms.version,
        language=terms.language,
        told=sorted(item.value for item in terms.told),
        method=terms.method.value,
        witness=terms.witness,
        taken_by=by.id,
        taken_agency=by.agency,
        given_at=at,
        valid_from=terms.valid_from,
        until=terms.until,
    )


@action("people.consent.withdraw", Purpose.SUBJECT_REQUEST)
def withdraw_consent(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    consent: ConsentGiven,
    reason: str = "",
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """The person takes it back. No reason is needed, and it can never be refused for being withdrawn already."""
    check_can_record_consent(by)
    values = {"withdrawn_at": at, "taken_by": by.id, "reason": reason}
    act.create(ConsentWithdrawn, consent=consent, person_id=consent.person_id, **values)
