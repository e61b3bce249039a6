"""Closing a call."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

ANSWERS = {"yes": True, "no": False, "unclear": None}


class CloseForm(forms.Form):
    """What the desk found. The three buttons send `agreed`."""

    agreed = forms.ChoiceField(choices=[(code, code) for code in ANSWERS])
    note = forms.CharField(
        label=_("What you found, in a few words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    command = forms.UUIDField(widget=forms.HiddenInput)
