"""The panel of a visible digital seal: who vouches for it, and what stands in it. It informs; it never closes the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lakay.people.models import Document
from lakay.traveldocs.chips.answers import Reason, Verdict
from lakay.traveldocs.chips.words import REASONS
from lakay.traveldocs.mrz import Verdict as Zone
from lakay.traveldocs.reading import read
from lakay.traveldocs.seals import Seal, SealCheck
from lakay.web.booth.details import Details, from_zone
from lakay.web.booth.words import NOT_READ_WHOLE, OTHER_DOCUMENT, OTHER_SEAL, SEAL_TITLES, SEALS_ON, UNKNOWN_SIGNER

Said = str | Promise

COLOURS = {Verdict.VALID: "success", Verdict.FORGED: "danger", Verdict.CANNOT_CHECK: "warning"}
SIGNER_UNKNOWN = frozenset({Reason.NO_SIGNER, Reason.NO_ANCHOR})
SPOILT = frozenset({Reason.MALFORMED, Reason.OTHER_FILE})


@dataclass(frozen=True, slots=True)
class ShownSeal:
    """What the panel shows: a title that says whether it holds, why not, and lines of a label and a value."""

    title: Said
    kind: str
    why: str = ""
    other: Said = ""
    lines: tuple[tuple[str, Said], ...] = ()


def shown_seal(check: SealCheck, today: date, document: Document | None = None) -> ShownSeal:
    """The panel of a seal. `document` is the one of the traveller in front: a seal made for another is told."""
    seal = check.seal
    if seal is None:
        return ShownSeal(NOT_READ_WHOLE, COLOURS[check.verdict])
    details = _details(seal, today)
    return ShownSeal(
        title=_title(check),
        kind=COLOURS[check.verdict],
        why=_(REASONS[check.reason]) if check.reason else "",
        other=OTHER_DOCUMENT if document and _is_other(seal, details, document) else "",
        lines=tuple((label, value) for label, value in _lines(seal, details) if value),
    )


def _title(check: SealCheck) -> Said:
    if check.verdict is Verdict.CANNOT_CHECK and check.reason in SIGNER_UNKNOWN:
        return UNKNOWN_SIGNER
    if check.verdict is Verdict.CANNOT_CHECK and check.reason in SPOILT:
        return NOT_READ_WHOLE
    return SEAL_TITLES[check.verdict]


def _details(seal: Seal, today: date) -> Details | None:
    """The zone in the seal, where it has one."""
    mrz = read("\n".join(seal.zone), today=today) if seal.zone else None
    return from_zone(mrz) if mrz and mrz.verdict is not Zone.REJECT else None


def _is_other(seal: Seal, details: Details | None, document: Document) -> bool:
    """Whether it was made for another document: the passport that it names; an emergency document names itself."""
    is_document = details is not None and seal.kind is not None and seal.kind.name == "emergency_document"
    number = seal.feature("passport_number") or (details.number if details and is_document else "")
    return bool(number) and number.replace("<", "").strip().upper() != document.number.upper()


def _lines(seal: Seal, details: Details | None) -> list[tuple[str, Said]]:
    """Kind, number and holder first; then what a visa permits, and who signed when."""
    known = details or Details("", "", "", "")
    return [
        (_("Document"), SEALS_ON.get(seal.kind.name, OTHER_SEAL) if seal.kind else OTHER_SEAL),
        (_("Number"), known.number),
        (_("Name"), known.name),
        (_("Born"), known.birth),
        (_("Nationality"), known.nationality),
        (_("Expires"), known.expiry),
        (_("Passport"), seal.feature("passport_number")),
        (_("Entries"), seal.feature("entries")),
        (_("Signed by"), f"{seal.signer} {seal.reference}"),
        (_("Signed on"), formats.date_format(seal.signed_on, "DATE_FORMAT")),
    ]
