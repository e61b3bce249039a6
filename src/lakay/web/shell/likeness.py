"""Why a traveller may be the one whom an alert means, in the language of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import get_language

from lakay.watchlist.words import word


def why(codes: Iterable[str], own: Mapping[str, str | Promise] = MappingProxyType({})) -> tuple[str, ...]:
    """Each code in words; `own` are those that a desk says in its own way."""
    language = get_language() or "fr"
    return tuple(dict.fromkeys(str(own[code]) if code in own else word(code, language) for code in codes))
