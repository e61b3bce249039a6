"""What the second line sends."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.border.rules import Accompanied, Decision, HitOutcome
from lakay.web.second_line.words import ACCOMPANIED
from lakay.web.shell.country import purposes


class AlertForm(forms.Form):
    """Whether the traveller is the one meant."""

    outcome = forms.ChoiceField(choices=[(code, code) for code in HitOutcome])


class DecideForm(forms.Form):
    """The decision, and its reason where it is a refusal."""

    decision = forms.ChoiceField(choices=[(code, code) for code in Decision])
    reason = forms.CharField(max_length=30, required=False)
    command = forms.UUIDField()


class ProposeForm(forms.Form):
    """Why the traveller should be admitted all the same."""

    grounds = forms.CharField(
        label=_("Why this person should be admitted all the same"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(forms.Form):
    """The word of the second person."""

    agrees = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    answer = forms.CharField(
        label=_("What you looked at yourself"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    command = forms.UUIDField()


class ChildForm(forms.Form):
    """With whom the child travels."""

    answer = forms.ChoiceField(
        label=_("The child travels"), choices=[(code, ACCOMPANIED[code]) for code in Accompanied], widget=forms.RadioSelect
    )
    companion_name = forms.CharField(label=_("Name of the adult"), max_length=120, required=False)
    paper = forms.CharField(label=_("Paper shown, and its number"), max_length=120, required=False)


class DeclareForm(forms.Form):
    """What the traveller declares."""

    purpose = forms.ChoiceField(label=_("Purpose of the journey"), choices=purposes, required=False)
    address = forms.CharField(label=_("Where they will stay"), max_length=200, required=False)
    visa_shown = forms.NullBooleanField(
        label=_("Visa seen"),
        widget=forms.Select(choices=[("unknown", _("not asked")), ("true", _("yes")), ("false", _("no"))]),
    )
