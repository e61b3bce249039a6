"""The keys that agencies sign passes with: proposed by one person, agreed to by another, withdrawn by either."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from lakay.credentials.codes import ISSUER_STATES, IssuerStatus, SignedKind
from lakay.credentials.models import Issuer
from lakay.credentials.permissions import check_can_decide_issuer, check_can_propose_issuer, check_can_withdraw_issuer
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.traveldocs.passes import key_id


class KnownKey(ValueError):
    """A key of this id was proposed before."""


class BadIssuer(ValueError):
    """A key that signs nothing, or on no day."""


@action("credentials.issuer.propose", Purpose.ADMINISTRATION)
def propose_issuer(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    public: bytes,
    agency: str,
    kinds: Collection[SignedKind],
    valid_from: date,
    valid_until: date,
    command: UUID | None = None,
) -> None:
    """Propose a key of one's own agency. Nothing that it signs is good before a second person has agreed."""
    check_can_propose_issuer(by, agency)
    if not kinds or valid_until < valid_from:
        raise BadIssuer
    if Issuer.objects.filter(key_id=key_id(public)).exists():
        raise KnownKey
    act.create(
        Issuer,
        key_id=key_id(public),
        public=public,
        agency=agency,
        kinds=sorted(kind.value for kind in kinds),
        valid_from=valid_from,
        valid_until=valid_until,
        status=IssuerStatus.PROPOSED.value,
        proposed_by=by.id,
        proposed_at=at,
    )


@action("credentials.issuer.decide", Purpose.ADMINISTRATION)
def decide_issuer(act: Act, *, by: Actor, at: datetime, issuer: Issuer, approve: bool, command: UUID | None = None) -> None:
    """A second person agrees or refuses. Raises CannotMove if somebody has decided already."""
    now = Issuer.objects.select_for_update().get(pk=issuer.pk)
    check_can_decide_issuer(by, now.proposed_by)
    to = IssuerStatus.ACTIVE if approve else IssuerStatus.REJECTED
    ISSUER_STATES.check_can_move(IssuerStatus(now.status), to)
    act.update(issuer, status=to.value, decided_by=by.id, decided_at=at)


@action("credentials.issuer.withdraw", Purpose.SECURITY)
def withdraw_issuer(act: Act, *, by: Actor, at: datetime, issuer: Issuer, reason: str, command: UUID | None = None) -> None:
    """The key is lost or in wrong hands: from now on nothing that it ever signed is trusted. Raises CannotMove."""
    now = Issuer.objects.select_for_update().get(pk=issuer.pk)
    check_can_withdraw_issuer(by, now.agency)
    ISSUER_STATES.check_can_move(IssuerStatus(now.status), IssuerStatus.WITHDRAWN)
    act.update(issuer, status=IssuerStatus.WITHDRAWN.value, withdrawn_by=by.id, withdrawn_at=at, reason=reason)
