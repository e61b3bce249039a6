"""Every write about people, by name."""

from lakay.people.actions.consents import give_consent, withdraw_consent
from lakay.people.actions.contacts import add_contact, add_photo, end_contact, photograph
from lakay.people.actions.documents import add_document, change_document_status
from lakay.people.actions.merges import decide_merge, propose_merge, undo_merge
from lakay.people.actions.persons import add_name, add_named, add_traveller, correct_person, end_name, register_person
from lakay.people.actions.relations import declare_relation, end_relation, verify_relation

__all__ = [
    "add_contact",
    "add_document",
    "add_name",
    "add_named",
    "add_photo",
    "add_traveller",
    "change_document_status",
    "correct_person",
    "decide_merge",
    "declare_relation",
    "end_contact",
    "end_name",
    "end_relation",
    "give_consent",
    "photograph",
    "propose_merge",
    "register_person",
    "undo_merge",
    "verify_relation",
    "withdraw_consent",
]
