"""Whom this country trusts: the signing authorities of states, the lists of what they revoked, and signers of seals. In memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from lakay.traveldocs.chips.answers import Reason, Stop, unknown
from lakay.traveldocs.chips.certificates import Certificate, NameKey
from lakay.traveldocs.chips.crls import Crl

MOST_REMEMBERED = 2000
"""Signers whose authority is not looked for again."""


class Anchor:
    """A trusted certificate, read only when it is needed: a store holds many hundreds and a traveller needs one."""

    def __init__(self, der: bytes, ski: bytes) -> None:
        self.der = der
        self.ski = ski

    @classmethod
    def of(cls, certificate: Certificate) -> Anchor:
        """An anchor that has been read already."""
        anchor = cls(certificate.der, certificate.ski)
        anchor.__dict__["certificate"] = certificate
        return anchor

    @cached_property
    def certificate(self) -> Certificate:
        """What it says. Raises Stop."""
        return Certificate(self.der)


class TrustStore:
    """Anchors, revocation lists and other signers. Never changed: a changed store is a new one."""

    def __init__(
        self,
        anchors: Iterable[Anchor] = (),
        crls: Iterable[Crl] = (),
        signers: Iterable[Certificate] = (),
        accepted: Iterable[str] = (),
    ) -> None:
        """`signers` are merely known; `accepted`: fingerprints of those of them that a person trusts although no anchor does."""
        self.anchors = tuple(anchors)
        self.crls = tuple(crls)
        self.signers = tuple(signers)
        self.accepted = frozenset(accepted)
        self._issuers: dict[bytes, Certificate] = {}
        self._by_ski: dict[bytes, list[Anchor]] = defaultdict(list)
        for anchor in self.anchors:
            self._by_ski[anchor.ski].append(anchor)

    @classmethod
    def of(
        cls,
        anchors: Iterable[Certificate],
        crls: Iterable[Crl] = (),
        signers: Iterable[Certificate] = (),
        accepted: Iterable[str] = (),
    ) -> TrustStore:
        """A store of certificates that have been read already."""
        return cls([Anchor.of(certificate) for certificate in anchors], crls, signers, accepted)

    @cached_property
    def _by_name(self) -> dict[NameKey, list[Anchor]]:
        found: dict[NameKey, list[Anchor]] = defaultdict(list)
        for anchor in self.anchors:
            found[anchor.certificate.subject].append(anchor)
        return found

    def candidates(self, certificate: Certificate) -> list[Certificate]:
        """The anchors that may have issued a certificate: those with the key it names, else those with the issuer's name.

        Several certificates may hold one key (a self-signed one and its links): all of them are given.
        """
        found = self._by_ski.get(certificate.aki, []) if certificate.aki else []
        return [anchor.certificate for anchor in found or self._by_name.get(certificate.issuer, [])]

    def issuer_of(self, certificate: Certificate) -> Certificate:
        """As `find_issuer`, but a signer that was vouched for once is remembered: a state has few, and they sign many documents."""
        found = self._issuers.get(certificate.der)
        if found is None:
            found = self.find_issuer(certificate)
            if len(self._issuers) < MOST_REMEMBERED:
                self._issuers[certificate.der] = found
        return found

    def find_issuer(self, certificate: Certificate) -> Certificate:
        """The anchor whose key vouches for a certificate; one that was in force when it was issued, if there is such a one.

        Raises Stop: `issuer_denies` (forged) where the very key that the certificate names has not signed it, `no_anchor`
        where no such key is known, and what stands in the way of using it.
        """
        by_key: dict[bytes, list[Certificate]] = defaultdict(list)
        for anchor in self.candidates(certificate):
            if anchor.may_certify:
                by_key[anchor.key_der].append(anchor)
        stops: list[Stop] = []
        for holders in by_key.values():
            try:
                certificate.check_signed_by(holders[0])
            except Stop as stop:
                stops.append(_from(stop, named=bool(certificate.aki) and holders[0].ski == certificate.aki))
            else:
                return max(holders, key=lambda one: (one.not_before <= certificate.not_before <= one.not_after, one.self_signed))
        raise next(
            (stop for stop in stops if stop.reason is not Reason.NO_ANCHOR), unknown(Reason.NO_ANCHOR, certificate.issuer_text)
        )

    def revocations_of(self, issuer: Certificate) -> Crl | None:
        """The newest list that the issuer's key has signed; a list that another key signed is as good as none."""
        mine = (one for one in self.crls if one.issuer == issuer.subject or (one.aki and one.aki == issuer.ski))
        for found in sorted(mine, key=lambda one: one.this_update, reverse=True):
            try:
                found.check_signed_by(issuer)
            except Stop:
                continue
            return found
        return None


def _from(stop: Stop, *, named: bool) -> Stop:
    """What it means that an anchor does not vouch: with the key that the certificate names, a forgery; else another key."""
    if stop.reason is Reason.BAD_SIGNATURE:
        return Stop(Reason.ISSUER_DENIES) if named else unknown(Reason.NO_ANCHOR)
    return unknown(stop.reason, stop.detail)
