"""The search of the log. Sent by POST, so that no document number stands in an address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.journal.queries import READS, WRITES
from lakay.web.shell.fields import DayField
from lakay.web.shell.names import PURPOSES, named

WHAT = (("", _("Reads and writes")), (READS, _("Only reads")), (WRITES, _("Only writes")))


class SearchForm(forms.Form):
    """About whom, by whom, where, when and why. What is left empty is not asked."""

    ref = forms.CharField(label=_("Reference"), max_length=36, required=False)
    state = forms.CharField(label=_("Issuing state"), max_length=3, required=False)
    number = forms.CharField(label=_("Document number"), max_length=40, required=False)
    officer = forms.CharField(label=_("Officer"), max_length=40, required=False)
    post = forms.CharField(label=_("Post"), max_length=20, required=False)
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("To"), required=False)
    purpose = forms.ChoiceField(label=_("Purpose"), required=False)
    only = forms.ChoiceField(label=_("What"), choices=WHAT, required=False)

    def __init__(self, *args: Any, by_document: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purpose = self.fields["purpose"]
        if isinstance(purpose, forms.ChoiceField):
            purpose.choices = [("", "—"), *sorted(((code, named(PURPOSES, code)) for code in PURPOSES), key=lambda pair: pair[1])]
        if not by_document:
            del self.fields["state"], self.fields["number"]

    def clean_ref(self) -> UUID | None:
        """A whole identifier; a part of one finds nobody."""
        text = self.cleaned_data["ref"].strip()
        try:
            return UUID(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(_("A reference has 32 letters and digits, as printed on the receipt.")) from error

    def clean(self) -> dict[str, Any]:
        """Days in order; a document with both its parts."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("first") and values.get("last") and values["last"] < values["first"]:
            self.add_error("last", _("The last day is before the first."))
        if bool(values.get("state")) != bool(values.get("number")):
            self.add_error("number", _("A document is found by its issuing state and its whole number."))
        return values
