"""The tables of people. Values of a person are sealed in the journal under that person's key."""

from lakay.people.models.consents import ConsentGiven, ConsentWithdrawn
from lakay.people.models.documents import Document, DocumentStatusChange
from lakay.people.models.merges import MergeProposal
from lakay.people.models.persons import Contact, Person, PersonName, PersonToken, Photo
from lakay.people.models.relations import Relation

__all__ = [
    "ConsentGiven",
    "ConsentWithdrawn",
    "Contact",
    "Document",
    "DocumentStatusChange",
    "MergeProposal",
    "Person",
    "PersonName",
    "PersonToken",
    "Photo",
    "Relation",
]
