"""What the desk sends about lists, and about those who say that they are stopped wrongly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.places.pack.records import AlertCategory
from lakay.watchlist.actions.lists import ListSaid
from lakay.web.shell.fields import DayField
from lakay.web.watchlist.forms import LONGEST_TEXT, ReasonForm, choose, text_area
from lakay.web.watchlist.words import category_label

LARGEST_LIST = 100_000_000


class ListForm(ReasonForm):
    """A list as it is proposed."""

    code = forms.SlugField(label=_("Short name"), max_length=30, help_text=_("As un-1267: letters, digits and hyphens."))
    title = forms.CharField(label=_("Name"), max_length=120)
    owner = forms.CharField(label=_("Agency that answers for it"), max_length=20)
    category = forms.ChoiceField(label=_("Category"))
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=400, widget=text_area(2))
    legal_reference = forms.CharField(label=_("Reference of the act"), max_length=120)
    source = forms.CharField(label=_("Source"), max_length=200)
    instruction = forms.CharField(
        label=_("For the desk that takes over"), max_length=LONGEST_TEXT, required=False, widget=text_area(2)
    )
    review_on = DayField(label=_("To be reviewed by"))
    field_order = (
        *("code", "title", "owner", "category", "legal_basis", "legal_reference", "source", "instruction"),
        *("review_on", "reason"),
    )

    def __init__(self, *args: Any, among: Iterable[AlertCategory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self.fields["category"], [(row.code, category_label(row.code)) for row in among])

    def said(self) -> ListSaid:
        """The list."""
        return ListSaid(**{name: self.cleaned_data[name] for name in ListSaid.__slots__})


class ListFileForm(ReasonForm):
    """The newest state of a list."""

    file = forms.FileField(label=_("File"), max_length=200)
    only_try = forms.BooleanField(label=_("Only try it out: nothing is written"), required=False)
    field_order = ("file", "only_try", "reason")

    def clean_file(self) -> Any:
        """Not larger than a list can be."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_LIST:
            raise forms.ValidationError(_("The file is too large."))
        return file


class RedressForm(forms.Form):
    """What somebody says who is stopped wrongly."""

    asked_by = forms.CharField(label=_("Who asks, and how to reach them"), max_length=LONGEST_TEXT, widget=text_area(2))
    asked = forms.CharField(label=_("What they say"), max_length=LONGEST_TEXT, widget=text_area(3))
    reference = forms.CharField(label=_("Number of the alert"), max_length=20, required=False)


class AnswerForm(forms.Form):
    """What they are answered."""

    answer = forms.CharField(label=_("Answer"), max_length=LONGEST_TEXT, widget=text_area(2))
