"""Forms of the administration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lakay.access.policy import ROLES
from lakay.places.pack.records import STATUSES, Names
from lakay.places.rules import DAYS, BadHours, parse_hours
from lakay.web.shell.fields import DayField

DAY_NAMES = dict(
    zip(DAYS, (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")), strict=True)
)
STATUS_NAMES = {"official": _("official"), "unofficial": _("unofficial")}
MODE_NAMES = {"land": _("land"), "air": _("air"), "sea": _("sea")}


class NamesForm(forms.Form):
    """A name in the four languages."""

    name_ht = forms.CharField(label=_("Name in Kreyòl"), max_length=120)
    name_fr = forms.CharField(label=_("Name in French"), max_length=120)
    name_es = forms.CharField(label=_("Name in Spanish"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)

    def names(self) -> Names:
        """The four as one value."""
        values = self.cleaned_data
        return Names(values["name_ht"], values["name_fr"], values["name_es"], values["name_en"])


class PlaceForm(NamesForm):
    """The names of a place: a correction, or from a day on."""

    from_on = DayField(label=_("From the day"), required=False, help_text=_("Empty: the old spelling was a mistake."))


class PostForm(NamesForm):
    """A post as it is from a day on."""

    status = forms.ChoiceField(label=_("Status"), choices=[(code, STATUS_NAMES[code]) for code in STATUSES])
    hours = forms.CharField(
        label=_("Hours"), max_length=200, required=False, help_text=_("As Mo-Sa 08:00-18:00; Su 08:00-12:00.")
    )
    market_days = forms.MultipleChoiceField(
        label=_("Market days"), choices=list(DAY_NAMES.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    from_on = DayField(label=_("From the day"))

    def clean_hours(self) -> str:
        """Hours that the program can read."""
        text: str = self.cleaned_data["hours"]
        try:
            parse_hours(text)
        except BadHours as error:
            raise forms.ValidationError(_("These hours cannot be read. Write them as Mo-Sa 08:00-18:00.")) from error
        return text


class CloseForm(forms.Form):
    """Why a post is shut."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class EndForm(forms.Form):
    """The last day of something."""

    last_on = DayField(label=_("Last day"))


class StaffForm(forms.Form):
    """A new account."""

    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{1,39}$",
        label=_("User name"),
        help_text=_("Small letters, digits, dot and dash."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class ChangeForm(forms.Form):
    """The name and language of an account."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=[("", "—"), *settings.LANGUAGES], required=False)


class GrantForm(forms.Form):
    """A role, at one post or everywhere, perhaps until a day."""

    role = forms.ChoiceField(label=_("Role"))
    post = forms.ChoiceField(label=_("Post"), required=False)
    last_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: until it is taken back."))

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("role", [(code, role.name) for code, role in ROLES.items()]),
            ("post", [("", _("Everywhere")), *posts]),
        ):
            choice = self.fields[name]
            if isinstance(choice, forms.ChoiceField):
                choice.choices = choices
