"""What the desk of forms sends."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.forms.permissions import PURPOSES
from lakay.web.forms.words import PURPOSES as WORDS

CHOICES = [(one.value, WORDS[one.value]) for one in PURPOSES]


class BringForm(forms.Form):
    """A workbook."""

    file = forms.FileField(label=_("Workbook (xlsx or md)"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.md"}))
    purpose = forms.ChoiceField(label=_("Filled for"), choices=CHOICES)
    mapping = forms.FileField(
        label=_("Mapping to records (toml)"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ".toml"})
    )


class PhoneForm(forms.Form):
    """A phone."""

    name = forms.CharField(label=_("Whose phone"), max_length=80)
    purpose = forms.ChoiceField(label=_("Forms for"), choices=CHOICES)


class NoteForm(forms.Form):
    """Why."""

    note = forms.CharField(label=_("Why"), max_length=300)
