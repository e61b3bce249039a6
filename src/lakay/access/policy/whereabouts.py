"""Who sees that there is a compartment, who holds it and who looked. The place itself is opened by no rule: only by a keyholder's own key."""

from __future__ import annotations

from lakay.access.policy.conditions import OPEN, PROTECTING, SAME_POST, TOLD, URGENT, Rule
from lakay.access.policy.permissions import P
from lakay.kernel.predicates import Always, FieldIn, FieldIs, FieldIsNull, Some
from lakay.kernel.purposes import Purpose

HOLDS = FieldIs("staff", "id") & FieldIsNull("ended_at")
REVIEWING = frozenset({Purpose.OVERSIGHT})

CIRCLES = {
    "circle": "",
    "holder": "circle__",
    "stay": "circle__",
    "opening": "circle__",
    "seen": "opening__circle__",
    "glass": "circle__",
}
"""Kind of record: the way from it to its circle."""

RULES: tuple[Rule, ...] = (
    *(
        rule
        for name, way in CIRCLES.items()
        for rule in (
            Rule(f"whereabouts.{name}", P.PLACE_HOLD, Some(f"{way}holders", HOLDS), URGENT, PROTECTING),
            Rule(f"whereabouts.{name}", P.INTAKE_FOLLOW, FieldIs("intake__assigned_to", "id"), URGENT, PROTECTING),
            Rule(f"whereabouts.{name}", P.INTAKE_SUPERVISE, FieldIs(f"{way}post", "post"), URGENT, PROTECTING),
        )
    ),
    Rule("whereabouts.circle", P.GLASS_BREAK, SAME_POST, OPEN, PROTECTING),
    Rule("whereabouts.glass", P.GLASS_BREAK, SAME_POST, URGENT, PROTECTING),
    Rule("whereabouts.glass", P.GLASS_REVIEW, Always(), URGENT, REVIEWING),
    Rule("whereabouts.lock", P.INTAKE_FOLLOW, FieldIs("intake__assigned_to", "id"), URGENT, PROTECTING),
    Rule("whereabouts.lock", P.INTAKE_SUPERVISE, FieldIs("intake__post", "post"), URGENT, PROTECTING),
    Rule("whereabouts.card", P.INTAKE_WORK, SAME_POST, OPEN, PROTECTING),
    Rule("whereabouts.card", P.INTAKE_FOLLOW, FieldIs("issued_by", "id"), OPEN, PROTECTING),
    Rule("whereabouts.card_use", P.INTAKE_WORK, FieldIs("card__post", "post"), URGENT, PROTECTING),
    Rule("whereabouts.card_use", P.INTAKE_FOLLOW, FieldIs("by", "id"), URGENT, PROTECTING),
    Rule("protection.intake", P.INTAKE_FOLLOW, FieldIn("id", "live"), TOLD, PROTECTING),
)
"""A file opens to another desk while its person stands there with their card (`live`)."""
