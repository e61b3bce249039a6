"""Forms of the post itself. Nothing typed into them ever comes back to the page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from lakay.vault.stick import MOST_BYTES, NotAStick, Stick, read_stick

MOST_GRANT = 4000


def hidden_letters() -> forms.PasswordInput:
    """A field whose letters are not shown, which is sent back empty, and which the browser does not remember."""
    return forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"})


class OpenForm(forms.Form):
    """Stick and PIN; where the release has ended, the hub's answer or the printed code besides."""

    stick = forms.FileField(
        label=_("Your key"), help_text=_("The file lakay-….key on your stick."), required=False, allow_empty_file=True
    )
    pin = forms.CharField(label=_("PIN"), max_length=64, strip=False, widget=hidden_letters())
    answer = forms.FileField(label=_("Answer of the hub"), help_text=_("The file that came back from the hub."), required=False)
    first = forms.CharField(label=_("First half of the printed code"), max_length=60, required=False, widget=hidden_letters())
    second = forms.CharField(label=_("Second half of the printed code"), max_length=60, required=False, widget=hidden_letters())

    def __init__(self, *args: Any, found: list[Stick], **more: Any) -> None:
        super().__init__(*args, **more)
        self.found = found
        if found:
            self.fields.pop("stick")

    def clean(self) -> dict[str, Any]:
        """The key of the officer: the one plugged in here, or the file that was chosen."""
        values: dict[str, Any] = super().clean() or {}
        if len(self.found) > 1:
            raise forms.ValidationError(_("Several keys are plugged in. Leave only your own in the computer."))
        values["key"] = self.found[0] if self.found else self._chosen(values.get("stick"))
        return values

    def _chosen(self, file: UploadedFile[Any] | None) -> Stick | None:
        if file is None:
            self.add_error("stick", _("Plug in your stick, or choose the file of your key."))
            return None
        try:
            return read_stick(file.read(MOST_BYTES))
        except NotAStick:
            self.add_error("stick", _("This file is no key of an officer."))
            return None

    def clean_answer(self) -> bytes:
        """The hub's answer as it came."""
        file = self.cleaned_data["answer"]
        return file.read(MOST_GRANT) if file else b""


class WipeForm(forms.Form):
    """The word that confirms."""

    word = forms.CharField(
        label=_("Write the word"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, expected: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.expected = expected

    def clean_word(self) -> str:
        """Exactly that word, in any case of letters."""
        word: str = self.cleaned_data["word"].strip().upper()
        if word != self.expected.upper():
            raise forms.ValidationError(_("Another word stands there. Nothing was done."))
        return word
