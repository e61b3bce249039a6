"""What is written down of an inspection."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lakay.border.actions.inspections import RESULTS, SEIZED, WHAT, Found, Kept
from lakay.border.pack import pack

WHAT_NAMES = {"luggage": _("Luggage"), "vehicle": _("Vehicle"), "goods": _("Goods"), "person": _("Person")}
RESULT_NAMES = {
    "nothing": _("Nothing found"),
    "declared": _("Declared, duty paid or free"),
    "seized": _("Kept back, with a receipt"),
    "handed-on": _("Handed on to another agency"),
}
LINES = 4


def goods_names() -> list[tuple[str, str]]:
    """Kinds of goods, in the language of the screen."""
    language = get_language() or "fr"
    return [(row.code, row.labels.in_language(language)) for row in pack().goods]


def vehicle_names() -> list[tuple[str, str]]:
    """Kinds of vehicles, in the language of the screen."""
    language = get_language() or "fr"
    return [(row.code, row.labels.in_language(language)) for row in pack().vehicles]


def units() -> list[tuple[str, str]]:
    """Every unit of the pack, each once."""
    return [(unit, unit) for unit in dict.fromkeys(unit for row in pack().goods for unit in row.units)]


class ReferenceForm(forms.Form):
    """The reference on the traveller's slip."""

    reference = forms.RegexField(r"^\s*[0-9A-Fa-f]{8}\s*$", label=_("Reference on the slip"))


class PlateForm(forms.Form):
    """The plate of the vehicle in front, with the state that issued it."""

    state = forms.RegexField(r"^[A-Za-z]{3}$", label=_("Issuing state"), min_length=3, max_length=3)
    number = forms.CharField(label=_("Number plate"), max_length=20)


class KeptForm(forms.Form):
    """A line of goods that are kept back; an empty line is none."""

    goods = forms.ChoiceField(label=_("Goods"), choices=lambda: [("", "—"), *goods_names()], required=False)
    quantity = forms.DecimalField(
        label=_("Quantity"), max_digits=12, decimal_places=3, min_value=Decimal("0.001"), required=False
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=units, required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("goods")) != bool(data.get("quantity")):
            raise forms.ValidationError(_("Goods and quantity go together."))
        known = {row.code: row.units for row in pack().goods}
        if data.get("goods") and data.get("unit") not in known[data["goods"]]:
            self.add_error("unit", _("These goods are counted in: %(units)s") % {"units": ", ".join(known[data["goods"]])})
        return data


KeptLines = forms.formset_factory(KeptForm, extra=LINES, max_num=20)


class InspectionForm(forms.Form):
    """What was looked into."""

    command = forms.UUIDField(widget=forms.HiddenInput)
    what = forms.ChoiceField(
        label=_("What was looked into"),
        choices=[(code, WHAT_NAMES[code]) for code in WHAT],
        widget=forms.RadioSelect,
        initial="luggage",
    )
    vehicle = forms.ChoiceField(label=_("Kind of vehicle"), choices=lambda: [("", "—"), *vehicle_names()], required=False)
    plate = forms.CharField(label=_("Number plate"), max_length=20, required=False)
    result = forms.ChoiceField(
        label=_("Result"), choices=[(code, RESULT_NAMES[code]) for code in RESULTS], widget=forms.RadioSelect, initial="nothing"
    )
    found = forms.CharField(label=_("What was found"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def together(self, lines: Any) -> Found | None:
        """The form with its lines; None where goods are named for another result, or none for a seizure."""
        kept = tuple(
            Kept(line["goods"], line["quantity"], line["unit"], line["note"])
            for line in (form.cleaned_data for form in lines)
            if line.get("goods")
        )
        data = {name: value for name, value in self.cleaned_data.items() if name != "command"}
        if (data["result"] == SEIZED) != bool(kept):
            self.add_error("result", _("Name the goods where some are kept back, and only then."))
            return None
        return Found(**data, kept=kept)
