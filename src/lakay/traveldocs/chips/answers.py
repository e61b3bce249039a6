"""What a check of a chip answers: valid, forged (which step), or cannot be checked (why)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What the whole check says. Only `VALID` says that a state vouches for the data; `CANNOT_CHECK` says nothing either way."""

    VALID = "valid"
    FORGED = "forged"
    CANNOT_CHECK = "cannot_check"


class Step(StrEnum):
    """The steps, in the order in which they are told (ICAO Doc 9303-11 §5.1, Doc 9303-12 §5)."""

    STRUCTURE = "structure"
    HASHES = "hashes"
    ATTRIBUTES = "attributes"
    SIGNATURE = "signature"
    CHAIN = "chain"
    USAGE = "usage"
    VALIDITY = "validity"
    REVOCATION = "revocation"
    STATE = "state"
    ZONE = "zone"


class Outcome(StrEnum):
    """How one step ended."""

    PASSED = "passed"
    FORGED = "forged"
    CANNOT_CHECK = "cannot_check"
    NOT_DONE = "not_done"


class Reason(StrEnum):
    """Why a step did not pass, or what is odd although it did. Stable codes; words for people are in `credentials.words`."""

    NO_DATA = "no_data"
    TOO_LONG = "too_long"
    CUT_SHORT = "cut_short"
    OTHER_FILE = "other_file"
    TRAILING_BYTES = "trailing_bytes"
    MALFORMED = "malformed"
    WRONG_VERSION = "wrong_version"
    WRONG_CONTENT = "wrong_content"
    SEVERAL_SIGNERS = "several_signers"
    NO_SIGNER = "no_signer"
    GROUP_CHANGED = "group_changed"
    GROUP_NOT_LISTED = "group_not_listed"
    GROUPS_NOT_GIVEN = "groups_not_given"
    ATTRIBUTES_MISSING = "attributes_missing"
    DIGEST_DIFFERS = "digest_differs"
    TYPE_DIFFERS = "type_differs"
    UNKNOWN_ALGORITHM = "unknown_algorithm"
    UNKNOWN_CURVE = "unknown_curve"
    ALTERED_CURVE = "altered_curve"
    BAD_KEY = "bad_key"
    BAD_SIGNATURE = "bad_signature"
    NO_ANCHOR = "no_anchor"
    ISSUER_DENIES = "issuer_denies"
    NOT_A_SIGNER = "not_a_signer"
    ANCHOR_EXPIRED = "anchor_expired"
    SIGNED_OUTSIDE = "signed_outside"
    SIGNER_EXPIRED = "signer_expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    NO_CRL = "no_crl"
    CRL_OLD = "crl_old"
    CRL_UNSIGNED = "crl_unsigned"
    OTHER_STATE = "other_state"
    ZONE_DIFFERS = "zone_differs"
    ZONE_UNREADABLE = "zone_unreadable"
    OLD_CONTENT_TYPE = "old_content_type"
    NO_KEY_IDENTIFIER = "no_key_identifier"
    NO_KEY_USAGE = "no_key_usage"
    NO_SIGNING_TIME = "no_signing_time"
    WEAK_HASH = "weak_hash"


class Stop(ValueError):
    """A step cannot go on: the data are not what a state makes, or this program cannot tell."""

    def __init__(self, reason: Reason, verdict: Verdict = Verdict.FORGED, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.verdict = verdict
        self.detail = detail


def unknown(reason: Reason, detail: str = "") -> Stop:
    """The same for what this program cannot tell."""
    return Stop(reason, Verdict.CANNOT_CHECK, detail)


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step: how it ended, and why it did not pass."""

    step: Step
    outcome: Outcome
    reason: Reason | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the document signer's certificate."""

    state: str
    subject: str
    serial: str
    fingerprint: str
    algorithm: str


@dataclass(frozen=True, slots=True)
class ChipCheck:
    """The answer. `groups` are the data groups that the chip's security object lists, `checked` those given and found unchanged.

    `anchor` is the fingerprint (SHA-256, hexadecimal) of the state's certificate that vouches for the signer, "" if none does.
    """

    verdict: Verdict
    step: Step | None = None
    reason: Reason | None = None
    detail: str = ""
    steps: tuple[StepResult, ...] = ()
    remarks: tuple[Reason, ...] = ()
    groups: tuple[int, ...] = ()
    checked: tuple[int, ...] = ()
    signer: Signer | None = None
    anchor: str = ""
    signed_at: datetime | None = None
