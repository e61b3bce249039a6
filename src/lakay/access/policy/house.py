"""Who sees what of the rest: places, what agencies share, lists, machines, passes and accounts."""

from __future__ import annotations

from lakay.access.agreements import opened
from lakay.access.policy.conditions import (
    ISSUED_HERE,
    NAMED,
    OPEN,
    OWN,
    OWN_AGENCY,
    PROTECTIVE,
    REQUEST,
    SELF,
    STAFF_OF_OWN_AGENCY,
    TOGETHER,
    TOLD,
    Rule,
)
from lakay.access.policy.permissions import P
from lakay.kernel.predicates import Always

_PLACES = ("place", "place_formerly", "post", "post_formerly", "closure", "holiday")

RULES: tuple[Rule, ...] = (
    *(Rule(each.kind, P.INCIDENT_VIEW, each.when, TOLD if each.told else OPEN, TOGETHER) for each in opened()),
    *(Rule(f"places.{name}", P.PLACE_VIEW, Always(), OPEN) for name in _PLACES),
    *(Rule(f"credentials.{name}", P.TRUST_VIEW, Always(), OPEN) for name in ("trust_anchor", "revocation_list")),
    Rule("credentials.issuer", P.ISSUER_VIEW, Always(), OPEN),
    Rule("credentials.pass", P.PERMIT_VIEW, ISSUED_HERE, TOLD),
    Rule("credentials.pass", P.PERSON_VIEW, Always(), NAMED, REQUEST),
    Rule("credentials.revocation", P.PERMIT_VIEW, Always(), OPEN),
    *(
        Rule(f"watchlist.{name}", P.ALERT_LIST, Always(), TOLD)
        for name in ("alert", "change", "batch", "outcome", "list", "redress", "screening", "finding", "silence")
    ),
    Rule("watchlist.alert", P.ALERT_OPEN, PROTECTIVE, TOLD),
    Rule("watchlist.silence", P.EVENT_VIEW, Always(), OPEN),
    Rule("backup.drill", P.BACKUP_VERIFY, Always(), OPEN),
    *(Rule(f"sync.{name}", P.NODE_VIEW, Always(), OPEN) for name in ("peer", "invitation", "release")),
    Rule("access.agency", P.SELF_MANAGE, Always(), OPEN),
    Rule("access.staff", P.SELF_MANAGE, SELF, NAMED),
    Rule("access.staff", P.STAFF_VIEW, OWN_AGENCY, NAMED),
    Rule("access.grant", P.SELF_MANAGE, OWN, OPEN),
    Rule("access.grant", P.STAFF_VIEW, STAFF_OF_OWN_AGENCY, OPEN),
    Rule("access.passkey", P.SELF_MANAGE, OWN, NAMED),
)
