"""Passes issued and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lakay.credentials.codes import DOCUMENT_TYPE, PassKind, PassStatus, RevokedFor, SignedKind
from lakay.credentials.models import Issuer, Pass, Revocation
from lakay.credentials.permissions import check_can_issue, check_can_revoke
from lakay.credentials.queries.issuers import signer
from lakay.credentials.rules import BorderRequest, CannotIssue, MinorRequest, Period, as_birth
from lakay.journal.writer import one_turn
from lakay.journal.writing import Act, Receipt, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.actions import add_photo, change_document_status
from lakay.people.actions.persons import new_document, new_names, new_person
from lakay.people.models import Document, Person
from lakay.people.queries import documents_of, ids_of, names_of, photo_of, surviving
from lakay.people.rules.codes import NameKind, PhotoSource
from lakay.people.rules.documents import DocumentStatus
from lakay.people.rules.given import DocumentGiven, NameGiven, Particulars
from lakay.people.rules.pictures import Picture
from lakay.traveldocs import passes as papers

_BEST_FIRST = [kind.value for kind in (NameKind.PRINTED, NameKind.MRZ, NameKind.SPOKEN, NameKind.OTHER, NameKind.NICKNAME)]


class NoKeyHere(LookupError):
    """This node has no key of the agency that may sign such a pass today."""


class HoldsOne(ValueError):
    """The person holds a border pass that is still good: it is taken back before another is issued."""


class AlreadyRevoked(ValueError):
    """The pass was taken back before."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whom the exact document did not find: to be registered with the pass."""

    name: NameGiven
    particulars: Particulars
    document: DocumentGiven | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks: a known person or a newcomer, and perhaps a picture taken now."""

    who: Person | Newcomer
    picture: Picture | None = None


@action("credentials.pass.issue_border", Purpose.ADMINISTRATION)
def issue_border_pass(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    today: date,
    home: str,
    applicant: Applicant,
    request: BorderRequest,
    command: UUID | None = None,
) -> None:
    """Issue a border pass. It is also entered as a document of the person, so that the booth finds them by its number.

    Raises CannotIssue, HoldsOne, NoKeyHere.
    """
    check_can_issue(by, PassKind.BORDER)
    request.check(today)
    person, shown = _registered(act, by, at, applicant)
    _check_known_by_something(act, person, shown, applicant)
    if _live(person, PassKind.BORDER, today):
        raise HoldsOne
    issuer, key = _signer(by, SignedKind.BORDER, today)
    rule = request.rule
    posts = request.posts or rule.posts
    number = _new_number(act, papers.Kind.BORDER)
    terms = papers.BorderTerms(posts, rule.market_days_only)
    content = _content(papers.Kind.BORDER, number, issuer, _holder(person), today, request.period, terms)
    given = DocumentGiven(
        DOCUMENT_TYPE, home, papers.written(content.kind, number), issued_on=today, expires_on=request.period.last
    )
    _record(
        act,
        by,
        at,
        content,
        key,
        person=person,
        document=new_document(act, person, given),
        rule=rule.code,
        residence=request.residence,
        posts=list(posts),
        market_days_only=rule.market_days_only,
    )


@action("credentials.pass.issue_authorisation", Purpose.ADMINISTRATION)
def issue_authorisation(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    today: date,
    applicant: Applicant,
    request: MinorRequest,
    command: UUID | None = None,
) -> None:
    """Give a child leave to travel with somebody, on the word of a parent or guardian. Raises CannotIssue, NoKeyHere."""
    check_can_issue(by, PassKind.MINOR)
    person, shown = _registered(act, by, at, applicant)
    request.check(today, person.born)
    issuer, key = _signer(by, SignedKind.MINOR, today)
    with_whom, consent = request.companion, request.consent
    shown = shown or documents_of(person).exclude(number="").first()
    terms = papers.MinorTerms(
        companion_surname=with_whom.surname,
        companion_given_names=with_whom.given_names,
        companion_document=papers.Shown(with_whom.state, with_whom.number),
        leg=request.leg,
        destination=request.destination,
        several_trips=request.several_trips,
        child_document=papers.Shown(shown.issuing_state, shown.number) if shown else papers.Shown(),
    )
    number = _new_number(act, papers.Kind.MINOR)
    content = _content(papers.Kind.MINOR, number, issuer, _holder(person), today, request.period, terms)
    _record(
        act,
        by,
        at,
        content,
        key,
        person=person,
        rule=request.rule.code,
        companion_surname=with_whom.surname,
        companion_given_names=with_whom.given_names,
        companion_state=with_whom.state,
        companion_number=with_whom.number,
        leg=request.leg.value,
        destination=request.destination,
        several_trips=request.several_trips,
        consent_by=consent.by,
        consent_relation=consent.relation,
        consent_how=consent.how,
        consent_on=consent.on,
    )


def revoke_pass(*, by: Actor, at: datetime, issued: Pass, reason: RevokedFor) -> Receipt:
    """Take a pass back, at once and for ever. Raises AlreadyRevoked.

    Two events of one turn: every post must know the number that is refused, also where nobody knows the pass, and an event takes effect whole.
    """
    with one_turn():
        receipt = announce_revocation(by=by, at=at, issued=issued, reason=reason)
        close_pass(by=by, at=at, issued=issued, reason=reason)
    return receipt


@action("credentials.pass.revoke", Purpose.ADMINISTRATION)
def announce_revocation(
    act: Act, *, by: Actor, at: datetime, issued: Pass, reason: RevokedFor, command: UUID | None = None
) -> None:
    """Say to all that the number of a pass is good no more. Raises AlreadyRevoked."""
    now = Pass.objects.select_for_update(of=("self",)).get(pk=issued.pk)
    check_can_revoke(by, now.agency)
    if now.status == PassStatus.REVOKED:
        raise AlreadyRevoked
    act.create(Revocation, issued=now, number=now.number, reason=reason.value, at=at, by=by.id)


@action("credentials.pass.close", Purpose.ADMINISTRATION)
def close_pass(act: Act, *, by: Actor, at: datetime, issued: Pass, reason: RevokedFor, command: UUID | None = None) -> None:
    """End the record of a pass that was taken back, and the document that it is."""
    now = Pass.objects.select_related("document").get(pk=issued.pk)
    check_can_revoke(by, now.agency)
    act.update(issued, status=PassStatus.REVOKED.value, revoked_by=by.id, revoked_at=at, revoked_for=reason.value)
    if now.document is not None and now.document.status != DocumentStatus.CANCELLED:
        change_document_status.within(act, by=by, at=at, document=now.document, status=DocumentStatus.CANCELLED)


def _registered(act: Act, by: Actor, at: datetime, applicant: Applicant) -> tuple[Person, Document | None]:
    """The person under whom the pass is entered, and the document just entered with a newcomer."""
    who, document = applicant.who, None
    if isinstance(who, Newcomer):
        person = new_person(act, who.particulars)
        document = new_document(act, person, who.document) if who.document else None
        new_names(act, person, [who.name], document)
    else:
        person = surviving(who)
    if applicant.picture is not None:
        add_photo.within(act, by=by, at=at, person=person, picture=applicant.picture, source=PhotoSource.LIVE)
    act.subject(person.pk)
    return person, document


def _check_known_by_something(act: Act, person: Person, shown: Document | None, applicant: Applicant) -> None:
    """A pass is not given on a bare name: there is a document, or a face on record."""
    if shown is None and applicant.picture is None and not documents_of(person).exists() and photo_of(person) is None:
        raise CannotIssue("document_or_photo")


def _live(person: Person, kind: PassKind, today: date) -> bool:
    held = Pass.objects.filter(person__in=ids_of(person), pass_kind=kind.value, status=PassStatus.ISSUED.value)
    return held.filter(valid_until__gte=today).exists()


def _signer(by: Actor, kind: SignedKind, today: date) -> tuple[Issuer, Ed25519PrivateKey]:
    found = signer(by.agency, kind, today)
    if found is None:
        raise NoKeyHere(by.agency)
    return found


def _new_number(act: Act, kind: papers.Kind) -> int:
    """Forty random bits that no pass of this node has."""
    while True:
        number = int.from_bytes(act.batch.random(5), "big")
        if not Pass.objects.filter(number=papers.written(kind, number)).exists():
            return number


def _holder(person: Person) -> papers.Holder:
    name = min(names_of(person), key=lambda name: _BEST_FIRST.index(name.name_kind), default=None)
    surname, given = (name.whole or name.family, name.given) if name else ("", "")
    nationality = (person.nationalities or [""])[0]
    return papers.Holder(surname, given, as_birth(person.born), person.sex, nationality)


def _content(
    kind: papers.Kind,
    number: int,
    issuer: Issuer,
    holder: papers.Holder,
    today: date,
    period: Period,
    terms: papers.Terms,
) -> papers.Pass:
    return papers.Pass(kind, number, issuer.key_id, holder, today, period.first, period.last, terms)


def _record(act: Act, by: Actor, at: datetime, content: papers.Pass, key: Ed25519PrivateKey, **values: Any) -> None:
    """The row of a pass, with what its code says."""
    holder, person = content.holder, values["person"]
    act.create(
        Pass,
        pass_kind=PassKind[content.kind.name].value,
        number=papers.written(content.kind, content.number),
        issuer_key=content.issuer,
        agency=by.agency,
        surname=holder.surname,
        given_names=holder.given_names,
        birth=person.birth,
        sex=holder.sex,
        nationality=holder.nationality,
        issued_on=content.issued_on,
        valid_from=content.valid_from,
        valid_until=content.valid_until,
        text=papers.issue(content, key),
        status=PassStatus.ISSUED.value,
        issued_by=by.id,
        issued_at=at,
        **values,
    )
