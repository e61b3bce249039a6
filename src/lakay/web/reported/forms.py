"""What the pages of the figures of others send."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from lakay.reported.rules import LONGEST, PERIOD_FORM, Judged, Value, number_of
from lakay.web.reported import words

MOST_BYTES = 500_000
"""A larger file is brought in by the command, where nobody waits for a page."""


class StartForm(forms.Form):
    """What a series is, and where it is from."""

    code = forms.SlugField(label=_("Code (one word)"), max_length=40)
    title = forms.CharField(label=_("What is counted"), max_length=200)
    what = forms.ChoiceField(label=_("Kind"), choices=[*words.WHAT.items()])
    unit = forms.CharField(label=_("Unit"), max_length=40)
    source = forms.CharField(label=_("Source"), max_length=200)
    licence = forms.CharField(label=_("Licence"), max_length=80)
    url = forms.URLField(label=_("Where it can be read"), max_length=300, required=False, assume_scheme="https")
    beside = forms.ChoiceField(label=_("Shown with our figure"), required=False)
    note = forms.CharField(
        label=_("What to beware of"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, ours: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | more)
        self.fields["beside"].choices = [("", "–"), *ours]  # type: ignore[attr-defined]


class EditionForm(forms.Form):
    """Which edition of the source."""

    vintage = forms.CharField(label=_("Edition (day or number)"), max_length=60)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | more)


class ValueForm(EditionForm):
    """One value by hand, with a field for each dimension that the series has."""

    period = forms.CharField(
        label=_("Period"), max_length=10, validators=[RegexValidator(f"^(?:{PERIOD_FORM.pattern})$", words.NO_PERIOD)]
    )
    number = forms.CharField(label=_("How many"), max_length=40)

    def __init__(self, *args: Any, columns: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "value_%s"} | more)
        self.columns = tuple(columns)
        for place, name in enumerate(self.columns):
            self.fields[f"where_{place}"] = forms.CharField(label=name, max_length=LONGEST, required=False)
        self.order_fields(["period", *self.wheres, "number", "vintage"])

    @property
    def wheres(self) -> list[str]:
        """The names of the fields of the dimensions."""
        return [f"where_{place}" for place in range(len(self.columns))]

    def clean_number(self) -> Any:
        """The number as a decimal."""
        found = number_of(self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError(words.NO_NUMBER)
        return found

    def judged(self) -> Judged:
        """The one value, as rows of a file are told."""
        said = self.cleaned_data
        where = tuple(said[name] for name in self.wheres)
        return Judged(self.columns, (Value(said["period"], where, said["number"]),), ())


class BringForm(EditionForm):
    """A file of values."""

    file = forms.FileField(label=_("File (SDMX, HXL, CSV)"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "bring_%s"} | more)

    def clean_file(self) -> Any:
        """Not larger than a page should read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 500 KB: let it be brought in by the command."))
        return file


class EnterForm(EditionForm):
    """The file that was tried, once more."""

    content = forms.CharField(max_length=2 * MOST_BYTES, strip=False)
