"""What the booth sends. Each form cleans a dictionary; the rules are in `border`."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.border.rules import Decision, Direction
from lakay.web.booth.words import DIRECTIONS

LONGEST_READING = 1000


class OpenForm(forms.Form):
    """An officer sits down."""

    lane = forms.RegexField(
        r"^[A-Za-z0-9-]{1,10}$",
        label=_("Lane"),
        initial="1",
        error_messages={"invalid": _("Letters and digits only, ten at most.")},
    )
    direction = forms.ChoiceField(
        label=_("Direction"), choices=[(code, DIRECTIONS[code]) for code in Direction], initial=Direction.ENTRY
    )
    command = forms.UUIDField(widget=forms.HiddenInput)


class CloseForm(forms.Form):
    """The officer's own count at the end."""

    said_entries = forms.IntegerField(label=_("Entries that you counted"), min_value=0, max_value=100_000)
    said_exits = forms.IntegerField(label=_("Exits that you counted"), min_value=0, max_value=100_000)
    command = forms.UUIDField(widget=forms.HiddenInput)


class ScanForm(forms.Form):
    """What the reader or the officer's fingers sent."""

    mrz = forms.CharField(max_length=LONGEST_READING, strip=False, required=False)
    channel = forms.ChoiceField(choices=[("reader", ""), ("typed", "")])
    as_read = forms.BooleanField(required=False)
    command = forms.UUIDField()


class DecideForm(forms.Form):
    """The decision on the traveller in front."""

    encounter = forms.UUIDField()
    decision = forms.ChoiceField(choices=[(code, code) for code in Decision])
    reason = forms.CharField(max_length=30, required=False)
    command = forms.UUIDField()
