"""What verdicts, steps and reasons are called. English here; the catalogues have the same sentences in the other languages."""

from __future__ import annotations

from typing import Final

from lakay.traveldocs.chips.answers import Outcome, Reason, Step, Verdict


def _(text: str) -> str:
    """Mark a text for the catalogues; pages put it into the language of the screen."""
    return text


VERDICTS: Final = {
    Verdict.VALID: _("Genuine: a state vouches for it"),
    Verdict.FORGED: _("Forged or altered"),
    Verdict.CANNOT_CHECK: _("Cannot be checked here"),
}

STEPS: Final = {
    Step.STRUCTURE: _("Structure"),
    Step.HASHES: _("Data as signed"),
    Step.ATTRIBUTES: _("What was signed"),
    Step.SIGNATURE: _("Signature"),
    Step.CHAIN: _("The state's authority"),
    Step.USAGE: _("Right to sign documents"),
    Step.VALIDITY: _("Signed in time"),
    Step.REVOCATION: _("Not taken back"),
    Step.STATE: _("The state's own document"),
    Step.ZONE: _("Same as printed"),
}

OUTCOMES: Final = {
    Outcome.PASSED: _("holds"),
    Outcome.FORGED: _("does not hold"),
    Outcome.CANNOT_CHECK: _("cannot be checked"),
    Outcome.NOT_DONE: _("not done"),
}

REASONS: Final = {
    Reason.NO_DATA: _("There is nothing to check."),
    Reason.TOO_LONG: _("It is longer than any real one."),
    Reason.CUT_SHORT: _("The reading broke off before the end. Read it again."),
    Reason.OTHER_FILE: _("This is something else than was expected."),
    Reason.TRAILING_BYTES: _("There are bytes after the end that no state puts there."),
    Reason.MALFORMED: _("Its structure is not that of the standard."),
    Reason.WRONG_VERSION: _("It says that it is of a version that does not go with it."),
    Reason.WRONG_CONTENT: _("Something else was signed than the data of a document."),
    Reason.SEVERAL_SIGNERS: _("It has more than one signature."),
    Reason.NO_SIGNER: _("The certificate of the signer is missing, and it is not known here."),
    Reason.GROUP_CHANGED: _("Data on the chip were changed after they were signed."),
    Reason.GROUP_NOT_LISTED: _("There are data on the chip that the state did not sign."),
    Reason.GROUPS_NOT_GIVEN: _("The data of the chip were not read; only the signed list was checked."),
    Reason.ATTRIBUTES_MISSING: _("The signature does not say what was signed."),
    Reason.DIGEST_DIFFERS: _("The signed list was changed after it was signed."),
    Reason.TYPE_DIFFERS: _("The signature was made for another kind of data."),
    Reason.UNKNOWN_ALGORITHM: _("It is signed by a method that this program cannot compute."),
    Reason.UNKNOWN_CURVE: _("It is signed with a curve that this program cannot compute."),
    Reason.ALTERED_CURVE: _("The numbers of the curve were altered: a known way to forge a signature."),
    Reason.BAD_KEY: _("The key in the certificate is no key."),
    Reason.BAD_SIGNATURE: _("The signature does not hold."),
    Reason.NO_ANCHOR: _("The key of the state that signed it is not known here."),
    Reason.ISSUER_DENIES: _("It claims a state's key, and that key has not signed it."),
    Reason.NOT_A_SIGNER: _("It was signed with a certificate that is not for signing documents."),
    Reason.ANCHOR_EXPIRED: _("The state's key had ended when the signer was appointed; a newer one is not known here."),
    Reason.SIGNED_OUTSIDE: _("It was signed at a time when the signer was not in office."),
    Reason.SIGNER_EXPIRED: _("The signer's certificate has ended, and nothing says when it was signed."),
    Reason.NOT_YET_VALID: _("By the clock of this computer it is not valid yet. Check the date of the computer."),
    Reason.REVOKED: _("The state has taken back the certificate of the signer."),
    Reason.NO_CRL: _("The state's list of certificates taken back is not here."),
    Reason.CRL_OLD: _("The state's list of certificates taken back is out of date."),
    Reason.CRL_UNSIGNED: _("The list of certificates taken back is not signed by a state known here."),
    Reason.OTHER_STATE: _("It is signed by another state than the one that issued the document."),
    Reason.ZONE_DIFFERS: _("The printed lines are not those on the chip."),
    Reason.ZONE_UNREADABLE: _("The printed lines or those on the chip were not read rightly."),
    Reason.OLD_CONTENT_TYPE: _("It is marked in an older way than the standard."),
    Reason.NO_KEY_IDENTIFIER: _("The certificate does not say which key of the state signed it."),
    Reason.NO_KEY_USAGE: _("The certificate does not say what it is for."),
    Reason.NO_SIGNING_TIME: _("It does not say when it was signed."),
    Reason.WEAK_HASH: _("It is signed by a method that is no longer thought safe."),
}
