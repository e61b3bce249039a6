"""What the desk of releases sends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lakay.disclosure.reading import read_inner
from lakay.disclosure.tables import Table
from lakay.disclosure.wording import BadTable, say
from lakay.publication.codes import Sensitivity
from lakay.publication.models import Release
from lakay.publication.queries import published
from lakay.web.publication.shown import SENSITIVITIES

MOST_TABLES, LARGEST, MOST_CELLS = 40, 2_000_000, 20_000
"""How many tables come with a release, how many bytes each and how many cells all: a release is tried while somebody waits."""


class SeveralFiles(forms.ClearableFileInput):
    """A field in which several files are chosen at once."""

    allow_multiple_selected = True


class TablesField(forms.FileField):
    """Tables as CSV, each with numbers in its inner cells."""

    widget = SeveralFiles(attrs={"accept": ".csv"})

    def clean(self, data: Any, initial: Any = None) -> list[Table]:
        """Read them. Raises ValidationError with what is wrong in which file."""
        given = list(data or [])
        if len(given) > MOST_TABLES:
            raise forms.ValidationError(_("At most %(most)s tables come with a release.") % {"most": MOST_TABLES})
        files = [super(TablesField, self).clean(one, initial) for one in given or [None]]
        found = [_read(file) for file in files]
        if sum(len(table.cells) for table in found) > MOST_CELLS:
            raise forms.ValidationError(_("The tables are too large: %(most)s cells at most.") % {"most": MOST_CELLS})
        return found


def _read(file: Any) -> Table:
    if file.size > LARGEST:
        raise forms.ValidationError(_("%(name)s is too large: 2 MB at most.") % {"name": file.name})
    try:
        return read_inner(file.read(), str(file.name).removesuffix(".csv")[:120])
    except BadTable as wrong:
        told = say(wrong.code, (get_language() or "en")[:2], **wrong.found)
        raise forms.ValidationError(f"{file.name}: {told}") from wrong


class ProposeForm(forms.Form):
    """Tables that are to come out together."""

    title = forms.CharField(label=_("Title"), max_length=200)
    sensitivity = forms.ChoiceField(label=_("What is counted"), choices=[])
    measure = forms.SlugField(label=_("Measure (one word)"), max_length=60, initial="movements")
    tables = TablesField(label=_("Tables (csv)"))
    method = forms.CharField(label=_("How it was counted"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    revises = forms.ChoiceField(label=_("Revises"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["sensitivity"].choices = [(one.value, SENSITIVITIES[one.value]) for one in Sensitivity]  # type: ignore[attr-defined]
        self.releases = {str(release.number): release for release in published()}
        choices = [("", "-"), *((number, f"{number} · {release.title}") for number, release in self.releases.items())]
        self.fields["revises"].choices = choices  # type: ignore[attr-defined]

    @property
    def measured(self) -> list[Table]:
        """The tables, with what they count."""
        measure = self.cleaned_data["measure"]
        return [Table(one.name, one.dimensions, one.cells, measure) for one in self.cleaned_data["tables"]]

    @property
    def revised(self) -> Release | None:
        """The release that this one revises."""
        return self.releases.get(self.cleaned_data["revises"])


class ReturnForm(forms.Form):
    """Why a release is given back."""

    note = forms.CharField(label=_("Why it is given back"), max_length=300)
