"""Every look at people: by document, and what belongs to one person under all the records merged into one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from lakay.people.blind import number_key
from lakay.people.models import (
    ConsentGiven,
    ConsentWithdrawn,
    Contact,
    Document,
    Person,
    PersonName,
    Photo,
    Relation,
)
from lakay.people.rules.codes import ConsentMethod, NameKind


def find_document(issuing_state: str, number: str, document_type: str) -> Document | None:
    """The document of a state, number and series, with its person (and the one that person is merged into), in one query.

    Where two nodes had registered it apart, the one whose person was not merged away, then the oldest. None if unknown.
    """
    key = number_key(issuing_state, number, document_type)
    if not key:
        return None
    found = Document.objects.filter(number_key=key).select_related("person__merged_into")[:20]
    return min(found, key=lambda document: (document.person.merged_into_id is not None, document.id), default=None)


def surviving(person: Person) -> Person:
    """The person under whom a merged record now stands; the same person if it was not merged."""
    met = {person.id}
    while person.merged_into is not None and person.merged_into.id not in met:
        person = person.merged_into
        met.add(person.id)
    return person


def ids_of(person: Person) -> set[UUID]:
    """The ids of every record of one human being: the surviving one and all that were merged into it."""
    found = {surviving(person).id}
    waiting = set(found)
    while waiting:
        waiting = set(Person.objects.filter(merged_into__in=waiting).values_list("id", flat=True)) - found
        found |= waiting
    return found


def names_of(person: Person) -> QuerySet[PersonName]:
    """The names in use."""
    return PersonName.objects.filter(person__in=ids_of(person), ended_at=None).order_by("id")


_BEST_FIRST = [NameKind.PRINTED, NameKind.MRZ, NameKind.SPOKEN, NameKind.OTHER, NameKind.NICKNAME]


def names_to_show(persons: Iterable[UUID]) -> dict[UUID, str]:
    """One name for each record, family name first, for lists, in one query: as printed, else as read, else as spoken."""
    rows = PersonName.objects.filter(person__in=list(persons), ended_at=None).order_by("id")
    ranked = sorted(rows, key=lambda name: _BEST_FIRST.index(NameKind(name.name_kind)), reverse=True)
    return {name.person_id: name.listed for name in ranked}


def documents_of(person: Person) -> QuerySet[Document]:
    """Every document ever shown, newest record first, with what was reported about it."""
    return Document.objects.filter(person__in=ids_of(person)).prefetch_related("status_changes").order_by("-id")


def photo_of(person: Person) -> Photo | None:
    """The newest picture."""
    return Photo.objects.filter(person__in=ids_of(person)).order_by("-taken_at", "-id").first()


def has_photo(person: Person) -> bool:
    """Whether there is a picture of the person, without fetching it."""
    return Photo.objects.filter(person__in=ids_of(person)).exists()


def contacts_of(person: Person) -> QuerySet[Contact]:
    """How the person can be reached now. Addresses are whereabouts: show them only to those who may see that class."""
    return Contact.objects.filter(person__in=ids_of(person), ended_at=None).order_by("id")


def relations_of(person: Person) -> QuerySet[Relation]:
    """The relatives of a person, with them; relations that ended are left out."""
    return Relation.objects.filter(person__in=ids_of(person), ended_at=None).select_related("relative").order_by("id")


def live_consent(person: Person, purpose: str, recipient: str, at: datetime) -> ConsentGiven | None:
    """The consent that holds at an instant for exactly this purpose and recipient, the longest one. None: there is none.

    A child's assent alone is none. A withdrawal ends every earlier consent to the same purpose and recipient, whichever of
    them it named, and the one it named even where a wrong clock dates that one later.
    """
    persons = ids_of(person)
    same = {"person__in": persons, "purpose": purpose, "recipient": recipient}
    withdrawn = ConsentWithdrawn.objects.filter(
        **{f"consent__{name}": value for name, value in same.items()}, withdrawn_at__lte=at
    )
    held = ConsentGiven.objects.filter(**same, valid_from__lte=at, until__gt=at)
    held = held.exclude(method=ConsentMethod.ASSENT.value).exclude(id__in=withdrawn.values("consent"))
    if last := withdrawn.aggregate(last=Max("withdrawn_at"))["last"]:
        held = held.filter(given_at__gt=last)
    return held.order_by("-until", "id").first()
