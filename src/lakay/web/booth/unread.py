"""A reading that opens no encounter: why, and what could be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lakay.credentials.queries.passes import Reason
from lakay.traveldocs.mrz import Mrz
from lakay.traveldocs.repairs import Repair, repairs
from lakay.web.booth.words import FIELDS, NOT_A_PASS, NOT_A_ZONE, READ_AGAIN

PROPOSALS = 3


@dataclass(frozen=True, slots=True)
class Unread:
    """Why nothing was opened. What was typed stays in the field."""

    reasons: Sequence[str | Promise]
    proposals: Sequence[Repair] = ()
    may_continue: bool = False


def not_a_zone(mrz: Mrz) -> Unread:
    """Why a reading is no zone at all."""
    reasons = [NOT_A_ZONE[note.code] for note in mrz.notes if note.code in NOT_A_ZONE]
    return Unread(reasons or [READ_AGAIN], repairs(mrz)[:PROPOSALS])


def not_holding(mrz: Mrz) -> Unread:
    """Which fields of a zone do not hold, with readings that would; none is taken without the officer."""
    names = [str(FIELDS.get(name, name)) for name in mrz.failed]
    reason = _("These do not hold: %(fields)s. Compare with the document.") % {"fields": ", ".join(names)}
    return Unread([reason], repairs(mrz)[:PROPOSALS], may_continue=bool(mrz.document_number))


def not_a_pass(reason: Reason) -> Unread:
    """Why a signed code opens nothing."""
    return Unread([NOT_A_PASS.get(reason, NOT_A_PASS[Reason.DAMAGED])])
