"""The keys that passes are signed and checked with."""

from __future__ import annotations

from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db.models import QuerySet

from lakay.credentials.codes import IssuerStatus, SignedKind
from lakay.credentials.keys import issuer_key
from lakay.credentials.models import Issuer
from lakay.journal.prepared import Prepared
from lakay.traveldocs.passes import IssuerKey

KNOWN = (IssuerStatus.ACTIVE.value, IssuerStatus.WITHDRAWN.value)


def issuer_list() -> QuerySet[Issuer]:
    """Every key that was ever proposed, newest first. None of it is secret."""
    return Issuer.objects.order_by("-proposed_at", "-id")


def issuers() -> dict[str, IssuerKey]:
    """The keys to verify with, by id: all that a second person agreed to, those withdrawn since marked so."""
    return {row.key_id: as_key(row) for row in Issuer.objects.filter(status__in=KNOWN)}


_COLUMNS = ("key_id", "public", "agency", "kinds", "valid_from", "valid_until", "status")
_ONE = Prepared(lambda key: Issuer.objects.filter(key_id=key, status__in=KNOWN).values_list(*_COLUMNS), key="a key's id")


def issuer_named(key: str) -> dict[str, IssuerKey]:
    """The key of an id as `issuers` gives it, in one prepared query: for the booth."""
    found = (as_key(Issuer(**dict(zip(_COLUMNS, row, strict=True)))) for row in _ONE.rows(key=key))
    return {one.id: one for one in found}


def as_key(row: Issuer) -> IssuerKey:
    """A row as the verifier takes it."""
    kinds = frozenset(SignedKind(kind).in_code for kind in row.kinds)
    withdrawn = row.status == IssuerStatus.WITHDRAWN
    return IssuerKey(row.key_id, bytes(row.public), row.agency, kinds, row.valid_from, row.valid_until, withdrawn)


def signer(agency: str, kind: SignedKind, today: date) -> tuple[Issuer, Ed25519PrivateKey] | None:
    """The key of an agency with which this node signs a kind today: the one that lasts longest. None: there is none here."""
    rows = Issuer.objects.filter(
        agency=agency, status=IssuerStatus.ACTIVE.value, valid_from__lte=today, valid_until__gte=today
    ).order_by("-valid_until", "-id")
    for row in rows:
        key = issuer_key(row.key_id) if kind in row.kinds else None
        if key is not None:
            return row, key
    return None
