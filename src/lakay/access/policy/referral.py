"""Who sees what of the directory of services, of referrals, and of what people say of them."""

from __future__ import annotations

from lakay.access.policy.conditions import OPEN, PROTECTING, TOLD, Rule
from lakay.access.policy.permissions import P
from lakay.kernel.predicates import Always, FieldIs, FieldIsNull

HELD = FieldIs("holder", "id")
FROM_HERE = FieldIs("from_post", "post")
SENT_TO_US = FieldIs("to_agency", "agency") & ~FieldIsNull("sent_at")

_SIDES = (
    (P.REFERRAL_SEND, FieldIs("referral__holder", "id")),
    (P.INTAKE_SUPERVISE, FieldIs("referral__from_post", "post")),
)

RULES: tuple[Rule, ...] = (
    *(Rule(f"services.{name}", P.SERVICE_VIEW, Always(), OPEN, PROTECTING) for name in ("provider", "service")),
    Rule("referral.referral", P.REFERRAL_SEND, HELD, TOLD, PROTECTING),
    Rule("referral.referral", P.INTAKE_SUPERVISE, FROM_HERE, TOLD, PROTECTING),
    Rule("referral.referral", P.REFERRAL_ANSWER, SENT_TO_US, TOLD),
    Rule("referral.delivery", P.REFERRAL_ANSWER, FieldIs("to_agency", "agency"), TOLD),
    Rule("referral.reply", P.REFERRAL_ANSWER, FieldIs("delivery__to_agency", "agency"), TOLD),
    *(Rule("referral.step", permission, when, TOLD, PROTECTING) for permission, when in _SIDES),
    Rule("referral.step", P.REFERRAL_ANSWER, FieldIs("referral__to_agency", "agency"), TOLD),
    *(Rule("referral.feedback", permission, when, TOLD, PROTECTING) for permission, when in _SIDES),
    *(
        Rule(f"referral.{name}", permission, when, TOLD, PROTECTING)
        for name in ("agreed", "agreed_end")
        for permission, when in (
            (P.REFERRAL_SEND, FieldIs("intake__assigned_to", "id")),
            (P.INTAKE_SUPERVISE, FieldIs("intake__post", "post")),
        )
    ),
    Rule("referral.complaint", P.VOICE_HEAR, Always(), TOLD, PROTECTING),
)
