"""What the desk of arrivals sends."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class BringForm(forms.Form):
    """A list in a file."""

    file = forms.FileField(
        label=_("File (PAXLST, PNRGOV, CSV or xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.edi,.paxlst,.csv,.tsv,.xlsx"}),
    )


class FeedForm(forms.Form):
    """A sender of lists."""

    name = forms.CharField(label=_("Who sends"), max_length=80)
