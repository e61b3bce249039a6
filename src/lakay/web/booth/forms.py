"""What the booth sends. Each form cleans a dictionary; the rules are in `border`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.border.actions.encounters import Spoken
from lakay.border.rules import Accompanied, AgeGroup, Channel, Decision, Direction
from lakay.kernel.partial_dates import BadDate, PartialDate
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import NameGiven
from lakay.traveldocs.states import STATES
from lakay.web.shell.fields import as_typed
from lakay.web.shell.words import DIRECTIONS, SEXES

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
    remark = forms.CharField(label=_("Remark, where the counts differ"), max_length=300, required=False)
    command = forms.UUIDField(widget=forms.HiddenInput)


class ScanForm(forms.Form):
    """What the reader or the officer's fingers sent.

    `before` is the child whose authorisation is read; `front` anybody else who stands there: a seal may be in their document.
    """

    mrz = forms.CharField(max_length=LONGEST_READING, strip=False, required=False)
    channel = forms.ChoiceField(choices=[(code, code) for code in (Channel.READER, Channel.TYPED, Channel.CAMERA)])
    as_read = forms.BooleanField(required=False)
    before = forms.UUIDField(required=False)
    front = forms.UUIDField(required=False)
    command = forms.UUIDField()


class GroupForm(forms.Form):
    """A group begins, with the traveller in front if there is one, or ends."""

    encounter = forms.UUIDField(required=False)
    ends = forms.BooleanField(required=False)


STEPS = frozenset({"read", "alert", "minor", "declare", "protection", "decide"})
LONGEST_STEP_MS = 3_600_000


class EffortField(forms.JSONField):
    """What a traveller cost the officer: step -> [milliseconds, keys]. What is not that is left out: it must never hold anybody up."""

    def clean(self, value: Any) -> dict[str, list[int]]:
        try:
            found = super().clean(value)
        except forms.ValidationError:
            return {}
        return {step: list(cost) for step, cost in found.items() if _is_cost(step, cost)} if isinstance(found, dict) else {}


def _is_cost(step: str, cost: Any) -> bool:
    if step not in STEPS or not isinstance(cost, list) or len(cost) != len(("ms", "keys")):
        return False
    return all(type(part) is int and 0 <= part <= LONGEST_STEP_MS for part in cost)


class DecideForm(forms.Form):
    """The decision on the traveller in front."""

    encounter = forms.UUIDField()
    decision = forms.ChoiceField(choices=[(code, code) for code in Decision])
    reason = forms.CharField(max_length=30, required=False)
    effort = EffortField(required=False)
    command = forms.UUIDField()


class CommandForm(forms.Form):
    """One key about the traveller in front."""

    encounter = forms.UUIDField()
    command = forms.UUIDField()


class HandoverForm(CommandForm):
    """The traveller in front goes to the second line; `note` is what the officer wants it to know."""

    note = forms.CharField(max_length=300, required=False)


class UndoForm(forms.Form):
    """Taking the own last decision back."""

    crossing = forms.UUIDField()
    command = forms.UUIDField()


class AcknowledgeForm(CommandForm):
    """An alert was read."""

    hit = forms.UUIDField()


class MinorForm(CommandForm):
    """With whom a child travels."""

    answer = forms.ChoiceField(choices=[(code, code) for code in Accompanied])
    companion = forms.UUIDField(required=False)
    companion_name = forms.CharField(max_length=120, required=False)
    paper = forms.CharField(max_length=600, required=False)


class DeclareForm(CommandForm):
    """What the traveller declares."""

    purpose = forms.CharField(max_length=20, required=False)
    visa = forms.ChoiceField(choices=[("", ""), ("yes", ""), ("no", "")], required=False)
    address = forms.CharField(max_length=200, required=False)
    phone = forms.CharField(max_length=30, required=False)
    vehicle = forms.CharField(max_length=20, required=False)


class TallyForm(forms.Form):
    """One key: somebody went through and is only counted."""

    sex = forms.ChoiceField(choices=[(code, code) for code in ("F", "M", "X")])
    age_group = forms.ChoiceField(choices=[(code, code) for code in AgeGroup])
    direction = forms.ChoiceField(choices=[(code, code) for code in Direction])
    shift = forms.UUIDField()
    command = forms.UUIDField()


class UncountForm(forms.Form):
    """The last key was a slip."""

    tally = forms.UUIDField()
    command = forms.UUIDField()


OLDEST = 120


def _is_birth(text: str) -> bool:
    if text.isdigit() and len(text) < len("1991"):
        return int(text) <= OLDEST
    try:
        as_typed(text)
    except BadDate:
        return False
    return True


class IdentifyForm(forms.Form):
    """Somebody without a document: as little as is needed to know them again."""

    family = forms.CharField(label=_("Family name"), max_length=120)
    given = forms.CharField(label=_("Given names"), max_length=120)
    sex = forms.ChoiceField(label=_("Sex"), choices=[(code, SEXES[code]) for code in ("F", "M", "X")], widget=forms.RadioSelect)
    born = forms.CharField(label=_("Birth date, year or age"), max_length=11)
    nationality = forms.CharField(label=_("Nationality (three letters)"), max_length=3)
    community = forms.CharField(label=_("Community"), max_length=120, required=False)
    mother = forms.CharField(label=_("Mother"), max_length=120, required=False)
    father = forms.CharField(label=_("Father"), max_length=120, required=False)
    vouched_by = forms.CharField(label=_("Who knows the person"), max_length=120, required=False)
    command = forms.UUIDField(widget=forms.HiddenInput)

    def clean_nationality(self) -> str:
        """A code of ICAO Doc 9303-3 §5."""
        code = str(self.cleaned_data["nationality"]).strip().upper()
        if code.ljust(3, "<") not in STATES:
            raise forms.ValidationError(_("Write the three letters of a country, as on its passports."))
        return code

    def clean_born(self) -> str:
        """A date as people type it, or an age in years."""
        text = str(self.cleaned_data["born"]).strip()
        if not _is_birth(text):
            raise forms.ValidationError(_("Write the birth date as 04/03/1991, the year, or the age in years."))
        return text

    def clean(self) -> dict[str, Any]:
        """A name has letters in it."""
        data: dict[str, Any] = super().clean() or {}
        if not any(letter.isalpha() for letter in f"{data.get('family', 'a')}{data.get('given', '')}"):
            raise forms.ValidationError(_("Write the name in letters."))
        return data

    def spoken(self, today: date) -> Spoken:
        """What was said, as the action takes it. An age gives the year of birth, as an estimate."""
        data, text = self.cleaned_data, self.cleaned_data["born"]
        is_age = text.isdigit() and len(text) < len("1991")
        born = PartialDate(today.year - int(text), estimated=True) if is_age else as_typed(text)
        said = {name: data[name] for name in ("community", "mother", "father", "vouched_by")}
        name = NameGiven(NameKind.SPOKEN, data["family"], data["given"])
        return Spoken(name, data["sex"], born, data["nationality"], **said)
