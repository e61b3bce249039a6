"""What the desk of the post sends. Each form cleans a dictionary; the rules are in `coordination`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.coordination.models import Incident
from lakay.coordination.rules import LANGUAGES, Seriousness, Severity
from lakay.kernel.ids import new_id
from lakay.web.coordination import words
from lakay.web.shell.fields import DayField

LONGEST_NOTE = 2000
LONGEST_ALERT = 400
NO_NAMES = _("Without names of persons: the other side reads it too.")

Choices = Sequence[tuple[str, Any]]


class CommandForm(forms.Form):
    """A form that counts once, however often it is sent."""

    command = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"command": new_id(), **(kwargs.get("initial") or {})}
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def _text(label: Any, *, rows: int = 2, required: bool = True, longest: int = LONGEST_NOTE, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": longest}),
        **more,
    )


def _choice(label: Any, codes: Any, labels: dict[str, Any], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[(code, labels[code]) for code in codes], **more)


class IncidentForm(CommandForm):
    """A new incident, with its first line."""

    category = forms.ChoiceField(label=_("Kind"))
    title = forms.CharField(label=_("What happened, in a few words"), max_length=120, help_text=NO_NAMES)
    seriousness = _choice(_("How grave"), Seriousness, words.SERIOUSNESS)
    text = _text(_("First line of the log"), required=False)
    audience = _choice(_("Who may read this line"), words.AUDIENCES, words.AUDIENCES)
    involved = forms.MultipleChoiceField(label=_("Agencies to call in"), required=False, widget=forms.CheckboxSelectMultiple)
    encounter = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = words.incident_choices()  # type: ignore[attr-defined]
        self.fields["involved"].choices = agencies  # type: ignore[attr-defined]


class NoteForm(CommandForm):
    """A line of the log: one field, and Enter."""

    text = forms.CharField(label=_("New line"), max_length=LONGEST_NOTE, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    audience = _choice(_("Who may read it"), words.AUDIENCES, words.AUDIENCES)


class AgencyForm(CommandForm):
    """An agency to call in, or to hand over to."""

    agency = forms.ChoiceField(label=_("Agency"))

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]


class AssessForm(CommandForm):
    """How grave it is found to be."""

    seriousness = _choice(_("How grave"), Seriousness, words.SERIOUSNESS)


class OutcomeForm(CommandForm):
    """How it ended."""

    outcome = _text(_("How it ended"))


class ReasonForm(CommandForm):
    """Why."""

    reason = _text(_("Reason"))


class TaskForm(CommandForm):
    """What is asked of which agency, and until when, at the clock of the post."""

    agency = forms.ChoiceField(label=_("Asked of"))
    title = forms.CharField(label=_("What is asked, in a few words"), max_length=120, help_text=NO_NAMES)
    due_on = DayField(label=_("Until the day"))
    due_time = forms.TimeField(
        label=_("Until the hour"), widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "16:00", "autocomplete": "off"})
    )
    text = _text(_("Details"), required=False)
    incident = forms.ChoiceField(label=_("For the incident"), required=False)

    def __init__(self, *args: Any, agencies: Choices, incidents: list[Incident], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]
        self.fields["incident"].choices = incident_links(incidents)  # type: ignore[attr-defined]


def incident_links(incidents: list[Incident]) -> list[tuple[str, str]]:
    """Incidents to tie something to."""
    return [("", "—"), *((str(incident.pk), incident.title) for incident in incidents)]


class PatrolForm(CommandForm):
    """A team that leaves the post."""

    team_size = forms.IntegerField(label=_("How many in the team"), min_value=1, max_value=200, initial=4)
    route = forms.CharField(label=_("Route or place"), max_length=200)


class FindingForm(CommandForm):
    """Something the patrol met."""

    category = forms.ChoiceField(label=_("What"))
    count = forms.IntegerField(label=_("How many"), min_value=0, max_value=1_000_000, initial=1)
    note = forms.CharField(label=_("A word on it"), max_length=LONGEST_NOTE, required=False)
    incident = forms.ChoiceField(label=_("Handed to the incident"), required=False)
    to_protection = forms.BooleanField(label=_("Handed to the protection desk"), required=False)

    def __init__(self, *args: Any, incidents: list[Incident], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = words.finding_choices()  # type: ignore[attr-defined]
        self.fields["incident"].choices = incident_links(incidents)  # type: ignore[attr-defined]


class ReportForm(CommandForm):
    """The patrol is back."""

    report = _text(_("Report"), required=False)


class AlertForm(CommandForm):
    """A rapid alert: to whom, how loud, how long, in which languages."""

    severity = _choice(_("How loud"), Severity, words.SEVERITY)
    hours = forms.IntegerField(label=_("Stands for how many hours"), min_value=1, max_value=168, initial=12)
    everywhere = forms.BooleanField(label=_("To every post of this country"), required=False)
    posts = forms.MultipleChoiceField(label=_("To these posts"), required=False, widget=forms.CheckboxSelectMultiple)
    text_ht = _text(_("Text in Kreyòl"), required=False, longest=LONGEST_ALERT)
    text_fr = _text(_("Text in French"), required=False, longest=LONGEST_ALERT)
    text_es = _text(_("Text in Spanish"), required=False, longest=LONGEST_ALERT)
    text_en = _text(_("Text in English"), required=False, longest=LONGEST_ALERT)

    def __init__(self, *args: Any, posts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posts"].choices = posts  # type: ignore[attr-defined]

    def texts(self) -> dict[str, str]:
        """The texts by language."""
        return {language: self.cleaned_data.get(f"text_{language}", "") for language in LANGUAGES}


class LiftForm(CommandForm):
    """Why an alert is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)
