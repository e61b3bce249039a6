"""What the pages of the directory send."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.kernel.ids import new_id
from lakay.services.importing import MOST_BYTES
from lakay.services.queries import Origin
from lakay.services.rules import Wanted
from lakay.web.services import words


class SearchForm(forms.Form):
    """What is needed, and for whom. Nothing must be said."""

    need = forms.MultipleChoiceField(label=_("What is needed"), required=False, widget=forms.SelectMultiple(attrs={"size": 8}))
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[("", "—"), ("F", _("Woman or girl")), ("M", _("Man or boy"))]
    )
    age = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=120)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[("", "—"), *words.LANGUAGES.items()])
    file = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "search_%s"} | kwargs)
        self.fields["need"].choices = words.type_choices()  # type: ignore[attr-defined]

    def wanted(self, origin: Origin) -> Wanted:
        """What to look for, from a place."""
        told = self.cleaned_data
        return Wanted(
            frozenset(told["need"]),
            told["sex"],
            told["age"],
            told["language"],
            origin.place,
            origin.latitude,
            origin.longitude,
            origin.country,
        )


class CommandForm(forms.Form):
    """A form that counts once, however often it is sent."""

    command = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"command": new_id(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **{"label_suffix": ""} | kwargs)


class CountForm(CommandForm):
    """How many places there are, and how many are taken."""

    capacity = forms.IntegerField(label=_("Places"), min_value=0, max_value=9999)
    occupied = forms.IntegerField(label=_("Of these taken"), min_value=0, max_value=9999)


class BringForm(forms.Form):
    """A directory as a file."""

    file = forms.FileField(label=_("File (CSV)"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)

    def clean_file(self) -> Any:
        """Not larger than a directory can be."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(str(words.REFUSED["size"]))
        return file
