"""Form fields that several desks use."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.kernel.partial_dates import PartialDate

_DAY_FIRST = re.compile(r"(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})(~?)", re.ASCII)


class DayField(forms.DateField):
    """A day, typed as people here write it. Not the browser's own field: it shows the order of its own language."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"placeholder": _("dd/mm/yyyy"), "inputmode": "numeric", "autocomplete": "off", "maxlength": 10}
        super().__init__(widget=forms.DateInput(attrs=attrs, format="%d/%m/%Y"), **kwargs)


def as_typed(text: str) -> PartialDate:
    """A date as people here write it, as far as they know it (07/03/1984, 03/1984, 1984, 1984~), or as `PartialDate` does.

    Raises BadDate.
    """
    match = _DAY_FIRST.fullmatch(text.strip())
    if match is None:
        return PartialDate.parse(text)
    day, month, year, estimated = match.groups()
    return PartialDate(int(year), int(month), int(day) if day else None, estimated=bool(estimated))


def to_type(known: PartialDate) -> str:
    """A date as people here write it; `as_typed` reads it back."""
    if known.year is None or known.month is None:
        return str(known)
    parts = [known.day, known.month] if known.day else [known.month]
    return "/".join(f"{part:02}" for part in parts) + f"/{known.year:04}" + "~" * known.estimated
