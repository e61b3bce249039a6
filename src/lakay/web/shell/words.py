"""Words for the codes of the border that several desks show: what speaks against a document, directions, decisions, kinds."""

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
    Problem.CHIP_FORGED: _("The chip of the document is not the issuer's."),
    Problem.PASS_FORGED: _("The signature of the pass does not hold: it was not issued by any office."),
    Problem.PASS_REVOKED: _("This pass was taken back."),
    Problem.PASS_NOT_HERE: _("This pass is not for this post or this day."),
    Problem.PASS_UNKNOWN_ISSUER: _("Nobody here knows who issued this pass."),
    Problem.NO_DOCUMENT: _("No travel document."),
    Problem.NO_DOCUMENT_NATIONAL: _("No travel document; a citizen may come home without one."),
    Problem.OVERSTAY: _("Stayed longer than permitted."),
    Problem.VISA_NEEDED: _("A visa is needed: look whether there is one."),
    Problem.DECLARE: _("Ask the purpose of the journey and where the traveller will stay."),
    Problem.MINOR: _("Under 18: look who travels with the child."),
    Problem.ALERT_STOP: _("Call the second line."),
    Problem.ALERT_LOOK: _("There is a note to read."),
    Problem.PROTECTION: _("Call the protection desk."),
}

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
