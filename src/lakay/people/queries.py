"""Every look at people: by document, by name, and what belongs to one person under all the records merged into one."""

from __future__ import annotations

from lakay.people.blind import number_key
from lakay.people.models import Document, Person


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
