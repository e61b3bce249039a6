"""What the pages of this desk send. Codes, PINs and words are never sent back to the browser."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.kernel.ids import new_id
from lakay.vault.slots import SHORTEST_PIN
from lakay.web.whereabouts import words
from lakay.whereabouts.rules.cards import LONGEST_WORD, SHORTEST_WORD
from lakay.whereabouts.rules.codes import PlaceKind
from lakay.whereabouts.rules.sealing import Place

LONGEST, SHORT = 300, 120
Choices = list[tuple[str, str]]


class CommandForm(forms.Form):
    """A form that counts once, however often it is sent."""

    command = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"command": new_id(), **(kwargs.get("initial") or {})}
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def secret(label: Any, hint: Any = "", most: int = 60) -> forms.CharField:
    """A field whose content the browser neither shows nor keeps."""
    widget = forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=hint, max_length=most, strip=False, widget=widget)


def text(label: Any, *, required: bool = False, most: int = LONGEST, rows: int = 0) -> forms.CharField:
    """A line, or an area of some rows."""
    attrs = {"autocomplete": "off"}
    widget = forms.Textarea(attrs={**attrs, "rows": rows, "maxlength": most}) if rows else forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, required=required, max_length=most, widget=widget)


def pick(label: Any, table: dict[Any, Any]) -> forms.ChoiceField:
    """One of a fixed list."""
    return forms.ChoiceField(label=label, choices=[(code.value, word) for code, word in table.items()])


class NewKeyForm(forms.Form):
    """A PIN for a new key, twice."""

    pin = secret(_("A PIN"), _("Six signs or more, not counting up or down. Nobody can bring it back."))
    again = secret(_("The same PIN again"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["pin"].widget.attrs["minlength"] = SHORTEST_PIN

    def clean_again(self) -> str:
        """Raise ValidationError where the two differ."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("pin"):
            raise forms.ValidationError(_("The two PINs differ."))
        return again


class KeyForm(CommandForm):
    """One's own key: the code of the card and the PIN."""

    code = secret(_("Code of your card"), _("Scan it or type it."))
    pin = secret(_("Your PIN"))


class OpenForm(KeyForm):
    """A look, with the reason."""

    why = text(_("Why you look"), required=True)


class HoldersForm(CommandForm):
    """The first keyholders."""

    holders = forms.MultipleChoiceField(label=_("Who may know"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, people: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holders"].choices = people  # type: ignore[attr-defined]


class HolderForm(CommandForm):
    """One keyholder more."""

    staff = forms.ChoiceField(label=_("One more who may know"))

    def __init__(self, people: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].choices = people  # type: ignore[attr-defined]


class ReasonForm(CommandForm):
    """Why something ends."""

    reason = text(_("Why"), required=True)


class PlaceForm(CommandForm):
    """Where the person stays from now on."""

    place_kind = pick(_("What kind of place"), words.PLACES)
    name = text(_("Name of the place or of the family"), required=True, most=SHORT)
    address = text(_("Address"))
    commune = text(_("Commune"), most=SHORT)
    phone = text(_("Telephone"), most=40)
    since = text(_("Since when"), most=40)
    directions = text(_("How to get there, and what to mind"), most=1000, rows=3)

    @property
    def place(self) -> Place:
        """What was told."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "command"}
        return Place(**said | {"place_kind": PlaceKind(said["place_kind"])})


class GroundsForm(CommandForm):
    """Why the glass must be broken."""

    grounds = text(_("What is the danger, and why can no keyholder be asked?"), required=True, most=1000, rows=3)


class ReviewForm(CommandForm):
    """What the review found."""

    judgement = pick(_("What you found"), words.JUDGEMENTS)
    finding = text(_("In a few words, and what follows"), required=True, most=1000, rows=3)


class LockForm(CommandForm):
    """Set the lock."""

    reason = text(_("From whom, in a few words"), required=True)
    case_worker = forms.BooleanField(label=_("Hide also who has the file"), required=False)


class CardForm(CommandForm):
    """A word for a new card."""

    word = secret(
        _("A word that the person chooses"),
        _("Four letters or more. They say it when they show the card; write it nowhere."),
        LONGEST_WORD * 2,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].widget.attrs["minlength"] = SHORTEST_WORD


class EndCardForm(CommandForm):
    """What became of a card."""

    why = pick(_("What became of it"), words.CARD_ENDS)


class ReadCardForm(CommandForm):
    """Somebody shows their card."""

    code = secret(_("Code of the card"), _("Scan it or type it."))
    word = secret(_("The word that they say"), most=LONGEST_WORD * 2)
    why = text(_("What they come for"))
    agreed = forms.BooleanField(label=_("They agree that this desk sees their file today"))
