"""Persons and their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.purposes import Purpose
from lakay.names.folding import search_tokens
from lakay.people.blind import name_keys, number_key
from lakay.people.models import Document, Person, PersonName, PersonToken
from lakay.people.permissions import check_can_edit
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import DocumentGiven, NameGiven, Particulars


class NoNameGiven(ValueError):
    """A person cannot be registered without any name; somebody who has none is counted, not registered."""


def add_traveller(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    surname: str,
    given_names: str,
    sex: str,
    birth: PartialDate,
    nationality: str,
    document_type: str,
    issuing_state: str,
    number: str,
    expiry: date | None,
    mrz: str = "",
) -> tuple[Person, Document]:
    """A person and the document that a post has read, inside the action that records the encounter, which has checked who may.

    The names are those of the zone. `nationality` and `issuing_state` come without fillers.
    """
    nationalities = (nationality,) if nationality else ()
    person = new_person(act, Particulars(sex, birth, nationalities))
    shown = DocumentGiven(document_type, issuing_state, number, expires_on=expiry, mrz=mrz)
    document = new_document(act, person, shown)
    names = [NameGiven(NameKind.MRZ, surname, given_names)] if surname or given_names else []
    new_names(act, person, names, document)
    return person, document


def add_named(act: Act, particulars: Particulars, names: Sequence[NameGiven]) -> Person:
    """A person who showed no document and said their name, inside the action that records the encounter."""
    if not names:
        raise NoNameGiven
    person = new_person(act, particulars)
    new_names(act, person, names)
    return person


@action("people.person.register", Purpose.ADMINISTRATION)
def register_person(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    names: Sequence[NameGiven],
    particulars: Particulars,
    documents: Sequence[DocumentGiven] = (),
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """Register somebody who was not found (`queries.candidates` first), with at least one name."""
    check_can_edit(by)
    if not names:
        raise NoNameGiven
    person = new_person(act, particulars)
    new_names(act, person, names)
    for document in documents:
        new_document(act, person, document)


@action("people.person.correct", Purpose.ADMINISTRATION)
def correct_person(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    person: Person,
    particulars: Particulars,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """Put right what is known of a person. Takes all particulars; those that stand already are passed over."""
    check_can_edit(by)
    act.update(person, **_columns(particulars))


@action("people.name.add", Purpose.ADMINISTRATION)
def add_name(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    person: Person,
    name: NameGiven,
    document: Document | None = None,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """Another name of a person: as printed in `document`, as spoken, a nickname."""
    check_can_edit(by)
    known = set(PersonToken.objects.filter(person=person).values_list("token", flat=True))
    new_names(act, person, [name], document, known={token for token in known if token is not None})


@action("people.name.end", Purpose.ADMINISTRATION)
def end_name(
    act: Act, *, by: Actor, at: datetime, name: PersonName, purpose: Purpose | None = None, command: UUID | None = None
) -> None:
    """A name is no longer used, or was a mistake. It still finds the person."""
    check_can_edit(by)
    act.update(name, ended_at=at)


def new_person(act: Act, particulars: Particulars) -> Person:
    """The row of a person, inside an action."""
    return act.create(Person, **_columns(particulars))


def new_names(
    act: Act,
    person: Person,
    names: Iterable[NameGiven],
    document: Document | None = None,
    known: Iterable[int] = (),
) -> None:
    """Names with the keys to search by, each key once for a person, inside an action."""
    words: set[str] = set()
    for name in names:
        words |= search_tokens(*name.parts)
        values = {"family": name.family.strip(), "given": name.given.strip(), "whole": name.whole.strip()}
        act.create(PersonName, person=person, name_kind=name.kind, document=document, **values)
    for token in sorted(name_keys(words) - set(known)):
        act.create(PersonToken, person=person, token=token)


def new_document(act: Act, person: Person, shown: DocumentGiven) -> Document:
    """The row of a document, inside an action."""
    return act.create(
        Document,
        person=person,
        type=shown.type,
        issuing_state=shown.issuing_state,
        number=shown.number,
        number_key=number_key(shown.issuing_state, shown.number, shown.type),
        issued_on=shown.issued_on,
        expires_on=shown.expires_on,
        mrz=shown.mrz,
    )


def _columns(particulars: Particulars) -> dict[str, Any]:
    return {
        "sex": particulars.sex,
        "birth": str(particulars.birth),
        "nationalities": list(particulars.nationalities) or None,
        "died_on": particulars.died_on,
    }


__all__ = ["NoNameGiven", "add_name", "add_traveller", "correct_person", "end_name", "register_person"]
