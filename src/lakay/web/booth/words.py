"""The booth's words for codes: what speaks against a document, which field fails, why something is no zone."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.web.shell.words import DECISIONS, DIRECTIONS, KINDS, OTHER_KIND, PROBLEMS, SEXES

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

__all__ = [
    "DECISIONS",
    "DIRECTIONS",
    "FIELDS",
    "KINDS",
    "NOT_A_ZONE",
    "OTHER_KIND",
    "PROBLEMS",
    "READ_AGAIN",
    "SEXES",
]
