"""Why a traveller may be the one whom an alert means, in words: codes of the alert list, and those of the comparing of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.names import wording
from lakay.names.evidence import Evidence
from lakay.watchlist.rules.judging import ALIKE


def why(codes: Iterable[str], own: Mapping[str, str | Promise]) -> tuple[str, ...]:
    """Each code in words; `own` are those that a desk says in its own way. A code that nobody knows is shown as it is."""
    return tuple(dict.fromkeys(str(own[code]) if code in own else _said(code) for code in codes))


def _said(code: str) -> str:
    part, _dot, rest = code.partition(".")
    if part == ALIKE:
        return _("%(hundredths)s %% alike") % {"hundredths": rest}
    if code in wording.OTHERS or (part in wording.PARTS and rest in wording.KINS):
        return wording.words(Evidence(code), get_language() or "fr")
    return code
