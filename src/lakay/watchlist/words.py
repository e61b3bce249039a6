"""The evidence of a hit in words, in the four languages, where no page is: for files and commands."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from lakay.names import wording
from lakay.names.evidence import Evidence as OfNames
from lakay.watchlist.rules.judging import ALIKE
from lakay.watchlist.rules.matching import Evidence

EVIDENCE: dict[str, str | Promise] = {
    Evidence.DOCUMENT_SAME: _("same document"),
    Evidence.NAME_SAME: _("same name"),
    Evidence.NAME_SWAPPED: _("same name, family and given name exchanged"),
    Evidence.NAME_WORDS: _("same words of the name"),
    Evidence.BIRTH_SAME: _("same date of birth"),
    Evidence.BIRTH_COMPATIBLE: _("date of birth agrees as far as it is known"),
    Evidence.BIRTH_SWAPPED: _("day and month of birth exchanged"),
    Evidence.BIRTH_UNKNOWN: _("date of birth not known"),
    Evidence.BIRTH_DIFFERS: _("other date of birth"),
    Evidence.SEX_DIFFERS: _("other sex"),
    Evidence.NATIONALITY_SAME: _("same nationality"),
}


def reason(codes: Iterable[str], language: str) -> str:
    """Every reason in one line. A code that nobody knows is shown as it is."""
    with override(language):
        return "; ".join(dict.fromkeys(word(code, language) for code in codes))


def word(code: str, language: str) -> str:
    """One reason, in the language that is in force, which is also given for the table of names."""
    part, _dot, rest = code.partition(".")
    if code in EVIDENCE:
        return str(EVIDENCE[code])
    if part == ALIKE:
        return str(_("%(hundredths)s %% alike")) % {"hundredths": rest}
    if code in wording.OTHERS or (part in wording.PARTS and rest in wording.KINS):
        return wording.words(OfNames(code), language)
    return code
