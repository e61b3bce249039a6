"""How people can be reached, and their pictures."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.models import Contact, Person, Photo
from lakay.people.permissions import check_can_edit
from lakay.people.rules.codes import ContactKind, PhotoSource
from lakay.people.rules.contacts import ContactGiven
from lakay.people.rules.pictures import Picture


@action("people.contact.add", Purpose.ADMINISTRATION)
def add_contact(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    person: Person,
    contact: ContactGiven,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """A telephone number, an e-mail address, or where somebody lives."""
    check_can_edit(by)
    text = "address" if contact.kind is ContactKind.ADDRESS else "value"
    values = {text: contact.text, "place": contact.place, "shared": contact.shared}
    act.create(Contact, person=person, contact_kind=contact.kind.value, **values)


@action("people.contact.end", Purpose.ADMINISTRATION)
def end_contact(
    act: Act, *, by: Actor, at: datetime, contact: Contact, purpose: Purpose | None = None, command: UUID | None = None
) -> None:
    """The number or address is no longer theirs."""
    check_can_edit(by)
    act.update(contact, ended_at=at)


@action("people.photo.add", Purpose.ADMINISTRATION)
def add_photo(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    person: Person,
    picture: Picture,
    source: PhotoSource,
    purpose: Purpose | None = None,
    command: UUID | None = None,
) -> None:
    """A picture of a person, made ready by `pictures.clean` before the action."""
    check_can_edit(by)
    photograph(act, person, picture, source, at=at)


def photograph(act: Act, person: Person, picture: Picture, source: PhotoSource, *, at: datetime) -> None:
    """The row of a picture, inside an action that has checked who may."""
    act.subject(person.pk)
    values = {"image": picture.data, "width": picture.width, "height": picture.height}
    act.create(Photo, person=person, source=source.value, taken_at=at, **values)
