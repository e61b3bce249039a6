"""Whose signatures on documents are trusted here: every change of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from lakay.credentials.imports import NewAnchor, NewCrl
from lakay.credentials.models import AnchorStatus, RevocationList, TrustAnchor, Upload
from lakay.credentials.permissions import check_can_edit_trust, check_is_second
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

_IDS = UUID("6c616b61-7900-7000-8000-747275737473")
KEPT_FOR = timedelta(days=7)
"""How long a file waits for somebody to agree to it."""


class NotTheState(ValueError):
    """The certificate is not in the state in which this can be done to it."""


@action("credentials.trust.bring", Purpose.ADMINISTRATION)
def bring_file(act: Act, *, by: Actor, at: datetime, name: str, content: bytes, command: UUID | None = None) -> None:
    """Lay a file before those who decide. Nothing is trusted by that. Files that nobody decided on in a week go."""
    check_can_edit_trust(by)
    Upload.objects.filter(brought_at__lt=at - KEPT_FOR).delete()
    Upload.objects.create(id=act.id, name=name[:200], content=content, brought_by=by.id, brought_at=at)
    act.note()


@action("credentials.trust.drop", Purpose.ADMINISTRATION)
def drop_file(act: Act, *, by: Actor, at: datetime, upload: UUID, command: UUID | None = None) -> None:
    """Put a file away without trusting anything in it."""
    check_can_edit_trust(by)
    Upload.objects.filter(id=upload).delete()
    act.note()


@action("credentials.trust.import", Purpose.ADMINISTRATION)
def import_trust(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    source: str,
    anchors: Sequence[NewAnchor] = (),
    crls: Sequence[NewCrl] = (),
    signed_by: str = "",
    compared: str = "",
    vouched: bool = True,
    upload: UUID | None = None,
    brought_by: UUID | None = None,
    command: UUID | None = None,
) -> None:
    """Trust what a file brings, as reported before; the whole file or nothing.

    Where nobody trusted here vouches for it (`vouched` False), two people decide: who brought the file does not agree to it, and
    `compared` says with what the fingerprint was compared. What is known already, withdrawn ones too, stays as it is.
    """
    check_can_edit_trust(by)
    if not vouched:
        check_is_second(by, brought_by, compared)
    _add(act, at, anchors, source, signed_by, compared)
    for one in crls:
        _keep(act, at, one, source)
    if upload is not None:
        Upload.objects.filter(id=upload).delete()


@action("credentials.trust.import_anchors", Purpose.ADMINISTRATION)
def import_anchors(
    act: Act, *, by: Actor, at: datetime, source: str, anchors: Sequence[NewAnchor], command: UUID | None = None
) -> None:
    """Trust certificates that somebody vouches for already."""
    check_can_edit_trust(by)
    _add(act, at, anchors, source, "", "")


@action("credentials.trust.import_crl", Purpose.ADMINISTRATION)
def import_crl(act: Act, *, by: Actor, at: datetime, source: str, crls: Sequence[NewCrl], command: UUID | None = None) -> None:
    """Keep revocation lists of trusted states; each replaces the earlier one of its issuer."""
    check_can_edit_trust(by)
    for one in crls:
        _keep(act, at, one, source)


def _add(act: Act, at: datetime, anchors: Sequence[NewAnchor], source: str, signed_by: str, compared: str) -> None:
    wanted = {one.fingerprint: one for one in anchors}
    known = set(TrustAnchor.objects.filter(fingerprint__in=list(wanted)).values_list("fingerprint", flat=True))
    for fingerprint, one in wanted.items():
        if fingerprint not in known:
            act.create(
                TrustAnchor,
                id=uuid5(_IDS, fingerprint),
                **asdict(one),
                source=source[:200],
                signed_by=signed_by,
                compared=compared[:200],
                added_at=at,
            )


def _keep(act: Act, at: datetime, one: NewCrl, source: str) -> None:
    """The newest list of an issuer stays, whichever came last."""
    values = {**asdict(one), "source": source[:200], "added_at": at}
    key = uuid5(_IDS, f"crl {one.key}")
    standing = RevocationList.objects.filter(id=key).first()
    if standing is None:
        act.create(RevocationList, id=key, **values)
    elif standing.this_update < one.this_update:
        act.update(standing, **values)


@action("credentials.trust.withdraw", Purpose.ADMINISTRATION)
def withdraw_anchor(act: Act, *, by: Actor, at: datetime, anchor: TrustAnchor, reason: str, command: UUID | None = None) -> None:
    """Trust a certificate no more; a later list does not bring it back. Raises NotTheState, ValueError without a reason."""
    check_can_edit_trust(by)
    if anchor.status != AnchorStatus.ACTIVE:
        raise NotTheState(anchor.status)
    if not reason.strip():
        raise ValueError("no reason")
    act.update(anchor, status=AnchorStatus.WITHDRAWN.value, reason=reason.strip()[:300], withdrawn_at=at)


@action("credentials.trust.restore", Purpose.ADMINISTRATION)
def restore_anchor(act: Act, *, by: Actor, at: datetime, anchor: TrustAnchor, command: UUID | None = None) -> None:
    """Trust a certificate again that was withdrawn by mistake. Raises NotTheState."""
    check_can_edit_trust(by)
    if anchor.status != AnchorStatus.WITHDRAWN:
        raise NotTheState(anchor.status)
    act.update(anchor, status=AnchorStatus.ACTIVE.value, reason="", withdrawn_at=None)
