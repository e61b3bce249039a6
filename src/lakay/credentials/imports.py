"""What a file with keys of states would change here: worked out before anybody agrees to it. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lakay.traveldocs.chips import Certificate, Crl, Reason, Stop, TrustFile, TrustStore
from lakay.traveldocs.chips.lists import Fault, ListSigner

CHIPS = "chips"
SEALS = "seals"
LONGEST_NAME = 300
LONGEST_CODE = 3
NO_STATE = "--"


@dataclass(frozen=True, slots=True)
class NewAnchor:
    """A certificate that would be trusted. The columns of `TrustAnchor`."""

    use: str
    state: str
    holder: str
    serial: str
    ski: str
    fingerprint: str
    not_before: datetime
    not_after: datetime
    certificate: bytes


@dataclass(frozen=True, slots=True)
class NewCrl:
    """A revocation list that would be kept: newer than the one here, and signed by a state trusted here or in the same file."""

    issuer: str
    state: str
    key: str
    number: str
    this_update: datetime
    next_update: datetime | None
    revoked: list[list[str]]
    crl: bytes


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What is new, known, withdrawn here, left out.

    `to_compare`: name and fingerprint of those on whose word all of it would be trusted, where nobody trusted here vouches for
    them: a person compares them with what the state has published elsewhere. `signers`: signers of documents in the file, which
    are not kept, for each chip brings its own.
    """

    new: tuple[NewAnchor, ...] = ()
    known: int = 0
    withdrawn: tuple[str, ...] = ()
    crls: tuple[NewCrl, ...] = ()
    crls_known: int = 0
    signers: int = 0
    faults: tuple[Fault, ...] = ()
    lists: tuple[ListSigner, ...] = ()
    to_compare: tuple[tuple[str, str], ...] = ()

    @property
    def brings(self) -> bool:
        """Whether there is anything to agree to."""
        return bool(self.new or self.crls)

    @property
    def states(self) -> tuple[str, ...]:
        """The states of the new certificates."""
        return tuple(sorted({one.state for one in self.new}))

    @property
    def signed_by(self) -> str:
        """The fingerprint of who signed the list."""
        return self.lists[0].fingerprint if self.lists else ""


def plan(found: TrustFile, here: Mapping[str, str], lists_here: Mapping[str, datetime], store: TrustStore) -> ImportReport:
    """What a file would change.

    `here`: fingerprint -> status of what is kept; `lists_here`: issuer -> date of its revocation list; `store`: who is trusted now.
    """
    seals = {key: one for key, one in found.signers.items() if is_seal_signer(one)}
    offered = {**dict.fromkeys(found.anchors, CHIPS), **dict.fromkeys(seals, SEALS)}
    everyone = found.anchors | seals
    new = [as_anchor(everyone[key], use) for key, use in offered.items() if key not in here]
    together = TrustStore.of([*(one.certificate for one in store.anchors), *found.anchors.values()])
    crls, faults, crls_known = _lists(found.crls, lists_here, together)
    return ImportReport(
        new=tuple(sorted(new, key=lambda one: (one.state, one.not_before, one.fingerprint))),
        known=sum(here.get(key) == "active" for key in offered),
        withdrawn=tuple(sorted(everyone[key].subject_text for key in offered if here.get(key) == "withdrawn")),
        crls=tuple(crls),
        crls_known=crls_known,
        signers=len(found.signers) - len(seals),
        faults=(*found.faults, *faults),
        lists=tuple(found.list_signers),
        to_compare=tuple(_to_compare(found, [everyone[one.fingerprint] for one in new], store)),
    )


def state_code(country: str) -> str:
    """The country of a certificate as it is kept; some certificates name none, or nonsense."""
    return country if country.isalnum() and country.isascii() and len(country) <= LONGEST_CODE else NO_STATE


def is_seal_signer(certificate: Certificate) -> bool:
    """Signers of seals have a name of two characters, with which seals name them (Doc 9303-13 §3.2.1)."""
    return len(certificate.common_name) == 2 and len(certificate.state) == 2


def as_anchor(certificate: Certificate, use: str) -> NewAnchor:
    """A certificate as it is kept."""
    return NewAnchor(
        use=use,
        state=state_code(certificate.state),
        holder=certificate.subject_text[:LONGEST_NAME],
        serial=f"{certificate.serial:x}"[:64],
        ski=certificate.ski.hex()[:128],
        fingerprint=certificate.fingerprint,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        certificate=certificate.der,
    )


def _lists(found: list[Crl], here: Mapping[str, datetime], store: TrustStore) -> tuple[list[NewCrl], list[Fault], int]:
    """The newest list of each issuer that is news, those that nobody trusted has signed, and how many are no news."""
    newest: dict[str, Crl] = {}
    for one in sorted(found, key=lambda crl: crl.this_update):
        newest[issuer_key(one)] = one
    new, faults, known = [], [], len(found) - len(newest)
    for key, one in newest.items():
        if key in here and one.this_update <= here[key]:
            known += 1
        elif any(_has_signed(anchor.certificate, one) for anchor in store.anchors if _may_be_of(anchor.certificate, one)):
            new.append(as_crl(one))
        else:
            faults.append(Fault("CRL", Reason.CRL_UNSIGNED, one.issuer_text))
    return new, faults, known


def _may_be_of(certificate: Certificate, one: Crl) -> bool:
    return certificate.subject == one.issuer or (bool(one.aki) and certificate.ski == one.aki)


def _has_signed(certificate: Certificate, one: Crl) -> bool:
    try:
        one.check_signed_by(certificate)
    except Stop:
        return False
    return True


def issuer_key(one: Crl) -> str:
    """What tells the issuers of lists apart: the key, and for old lists the name."""
    return one.aki.hex() or one.issuer_text


def as_crl(one: Crl) -> NewCrl:
    """A list as it is kept."""
    revoked = [[f"{serial:x}", revoked.at.isoformat(), revoked.reason] for serial, revoked in sorted(one.revoked.items())]
    return NewCrl(
        issuer=one.issuer_text[:LONGEST_NAME],
        state=state_code(one.state),
        key=issuer_key(one)[:LONGEST_NAME],
        number="" if one.number is None else str(one.number)[:64],
        this_update=one.this_update,
        next_update=one.next_update,
        revoked=revoked,
        crl=one.der,
    )


def _to_compare(found: TrustFile, new: list[Certificate], store: TrustStore) -> list[tuple[str, str]]:
    """On whose word the new certificates would be trusted, as far as nobody trusted here vouches for them."""
    if found.list_signers:
        return [(one.subject, one.root or one.fingerprint) for one in found.list_signers if not one.known]
    return [(one.subject_text, one.fingerprint) for one in new if not _vouched(one, store)]


def _vouched(certificate: Certificate, store: TrustStore) -> bool:
    """Whether a state's earlier key vouches for a new one (a link certificate), or its authority for a signer."""
    try:
        store.issuer_of(certificate)
    except Stop:
        return False
    return True
