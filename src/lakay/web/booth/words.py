"""The booth's words for codes: what speaks against a document, which field fails, why something is no zone."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.border.rules import Decision, Direction, Problem

PROBLEMS: dict[str, str | Promise] = {
    Problem.MRZ_FAILS: _("Check digits or dates of the document do not hold."),
    Problem.SPECIMEN: _("This is a specimen, not the document of a person."),
    Problem.EXPIRED: _("The document has expired."),
    Problem.EXPIRED_NATIONAL: _("The document has expired; a citizen may come home with it."),
    Problem.EXPIRES_SOON: _("The document expires within a month."),
    Problem.DOCUMENT_REPORTED: _("This document was reported lost, stolen, cancelled or in doubt."),
    Problem.NAME_CUT: _("The name may be cut short on the document."),
    Problem.MINOR: _("Under 18: look who travels with the child."),
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

DIRECTIONS: dict[str, str | Promise] = {Direction.ENTRY: _("Entry"), Direction.EXIT: _("Exit")}
DECISIONS: dict[str, str | Promise] = {Decision.ADMITTED: _("Admitted"), Decision.REFUSED: _("Refused")}

SEXES: dict[str, str | Promise] = {"F": _("F (woman)"), "M": _("M (man)"), "X": _("X (not specified)"), "": _("not stated")}

KINDS: dict[str, str | Promise] = {
    "passport": _("Passport"),
    "diplomatic_passport": _("Diplomatic passport"),
    "service_passport": _("Service passport"),
    "emergency_travel_document": _("Emergency travel document"),
    "refugee_travel_document": _("Travel document of a refugee"),
    "visa": _("Visa"),
    "crew_member_certificate": _("Crew member certificate"),
}
OTHER_KIND = _("Identity or travel card")
