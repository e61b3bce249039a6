"""Passive authentication: does a state vouch for the data of this chip? (ICAO Doc 9303-11 §5.1, Doc 9303-12 §5)"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from lakay.traveldocs.chips.answers import ChipCheck, Reason, Signer, Step, Stop, Verdict, unknown
from lakay.traveldocs.chips.asn1 import DEVIATION_LIST_SIGNER, MASTER_LIST_SIGNER
from lakay.traveldocs.chips.certificates import Certificate
from lakay.traveldocs.chips.countries import may_sign
from lakay.traveldocs.chips.groups import ZONE_GROUP, NotAZone, check_groups, zone_of
from lakay.traveldocs.chips.keys import WEAK
from lakay.traveldocs.chips.report import Report
from lakay.traveldocs.chips.signed import check_attributes, check_signer
from lakay.traveldocs.chips.sod import Sod, read_sod
from lakay.traveldocs.chips.trust import TrustStore
from lakay.traveldocs.mrz import Mrz
from lakay.traveldocs.mrz import Verdict as Zone
from lakay.traveldocs.parsing import parse

A_DAY = timedelta(days=1)
"""What the clocks of issuing offices may be apart: days begin at other hours, and some write local time."""

OTHER_SIGNERS = frozenset({MASTER_LIST_SIGNER, DEVIATION_LIST_SIGNER})


def check_chip(
    sod: bytes, groups: Mapping[int, bytes], trust: TrustStore, at: datetime, printed: Sequence[str] = ()
) -> ChipCheck:
    """Whether a state vouches for data groups read from a chip. Never raises for what stands in the bytes.

    `groups`: content of the files read, by number; none is needed, but without them only the security object itself is checked.
    `at`: an aware instant, now as a rule. `printed`: the rows of the printed zone, to be the same as those on the chip.
    """
    check = _Check(bytes(sod), {number: bytes(content) for number, content in groups.items()}, trust, at, tuple(printed))
    if check.report.do(Step.STRUCTURE, check.structure):
        for step, work in check.steps():
            check.report.do(step, work)
    return check.answer()


@dataclass(slots=True)
class _Check:
    """One check on its way: the steps fill it in."""

    given: bytes
    groups: dict[int, bytes]
    trust: TrustStore
    at: datetime
    printed: tuple[str, ...]
    report: Report = field(default_factory=Report)
    sod: Sod | None = None
    certificate: Certificate | None = None
    anchor: Certificate | None = None
    algorithm: str = ""
    checked: tuple[int, ...] = ()

    def steps(self) -> tuple[tuple[Step, Callable[[], bool]], ...]:
        """All after the first: each is done even where one before it failed, so that a forgery is never hidden behind a doubt."""
        return (
            (Step.HASHES, self.hashes),
            (Step.ATTRIBUTES, self.attributes),
            (Step.SIGNATURE, self.signature),
            (Step.CHAIN, self.chain),
            (Step.USAGE, self.usage),
            (Step.VALIDITY, self.validity),
            (Step.REVOCATION, self.revocation),
            (Step.STATE, self.state),
            (Step.ZONE, self.zone),
        )

    def structure(self) -> bool:
        self.sod = read_sod(self.given)
        self.certificate = self.sod.signer_certificate() or self._known_signer(self.sod)
        if self.sod.old_content_type:
            self.report.remark(Reason.OLD_CONTENT_TYPE)
        if self.sod.data.digest_algorithm in WEAK:
            self.report.remark(Reason.WEAK_HASH)
        return True

    def _known_signer(self, sod: Sod) -> Certificate | None:
        """A signer whose certificate did not come along but is known from elsewhere."""
        return next((one for one in self.trust.signers if sod.signed.signer.names(one)), None)

    def hashes(self) -> bool:
        if self.sod is None or not self.groups:
            self.report.remark(Reason.GROUPS_NOT_GIVEN)
            return False
        self.checked = check_groups(self.sod.data, self.groups)
        return True

    def attributes(self) -> bool:
        if self.sod is None:
            return False
        check_attributes(self.sod.signed)
        return True

    def signature(self) -> bool:
        if self.sod is None:
            return False
        if self.certificate is None:
            raise unknown(Reason.NO_SIGNER)
        self.algorithm = check_signer(self.sod.signed, self.certificate)
        return True

    def chain(self) -> bool:
        if self.certificate is None:
            return False
        self.anchor = self.trust.issuer_of(self.certificate)
        if not self.certificate.aki:
            self.report.remark(Reason.NO_KEY_IDENTIFIER)
        return True

    def usage(self) -> bool:
        """A signer of documents signs nothing else, and is no authority (Doc 9303-12 §7.1.1, table 4)."""
        if self.certificate is None:
            return False
        usage = self.certificate.usage
        if usage is None:
            self.report.remark(Reason.NO_KEY_USAGE)
        elif "digital_signature" not in usage:
            raise Stop(Reason.NOT_A_SIGNER)
        if self.certificate.is_authority or self.certificate.extended & OTHER_SIGNERS:
            raise Stop(Reason.NOT_A_SIGNER)
        return True

    def validity(self) -> bool:
        """Signed while the signer was in force, who was appointed while the authority was."""
        if self.certificate is None or self.anchor is None or self.sod is None:
            return False
        signer, signed_at = self.certificate, self.sod.signed.signer.signed_at
        if not _within(signer.not_before, self.anchor):
            raise unknown(Reason.ANCHOR_EXPIRED)
        if signed_at is not None and not _within(signed_at, signer):
            raise Stop(Reason.SIGNED_OUTSIDE, detail=signed_at.date().isoformat())
        if self.at < signer.not_before - A_DAY:
            raise unknown(Reason.NOT_YET_VALID)
        if signed_at is None:
            self.report.remark(Reason.NO_SIGNING_TIME)
            if not _within(self._last_use(), signer):
                raise unknown(Reason.SIGNER_EXPIRED)
        return True

    def _last_use(self) -> datetime:
        """Where nobody wrote when it was signed: a signer outlives its documents, so it is asked about the end of this one."""
        read = self._zone()
        ends = read.expiry.on if read else None
        if ends is None:
            return self.at
        return min(self.at, datetime(ends.year, ends.month, ends.day, tzinfo=self.at.tzinfo))

    def revocation(self) -> bool:
        if self.certificate is None or self.anchor is None:
            return False
        crl = self.trust.revocations_of(self.anchor)
        if crl is None:
            self.report.remark(Reason.NO_CRL)
            return False
        if crl.next_update is not None and crl.next_update < self.at:
            self.report.remark(Reason.CRL_OLD)
        found = crl.revoked.get(self.certificate.serial)
        if found is not None and found.at <= self.at and found.reason != "remove_from_crl":
            raise Stop(Reason.REVOKED, detail=f"{found.at.date().isoformat()} {found.reason}")
        return True

    def state(self) -> bool:
        """A state signs its own documents only."""
        read = self._zone()
        if read is None or self.anchor is None:
            return False
        issuer = read.fields["issuing_state"]
        fits = may_sign(self.anchor.state, issuer)
        if fits is False:
            raise unknown(Reason.OTHER_STATE, f"{self.anchor.state} {issuer}")
        return fits is True

    def zone(self) -> bool:
        """The printed lines are held against the chip only if they hold in themselves: a slip of the reader is no forgery."""
        if not self.printed or ZONE_GROUP not in self.groups:
            return False
        try:
            rows = zone_of(self.groups[ZONE_GROUP])
        except NotAZone as fault:
            raise unknown(Reason.ZONE_UNREADABLE) from fault
        printed = tuple("".join(line.split()).upper() for line in self.printed)
        if rows == printed:
            return True
        if parse(printed, self.at.date()).verdict is not Zone.VALID:
            raise unknown(Reason.ZONE_UNREADABLE)
        raise Stop(Reason.ZONE_DIFFERS)

    def _zone(self) -> Mrz | None:
        """The zone of data group 1, where it was given and is one."""
        try:
            return parse(zone_of(self.groups.get(ZONE_GROUP, b"")), self.at.date())
        except NotAZone:
            return None

    def answer(self) -> ChipCheck:
        worst = self.report.worst()
        signer = self.sod.signed.signer if self.sod else None
        found = ChipCheck(
            Verdict.VALID,
            steps=self.report.steps(),
            remarks=tuple(self.report.remarks),
            groups=tuple(sorted(self.sod.data.digests)) if self.sod else (),
            checked=self.checked,
            signer=self._signer(),
            anchor=self.anchor.fingerprint if self.anchor else "",
            signed_at=signer.signed_at if signer else None,
        )
        if worst is None:
            return found
        return replace(found, verdict=Verdict(worst.outcome.value), step=worst.step, reason=worst.reason, detail=worst.detail)

    def _signer(self) -> Signer | None:
        one = self.certificate
        if one is None:
            return None
        return Signer(one.state, one.subject_text, f"{one.serial:x}", one.fingerprint, self.algorithm)


def _within(at: datetime, certificate: Certificate) -> bool:
    return certificate.not_before - A_DAY <= at <= certificate.not_after + A_DAY
