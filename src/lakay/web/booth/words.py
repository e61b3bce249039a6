"""The booth's words for codes: what speaks against a document, which field fails, why something is no zone."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.border.rules import Accompanied, AgeGroup, CallStatus, Level, Problem
from lakay.credentials.queries.passes import Reason
from lakay.traveldocs.chips.answers import Verdict

PROBLEMS: dict[str, str | Promise] = {
    Problem.MRZ_FAILS: _("Check digits or dates of the document do not hold."),
    Problem.SPECIMEN: _("This is a specimen, not the document of a person."),
    Problem.EXPIRED: _("The document has expired."),
    Problem.EXPIRED_NATIONAL: _("The document has expired; a citizen may come home with it."),
    Problem.EXPIRES_SOON: _("The document expires within a month."),
    Problem.DOCUMENT_REPORTED: _("This document was reported lost, stolen, cancelled or in doubt."),
    Problem.NAME_CUT: _("The name may be cut short on the document."),
    Problem.CHIP_FORGED: _("The chip of the document is not what its state wrote."),
    Problem.PASS_FORGED: _("The signature of this pass does not hold: it is forged or was changed."),
    Problem.PASS_REVOKED: _("This pass was taken back."),
    Problem.PASS_NOT_HERE: _("This pass is not good here, today or in this direction."),
    Problem.PASS_UNKNOWN_ISSUER: _("This node does not know who signed this pass."),
    Problem.NO_DOCUMENT: _("No document: the second line decides."),
    Problem.NO_DOCUMENT_NATIONAL: _("No document; a citizen may come home."),
    Problem.OVERSTAY: _("Stayed longer than was permitted."),
    Problem.VISA_NEEDED: _("A visa is needed: look whether there is one."),
    Problem.DECLARE: _("Ask what the traveller has to declare."),
    Problem.MINOR: _("Under 18: look who travels with the child."),
    Problem.ALERT_STOP: _("A note from the list: the second line looks."),
    Problem.ALERT_LOOK: _("A note from the list: read it first."),
    Problem.PROTECTION: _("The protection desk was called: wait for it."),
}

FIELDS: dict[str, str | Promise] = {
    "document_code": _("Kind of document"),
    "issuing_state": _("Issuing state"),
    "document_number": _("Document number"),
    "document_number_cd": _("Check digit of the number"),
    "birth_date": _("Date of birth"),
    "birth_date_cd": _("Check digit of the date of birth"),
    "sex": _("Sex"),
    "expiry_date": _("Date of expiry"),
    "expiry_date_cd": _("Check digit of the date of expiry"),
    "nationality": _("Nationality"),
    "optional1": _("Personal number"),
    "optional2": _("Optional data"),
    "composite_cd": _("Last check digit"),
    "surname": _("Family name"),
    "given_names": _("Given names"),
}

NOT_A_ZONE: dict[str, str | Promise] = {
    "empty": _("There is nothing to read. Put the document on the reader, or type the two or three lines at its foot."),
    "wrong_shape": _("The lines are too long or too short for a travel document. Read it again, or type the missing characters."),
    "bad_character": _("A character cannot stand in the zone: only A to Z, 0 to 9 and <."),
    "non_icao": _("This is not an international travel document. Look which document the person can show."),
    "row_missing": _("A line of the zone is missing. Read the document again, or type the missing line."),
}
READ_AGAIN = _("The zone could not be read. Read the document again, or type the lines at its foot.")

NOT_A_PASS: dict[str, str | Promise] = {
    Reason.DAMAGED: _("The code of the pass was not read as a whole. Read it again."),
    Reason.OTHER_VERSION: _("This pass is of a newer kind than this program knows."),
    Reason.ONLY_A_SLIP: _("This is a slip, not a pass. Look which document the person can show."),
}
NOT_FOR_A_TRAVELLER = _("This is a child's authorisation. Read the child's document first, then the authorisation.")

LEVELS: dict[str, str | Promise] = {
    Level.DOCUMENTED: _("With a document"),
    Level.IDENTIFIED: _("Without a document, by name"),
    Level.COUNTED: _("Only counted"),
}

SPOKEN: dict[str, str | Promise] = {
    "community": _("Community"),
    "mother": _("Mother"),
    "father": _("Father"),
    "vouched_by": _("Who knows the person"),
}

ANSWERS: dict[str, str | Promise] = {
    Accompanied.PARENT: _("A parent, by paper or known"),
    Accompanied.GUARDIAN: _("A guardian with a paper"),
    Accompanied.AUTHORISED: _("Somebody with an authorisation"),
    Accompanied.ALONE: _("Nobody: the child is alone"),
    Accompanied.NOT_PARENT: _("Not the parent, without a paper"),
    Accompanied.UNSURE: _("Not sure"),
}
"""With whom a child travels, in the order of the keys 1 to 6."""

CALLS: dict[str, str | Promise] = {
    CallStatus.WAITING: _("Protection desk called: waiting"),
    CallStatus.TAKEN: _("Protection desk called: somebody is coming"),
    CallStatus.CLOSED: _("Protection desk: done, you may go on"),
}

AGES: dict[str, str | Promise] = {
    AgeGroup.INFANT: _("0 to 4"),
    AgeGroup.CHILD: _("5 to 11"),
    AgeGroup.YOUTH: _("12 to 17"),
    AgeGroup.ADULT: _("18 to 59"),
    AgeGroup.OLD: _("60 and more"),
}

EVIDENCE: dict[str, str | Promise] = {
    "document_same": _("the very document"),
    "name_same": _("the same name"),
    "name_swapped": _("the same name, its parts swapped"),
    "name_words": _("the same words of the name"),
    "birth_same": _("the same birth date"),
    "birth_compatible": _("the birth date fits"),
    "birth_swapped": _("the birth date fits with day and month swapped"),
    "birth_unknown": _("no birth date to compare"),
    "birth_differs": _("another birth date"),
    "sex_differs": _("another sex"),
    "nationality_same": _("the same nationality"),
}

CHIPS: dict[str, str | Promise] = {
    "valid": _("Chip: what stands in it is the word of its state"),
    "forged": _("Chip: forged or changed"),
    "cannot_check": _("Chip: it cannot be checked here; look at the document itself"),
}

SEAL_TITLES: dict[Verdict, str | Promise] = {
    Verdict.VALID: _("✓ Seal: it holds, a state vouches for it"),
    Verdict.FORGED: _("✕ Seal: forged or altered"),
    Verdict.CANNOT_CHECK: _("? Seal: it cannot be checked here"),
}
UNKNOWN_SIGNER = _("? Seal: this node does not know who signed it")
NOT_READ_WHOLE = _("? Seal: it was not read as a whole; read it again")
SEALS_ON: dict[str, str | Promise] = {
    "visa": _("Visa"),
    "emergency_document": _("Emergency travel document"),
    "arrival_attestation": _("Attestation of arrival"),
    "residence_permit": _("Residence permit"),
    "supplementary_sheet": _("Supplementary sheet"),
}
OTHER_SEAL = _("Another kind of seal")
OTHER_DOCUMENT = _("▲ This seal was made for another document than the one in front: compare the numbers.")

MISSING: dict[str, str | Promise] = {
    "purpose": _("Choose why the person travels."),
    "address": _("Ask where the person will stay."),
    "phone": _("Ask for a telephone number."),
    "vehicle": _("Write the number plate."),
    "visa": _("Say whether you have seen the visa."),
}

AUTHORISATIONS: dict[str, str | Promise] = {
    Reason.FORGED: _("The signature of this authorisation does not hold: it is forged or was changed."),
    Reason.NOT_ENTITLED: _("Whoever signed this authorisation may not issue such."),
    Reason.UNKNOWN_ISSUER: _("This node does not know who signed this authorisation."),
    Reason.ISSUER_WITHDRAWN: _("The key that signed this authorisation was withdrawn."),
    Reason.REVOKED: _("This authorisation was taken back."),
    Reason.NOT_YET: _("This authorisation does not hold yet."),
    Reason.EXPIRED: _("This authorisation has expired."),
    Reason.WRONG_DIRECTION: _("This authorisation is for the other direction."),
    Reason.WRONG_POST: _("This authorisation is not good at this post."),
    Reason.NO_MARKET_TODAY: _("This authorisation is not good today."),
    Reason.ONLY_A_SLIP: _("This is a slip, not an authorisation."),
    Reason.DAMAGED: _("The code of the authorisation was not read as a whole. Read it again."),
    Reason.OTHER_VERSION: _("This authorisation is of a newer kind than this program knows."),
    Reason.UNKNOWN_NUMBER: _("This node has no authorisation with this number. Scan its code, or write which paper was shown."),
}
