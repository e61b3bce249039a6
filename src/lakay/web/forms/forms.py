"""What the desk of forms sends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.forms.permissions import PURPOSES
from lakay.web.forms.words import PURPOSES as WORDS

CHOICES = [(one.value, WORDS[one.value]) for one in PURPOSES]


MOST_MEDIA, LARGEST_MEDIA = 30, 5_000_000
"""How many files a form may bring with it, and how many bytes each: a phone fetches them over its own link."""


class SeveralFiles(forms.ClearableFileInput):
    """A field in which several files are chosen at once."""

    allow_multiple_selected = True


class MediaField(forms.FileField):
    """Files that a form shows, plays or looks things up in, as {name: bytes}."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> dict[str, bytes]:
        """Read them. Raises ValidationError for too many, a large one, or two of one name."""
        files = [super(MediaField, self).clean(one, initial) for one in data or []]
        if len(files) > MOST_MEDIA:
            raise forms.ValidationError(_("At most %(most)s files come with a form.") % {"most": MOST_MEDIA})
        for one in files:
            if one.size > LARGEST_MEDIA:
                raise forms.ValidationError(_("%(name)s is too large: 5 MB at most.") % {"name": one.name})
        if len({one.name for one in files}) < len(files):
            raise forms.ValidationError(_("Two files have the same name."))
        return {one.name: one.read() for one in files}


class BringForm(forms.Form):
    """A workbook."""

    file = forms.FileField(label=_("Workbook (xlsx or md)"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.md"}))
    purpose = forms.ChoiceField(label=_("Filled for"), choices=CHOICES)
    mapping = forms.FileField(
        label=_("Mapping to records (toml)"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ".toml"})
    )
    along = MediaField(label=_("Files that the form shows or plays"), required=False)


class PhoneForm(forms.Form):
    """A phone. Whom its forms announce waits at its post."""

    name = forms.CharField(label=_("Whose phone"), max_length=80)
    purpose = forms.ChoiceField(label=_("Forms for"), choices=CHOICES)
    post = forms.ChoiceField(label=_("Whom it announces waits at"), required=False)

    def __init__(self, posts: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "—"), *posts]  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """Why."""

    note = forms.CharField(label=_("Why"), max_length=300)
