"""Whom this country trusts, as the checks of chips and seals ask it, and as the oversight looks at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from lakay.credentials.imports import ImportReport, plan
from lakay.credentials.models import AnchorStatus, AnchorUse, RevocationList, TrustAnchor, Upload
from lakay.traveldocs import chips, seals
from lakay.traveldocs.chips import Anchor, Certificate, ChipCheck, Crl, TrustStore, read_trust_file
from lakay.traveldocs.seals import SealCheck

_lock = Lock()
_kept: tuple[Any, TrustStore] | None = None


def check_chip(sod: bytes, groups: Mapping[int, bytes], at: datetime, printed: Sequence[str] = ()) -> ChipCheck:
    """Whether a state trusted here vouches for what was read from a chip. Never raises for what stands in the bytes.

    `groups`: number -> content of the data groups read. `printed`: the rows of the printed zone. What came out is the booth's to
    keep; nothing is entered here.
    """
    return chips.check_chip(sod, groups, trust_store(), at, printed)


def check_seal(payload: bytes, at: datetime) -> SealCheck:
    """Whether a state trusted here vouches for the bytes of a barcode (a visible digital seal)."""
    return seals.check_seal(payload, trust_store(), at)


def trust_store() -> TrustStore:
    """All that is trusted now, in memory; read again when something has changed, here or by exchange with another node."""
    global _kept  # noqa: PLW0603  (one store for the process)
    stamp = _stamp()
    with _lock:
        if _kept is None or _kept[0] != stamp:
            _kept = (stamp, _load())
        return _kept[1]


def _stamp() -> Any:
    """What differs as soon as anything does: two short questions, so that a check costs a fraction of a millisecond more."""
    anchors = TrustAnchor.objects.aggregate(
        count=Count("id"),
        active=Count("id", filter=Q(status=AnchorStatus.ACTIVE)),
        added=Max("added_at"),
        ended=Max("withdrawn_at"),
    )
    lists = RevocationList.objects.aggregate(count=Count("id"), added=Max("added_at"), newest=Max("this_update"))
    return tuple(anchors.values()), tuple(lists.values())


def _load() -> TrustStore:
    rows = TrustAnchor.objects.filter(status=AnchorStatus.ACTIVE).order_by("id").values_list("use", "ski", "certificate")
    anchors = [Anchor(bytes(der), bytes.fromhex(ski)) for use, ski, der in rows if use == AnchorUse.CHIPS]
    signers = [Certificate(bytes(der)) for use, _, der in rows if use == AnchorUse.SEALS]
    lists = [Crl(bytes(der)) for der in RevocationList.objects.values_list("crl", flat=True)]
    return TrustStore(anchors, lists, signers, [one.fingerprint for one in signers])


def report_on(content: bytes) -> ImportReport:
    """What a file would change here. Raises UnreadableList."""
    store = trust_store()
    here = dict(TrustAnchor.objects.values_list("fingerprint", "status"))
    lists = dict(RevocationList.objects.values_list("key", "this_update"))
    return plan(read_trust_file(content, store), here, lists, store)


def upload(key: UUID) -> Upload | None:
    """A file that waits for somebody to agree to it."""
    return Upload.objects.filter(id=key).first()


def uploads() -> list[Upload]:
    """All that wait, oldest first, without their content."""
    return list(Upload.objects.defer("content").order_by("brought_at"))


@dataclass(frozen=True, slots=True)
class StateTrust:
    """What is trusted of one state: how many certificates, how long the newest lasts, its revocation list."""

    state: str
    active: int
    withdrawn: int
    seals: int
    from_on: datetime
    until: datetime
    added_at: datetime
    crl: RevocationList | None

    def crl_is_old(self, at: datetime) -> bool:
        """Whether its list should have been replaced by now."""
        return self.crl is not None and self.crl.next_update is not None and self.crl.next_update < at


def states() -> list[StateTrust]:
    """Each state that has a certificate here."""
    lists: dict[str, RevocationList] = {}
    for one in RevocationList.objects.defer("crl", "revoked").order_by("this_update"):
        lists[one.state] = one
    active = Q(status=AnchorStatus.ACTIVE)
    rows = TrustAnchor.objects.values("state").annotate(
        active=Count("id", filter=active & Q(use=AnchorUse.CHIPS)),
        seals=Count("id", filter=active & Q(use=AnchorUse.SEALS)),
        withdrawn=Count("id", filter=~active),
        from_on=Min("not_before"),
        until=Max("not_after"),
        added_at=Max("added_at"),
    )
    return [StateTrust(**row, crl=lists.get(row["state"])) for row in rows.order_by("state")]


def anchors_of(state: str) -> QuerySet[TrustAnchor]:
    """The certificates of a state, newest first, without their bytes."""
    return TrustAnchor.objects.filter(state=state).defer("certificate").order_by("-not_before", "fingerprint")


def revocation_lists_of(state: str) -> QuerySet[RevocationList]:
    """The lists of a state, newest first."""
    return RevocationList.objects.filter(state=state).defer("crl").order_by("-this_update")


def anchor(key: UUID) -> TrustAnchor | None:
    """One certificate."""
    return TrustAnchor.objects.filter(id=key).first()
