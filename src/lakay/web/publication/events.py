"""What is asked for a situation report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lakay.kernel.clock import SystemClock
from lakay.publication.actions import Chosen
from lakay.publication.choosing import Wanted
from lakay.publication.codes import Sensitivity
from lakay.publication.days import BY
from lakay.publication.periods import MOST_DAYS
from lakay.web.publication.naming import period_name
from lakay.web.shell.fields import DayField


class EventForm(forms.Form):
    """Which days, and what happened in them."""

    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))
    method = forms.CharField(label=_("What happened"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("Left empty, it is made of the period.")
    )

    def clean(self) -> dict[str, Any]:
        """The days are over, in order, and not too many."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last:
            if last < first:
                self.add_error("last", say("The last day lies before the first."))
            elif (last - first).days >= MOST_DAYS:
                self.add_error("last", say("At most %(most)s days.") % {"most": MOST_DAYS})
            elif last >= SystemClock().now().date():
                self.add_error("last", say("These days are not over yet."))
        return data

    @property
    def chosen(self) -> Chosen:
        """What was chosen, once it is valid."""
        data = self.cleaned_data
        period = f"{data['first']:%Y-%m-%d}/{data['last']:%Y-%m-%d}"
        title = data["title"] or say("Situation report: %(period)s") % {"period": period_name(period)}
        return Chosen(title, Sensitivity.MOVEMENTS, period, (Wanted(BY[0], BY[1:]),), data["method"])
