"""Does a state vouch for this seal? Valid, forged (which step), or cannot be checked (why)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from asn1crypto import algos
from cryptography.hazmat.primitives.asymmetric import ec

from lakay.traveldocs.chips.answers import Reason, Signer, Step, StepResult, Stop, Verdict, unknown
from lakay.traveldocs.chips.certificates import Certificate
from lakay.traveldocs.chips.keys import check_signature, from_plain
from lakay.traveldocs.chips.report import Report
from lakay.traveldocs.chips.trust import TrustStore
from lakay.traveldocs.seals.reading import NotASeal, Seal, read_seal

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SealCheck:
    """The answer. `seal` is what stands in it, also where nobody vouches for that; None if it is no seal."""

    verdict: Verdict
    step: Step | None = None
    reason: Reason | None = None
    detail: str = ""
    steps: tuple[StepResult, ...] = ()
    remarks: tuple[Reason, ...] = ()
    seal: Seal | None = None
    signer: Signer | None = None
    anchor: str = ""


def check_seal(payload: bytes, trust: TrustStore, at: datetime) -> SealCheck:
    """Whether a state vouches for the bytes of a barcode. Never raises for what stands in them. `at`: aware, now as a rule."""
    check = _Check(bytes(payload), trust, at)
    if check.report.do(Step.STRUCTURE, check.structure):
        for step, work in check.steps():
            check.report.do(step, work)
    return check.answer()


@dataclass(slots=True)
class _Check:
    given: bytes
    trust: TrustStore
    at: datetime
    report: Report = field(default_factory=Report)
    seal: Seal | None = None
    certificate: Certificate | None = None
    anchor: Certificate | None = None
    algorithm: str = ""

    def steps(self) -> tuple[tuple[Step, Callable[[], bool]], ...]:
        return (
            (Step.SIGNATURE, self.signature),
            (Step.CHAIN, self.chain),
            (Step.USAGE, self.usage),
            (Step.VALIDITY, self.validity),
            (Step.REVOCATION, self.revocation),
        )

    def structure(self) -> bool:
        """What a reader may have spoilt is not called forged: barcodes of bytes are often sent on as text."""
        try:
            self.seal = read_seal(self.given)
        except NotASeal as fault:
            raise unknown(Reason.MALFORMED if self.given[:1] == b"\xdc" else Reason.OTHER_FILE, str(fault)) from fault
        return True

    def signature(self) -> bool:
        """By any certificate that bears the name and number in the seal; one whose key has signed it is the one meant."""
        if self.seal is None:
            return False
        known = [one for one in self.trust.signers if _is_meant(one, self.seal)]
        if not known:
            raise unknown(Reason.NO_SIGNER, f"{self.seal.signer} {self.seal.reference}")
        stops = []
        for one in known:
            self.certificate = one
            try:
                self.algorithm = _check(self.seal, one)
            except Stop as stop:
                stops.append(stop)
            else:
                return True
        raise next((stop for stop in stops if stop.verdict is Verdict.CANNOT_CHECK), stops[0])

    def chain(self) -> bool:
        if self.certificate is None:
            return False
        try:
            self.anchor = self.trust.issuer_of(self.certificate)
        except Stop as stop:
            if stop.verdict is Verdict.CANNOT_CHECK and self.certificate.fingerprint in self.trust.accepted:
                return True
            raise
        return True

    def usage(self) -> bool:
        if self.certificate is None:
            return False
        if self.certificate.is_authority or "digital_signature" not in (self.certificate.usage or {"digital_signature"}):
            raise Stop(Reason.NOT_A_SIGNER)
        return True

    def validity(self) -> bool:
        if self.certificate is None or self.seal is None:
            return False
        signed_at = datetime.combine(self.seal.signed_on, time(12), UTC)
        if not self.certificate.not_before - A_DAY <= signed_at <= self.certificate.not_after + A_DAY:
            raise Stop(Reason.SIGNED_OUTSIDE, detail=self.seal.signed_on.isoformat())
        if signed_at > self.at + A_DAY:
            raise unknown(Reason.NOT_YET_VALID, self.seal.signed_on.isoformat())
        return True

    def revocation(self) -> bool:
        if self.certificate is None or self.anchor is None:
            return False
        crl = self.trust.revocations_of(self.anchor)
        if crl is None:
            self.report.remark(Reason.NO_CRL)
            return False
        found = crl.revoked.get(self.certificate.serial)
        if found is not None and found.at <= self.at:
            raise Stop(Reason.REVOKED, detail=f"{found.at.date().isoformat()} {found.reason}")
        return True

    def answer(self) -> SealCheck:
        worst = self.report.worst()
        told: dict[str, Any] = {
            "steps": self.report.steps(),
            "remarks": tuple(self.report.remarks),
            "seal": self.seal,
            "signer": self._signer(),
            "anchor": self.anchor.fingerprint if self.anchor else "",
        }
        if worst is None:
            return SealCheck(Verdict.VALID, **told)
        return SealCheck(Verdict(worst.outcome.value), worst.step, worst.reason, worst.detail, **told)

    def _signer(self) -> Signer | None:
        one = self.certificate
        return Signer(one.state, one.subject_text, f"{one.serial:x}", one.fingerprint, self.algorithm) if one else None


def _is_meant(certificate: Certificate, seal: Seal) -> bool:
    name = f"{certificate.state}{certificate.common_name.upper()}"
    return name == seal.signer and f"{certificate.serial:x}" == seal.reference


def _check(seal: Seal, certificate: Certificate) -> str:
    """The hash goes with the length of the key (Doc 9303-13 §3.3). Raises Stop."""
    key = certificate.key
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise unknown(Reason.UNKNOWN_ALGORITHM, "rsa")
    size = next((bits for bits in (224, 256, 384) if key.key_size <= bits), 512)
    algorithm = algos.SignedDigestAlgorithm({"algorithm": f"sha{size}_ecdsa"})
    return check_signature(key, algorithm, from_plain(seal.signature), seal.signed)
