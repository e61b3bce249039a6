"""What the offices enter. Each form cleans; the rules are in `credentials`."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.credentials.codes import HowConsented, RevokedFor, SignedKind
from lakay.kernel.partial_dates import BadDate, PartialDate
from lakay.traveldocs import StateKind, state_of
from lakay.traveldocs.passes import Leg
from lakay.web.passes import pack, words
from lakay.web.shell.fields import DayField

NOT_OF_A_STATE = {StateKind.SPECIMEN, StateKind.WITHDRAWN}
_BIRTH = re.compile(r"(?:(?:(\d{1,2})[./-])?(\d{1,2})[./-])?(\d{4})(~?)", re.ASCII)
OFF = {"autocomplete": "off", "spellcheck": "false"}


class StateField(forms.CharField):
    """The three-letter code of a state."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=3, widget=forms.TextInput(attrs={**OFF, "autocapitalize": "characters", "size": 4}), **kwargs)

    def clean(self, value: Any) -> str:
        """Capitals, and a code that exists."""
        code = str(super().clean(value)).upper()
        state = state_of(code) if code else None
        if code and (state is None or state.kind in NOT_OF_A_STATE):
            raise forms.ValidationError(_("There is no such code of a country."))
        return code


class BirthField(forms.CharField):
    """A date of birth as far as it is known: a day, a month or only a year."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {**OFF, "placeholder": _("dd/mm/yyyy")}
        super().__init__(max_length=11, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> PartialDate:
        """The date."""
        text = str(super().clean(value)).replace(" ", "")
        match = _BIRTH.fullmatch(text)
        if not match:
            raise forms.ValidationError(_("Write 04/03/1991, 03/1991 or 1991; 1991~ if it is estimated."))
        day, month, year = (int(part) if part else None for part in match.groups()[:3])
        try:
            return PartialDate(year, month, day, estimated=bool(match[4]))
        except BadDate as error:
            raise forms.ValidationError(_("There is no such day.")) from error


class DocumentForm(forms.Form):
    """The document by which the person is known."""

    type = forms.ChoiceField(label=_("Kind of document"))
    state = StateField(label=_("Issued by"), help_text=_("Code of the country, as HTI or DOM."))
    number = forms.CharField(label=_("Document number"), max_length=40, required=False, widget=forms.TextInput(attrs=OFF))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = pack.document_choices()  # type: ignore[attr-defined]


class HolderForm(forms.Form):
    """A person whom the document did not find."""

    surname = forms.CharField(label=_("Family name"), max_length=60, widget=forms.TextInput(attrs=OFF))
    given_names = forms.CharField(label=_("Given names"), max_length=60, required=False, widget=forms.TextInput(attrs=OFF))
    birth = BirthField(label=_("Born"))
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *words.SEXES.items()], required=False)
    nationality = StateField(label=_("Nationality"), required=False)

    def clean_surname(self) -> str:
        """A name has a letter."""
        name: str = self.cleaned_data["surname"]
        if not any(character.isalpha() for character in name):
            raise forms.ValidationError(_("Write the name in letters."))
        return name


class PeriodForm(forms.Form):
    """From when until when, and a photo."""

    valid_from = DayField(label=_("Valid from"))
    valid_until = DayField(label=_("Valid until"), required=False, help_text=_("Empty: as long as the rule allows."))
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("So that the booth can look at the face; needed where there is no document."),
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "user"}),
    )


class BorderForm(PeriodForm):
    """A border pass."""

    rule = forms.ChoiceField(label=_("Kind of pass"))
    residence = forms.ChoiceField(label=_("Lives in"), required=False, help_text=_("For passes of residents."))
    posts = forms.MultipleChoiceField(
        label=_("Posts"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None chosen: all of them.")
    )
    field_order = ("rule", "residence", "valid_from", "valid_until", "posts", "photo")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = pack.rule_choices("border")  # type: ignore[attr-defined]
        self.fields["residence"].choices = [("", "—"), *pack.residence_choices()]  # type: ignore[attr-defined]
        self.fields["posts"].choices = pack.post_choices()  # type: ignore[attr-defined]


class MinorForm(PeriodForm):
    """Leave for a child: with whom, which way, and who agreed."""

    companion_surname = forms.CharField(label=_("Family name of the companion"), max_length=60, widget=forms.TextInput(attrs=OFF))
    companion_given_names = forms.CharField(
        label=_("Given names of the companion"), max_length=60, required=False, widget=forms.TextInput(attrs=OFF)
    )
    companion_state = StateField(label=_("Companion's document, issued by"))
    companion_number = forms.CharField(label=_("Companion's document number"), max_length=40, widget=forms.TextInput(attrs=OFF))
    leg = forms.ChoiceField(
        label=_("Direction"), choices=[(leg.value, words.LEGS[leg.value]) for leg in (Leg.EXIT, Leg.ENTRY, Leg.BOTH)]
    )
    destination = StateField(label=_("Country of destination"))
    several_trips = forms.BooleanField(label=_("Several trips"), required=False)
    consent_by = forms.CharField(label=_("Consent given by"), max_length=120, widget=forms.TextInput(attrs=OFF))
    consent_relation = forms.ChoiceField(label=_("Who is"), choices=list(words.RELATIONS.items()))
    consent_how = forms.ChoiceField(label=_("How"), choices=[(how.value, words.HOW[how.value]) for how in HowConsented])
    consent_on = DayField(label=_("Day of the consent"))
    field_order = (
        *("companion_surname", "companion_given_names", "companion_state", "companion_number"),
        *("leg", "destination", "valid_from", "valid_until", "several_trips"),
        *("consent_by", "consent_relation", "consent_how", "consent_on", "photo"),
    )


class RevokeForm(forms.Form):
    """Why a pass is taken back."""

    reason = forms.ChoiceField(label=_("Reason"), choices=[(code.value, words.REVOKED_FOR[code.value]) for code in RevokedFor])


class NumberForm(forms.Form):
    """Look for a pass by its number."""

    number = forms.CharField(label=_("Number of the pass"), max_length=20, required=False, widget=forms.TextInput(attrs=OFF))


class KeyForm(forms.Form):
    """A new key of the own agency."""

    kinds = forms.MultipleChoiceField(
        label=_("May sign"),
        choices=[(kind.value, words.SIGNED_KINDS[kind.value]) for kind in SignedKind],
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = DayField(label=_("Valid from"))
    valid_until = DayField(label=_("Valid until"))


class WithdrawForm(forms.Form):
    """Why a key is withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
