"""Who sees what of persons, of the protection desk and of filled forms."""

from __future__ import annotations

from lakay.access.policy.conditions import (
    CARE,
    FILLED_HERE,
    IN_MY_HANDS,
    NAMED,
    OF_FILLED_HERE,
    OF_PROTECTION,
    OF_RECEPTION,
    OPEN,
    PROPOSER,
    PROTECTING,
    RECEIVING,
    REQUEST,
    SAME_POST,
    TOLD,
    URGENT,
    Rule,
)
from lakay.access.policy.permissions import P
from lakay.kernel.predicates import Always, FieldEquals, FieldIn, FieldIs

KINDS_OF_A_PERSON: dict[str, str] = {
    "people.person": "id",
    "people.name": "person_id",
    "people.document": "person_id",
    "people.document_status": "person_id",
    "people.photo": "person_id",
    "people.contact": "person_id",
    "people.relation": "person_id",
    "people.consent_given": "person_id",
    "people.consent_withdrawn": "person_id",
}
"""Kinds of record that belong to a person, and the field with the person's id."""


def _of_a_person(kind: str, path: str) -> tuple[Rule, ...]:
    before_them = FieldIn(path, "live")
    return (
        Rule(kind, P.PERSON_VIEW, before_them, NAMED),
        Rule(kind, P.PERSON_VIEW, before_them, TOLD, CARE),
        Rule(kind, P.PERSON_VIEW, Always(), NAMED, REQUEST),
    )


RULES: tuple[Rule, ...] = (
    *(rule for kind, path in KINDS_OF_A_PERSON.items() for rule in _of_a_person(kind, path)),
    Rule("people.merge", P.MERGE_PROPOSE, PROPOSER, TOLD),
    Rule("people.merge", P.MERGE_DECIDE, Always(), TOLD),
    Rule("protection.intake", P.INTAKE_WORK, SAME_POST, URGENT, PROTECTING),
    Rule("protection.intake", P.INTAKE_FOLLOW, IN_MY_HANDS, TOLD, PROTECTING),
    Rule("protection.intake", P.INTAKE_SUPERVISE, SAME_POST, TOLD, PROTECTING),
    *(
        Rule(f"protection.{name}", permission, when, TOLD, PROTECTING)
        for name in ("screening", "consent", "consent_end", "decision")
        for permission, when in (
            (P.INTAKE_FOLLOW, FieldIs("intake__assigned_to", "id")),
            (P.INTAKE_SUPERVISE, FieldIs("intake__post", "post")),
        )
    ),
    *(Rule(f"forms.{name}", P.FORM_VIEW, Always(), OPEN) for name in ("form", "version", "media")),
    *(Rule(f"forms.{name}", P.SUBMISSION_SEND, Always(), OPEN, CARE) for name in ("form", "version", "media")),
    Rule("forms.phone_key", P.PHONE_MANAGE, Always(), OPEN),
    Rule("forms.submission", P.SUBMISSION_VIEW, FILLED_HERE & FieldEquals("purpose", "protection"), TOLD, PROTECTING),
    Rule("forms.submission", P.SUBMISSION_VIEW, FILLED_HERE & FieldEquals("purpose", "reception"), TOLD, RECEIVING),
    *(
        Rule(f"forms.{name}", P.SUBMISSION_VIEW, OF_FILLED_HERE & whose, TOLD, purposes)
        for name in ("attachment", "mapped")
        for whose, purposes in ((OF_PROTECTION, PROTECTING), (OF_RECEPTION, RECEIVING))
    ),
)
