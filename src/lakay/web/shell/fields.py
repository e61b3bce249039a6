"""Form fields that several desks use."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day, typed as people here write it. Not the browser's own field: it shows the order of its own language."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"placeholder": _("dd/mm/yyyy"), "inputmode": "numeric", "autocomplete": "off", "maxlength": 10}
        super().__init__(widget=forms.DateInput(attrs=attrs, format="%d/%m/%Y"), **kwargs)
