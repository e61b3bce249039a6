"""Forms of the entry. Nothing typed into a password or code field ever comes back to the page."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

SECRET = 256


def secret(autocomplete: str) -> forms.PasswordInput:
    """A field whose letters are not shown, and which is sent back empty."""
    return forms.PasswordInput(render_value=False, attrs={"autocomplete": autocomplete})


class LoginForm(forms.Form):
    """Name, password and code, in one form, so that a wrong one does not tell which."""

    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(label=_("Password"), max_length=SECRET, strip=False, widget=secret("current-password"))
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six digits from your telephone, or one of your recovery codes."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


class UnlockForm(forms.Form):
    """The password alone: the device and the session are known."""

    password = forms.CharField(label=_("Password"), max_length=SECRET, strip=False, widget=secret("current-password"))


class AnswerForm(forms.Form):
    """What a passkey answered, as JSON."""

    answer = forms.CharField(max_length=20_000)


class PasskeyForm(AnswerForm):
    """A new passkey and what its owner calls it."""

    name = forms.CharField(label=_("Name of the key"), max_length=60)


class PostForm(forms.Form):
    """Where one sits down."""

    post = forms.ChoiceField(label=_("Post"))
    lane = forms.CharField(
        label=_("Lane"), max_length=10, required=False, help_text=_("As on the sign over the booth, for example 2.")
    )

    def __init__(self, *args: object, posts: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["post"]
        if isinstance(field, forms.ChoiceField):
            field.choices = posts


class PasswordForm(forms.Form):
    """A new password in place of the old one."""

    old = forms.CharField(label=_("Password until now"), max_length=SECRET, strip=False, widget=secret("current-password"))
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. Four words that do not belong together are good."),
        max_length=SECRET,
        strip=False,
        widget=secret("new-password"),
    )
    again = forms.CharField(label=_("New password once more"), max_length=SECRET, strip=False, widget=secret("new-password"))

    def clean_again(self) -> str:
        """The same twice, so that a slip does not lock its owner out."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("The two new passwords are not the same."))
        return again


class CodeForm(forms.Form):
    """Six digits from the telephone."""

    code = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*$",
        label=_("Code"),
        help_text=_("The six digits that the telephone shows now."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Only the digits."""
        return "".join(self.cleaned_data["code"].split())


class LanguageForm(forms.Form):
    """The language that one's pages open in."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
