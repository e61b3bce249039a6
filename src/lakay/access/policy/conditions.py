"""What a rule is made of: the record's relation to the person who looks, the classes of field it opens, and the purposes it serves."""

from __future__ import annotations

from dataclasses import dataclass

from lakay.access.policy.permissions import Permission
from lakay.kernel.fields import FieldClass
from lakay.kernel.predicates import FieldEquals, FieldIs, Predicate
from lakay.kernel.purposes import Purpose


@dataclass(frozen=True, slots=True)
class Rule:
    """Opens records of a kind. `purposes` None is any purpose that the role works for."""

    kind: str
    permission: Permission
    when: Predicate
    classes: frozenset[FieldClass]
    purposes: frozenset[Purpose] | None = None


OPEN = frozenset({FieldClass.PUBLIC, FieldClass.INTERNAL})
NAMED = OPEN | {FieldClass.PERSONAL}
TOLD = NAMED | {FieldClass.SENSITIVE}
URGENT = OPEN | {FieldClass.SENSITIVE}
"""How urgent somebody is and why, without saying who it is: what a queue shows to the whole desk."""

SAME_POST = FieldIs("post", "post")
OWN_SHIFT = FieldIs("officer", "id")
SELF = FieldIs("id", "id")
OWN = FieldIs("staff_id", "id")
PROTECTIVE = FieldEquals("protective", True)
SILENT = FieldEquals("silent", True)
HANDED_OVER = FieldIs("opened_by", "id")
SEEN_AT_POST = FieldIs("encounter__post", "post")
UNDONE_AT_POST = FieldIs("crossing__post", "post")
PROPOSER = FieldIs("proposed_by", "id")
OWN_AGENCY = FieldIs("agency__code", "agency")
ISSUED_HERE = FieldIs("agency", "agency")
FILLED_HERE = FieldIs("agency", "agency")
OF_FILLED_HERE = FieldIs("submission__agency", "agency")
OF_PROTECTION = FieldEquals("submission__purpose", Purpose.PROTECTION.value)
OF_RECEPTION = FieldEquals("submission__purpose", Purpose.RECEPTION.value)
IN_MY_HANDS = FieldIs("assigned_to", "id")
STAFF_OF_OWN_AGENCY = FieldIs("staff__agency__code", "agency")

BORDER = frozenset({Purpose.BORDER_CONTROL})
PROTECTING = frozenset({Purpose.PROTECTION})
RECEIVING = frozenset({Purpose.RECEPTION})
CARE = frozenset({Purpose.PROTECTION, Purpose.RECEPTION})
REQUEST = frozenset({Purpose.SUBJECT_REQUEST})
ISSUING = frozenset({Purpose.ADMINISTRATION})
TOGETHER = frozenset({Purpose.COORDINATION})
