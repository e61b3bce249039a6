"""What is chosen of the figures to come out: a period, the tables that usually come out, and others."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from lakay.publication.actions import Chosen
from lakay.publication.choosing import SETS, NotReleasable, Wanted, checked, releasable
from lakay.publication.codes import Sensitivity
from lakay.publication.periods import offered
from lakay.publication.queries import published
from lakay.statistics.cube import Cube
from lakay.statistics.indicators import MONTH
from lakay.web.publication.naming import indicator_title, period_name, table_title
from lakay.web.statistics import words

MORE = (1, 2, 3)
"""Tables of one's own choice beside the usual ones."""

Choices = list[tuple[str, Any]]


class ChoosingForm(forms.Form):
    """Which tables, of which period. `sensitivity` is the class, chosen before by its own address."""

    period = forms.ChoiceField(label=_("Period"))
    tables = forms.MultipleChoiceField(label=_("Tables of figures"), required=False, widget=forms.CheckboxSelectMultiple)
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("Left empty, it is made of the period.")
    )
    method = forms.CharField(
        label=_("What readers should know besides"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    revises = forms.ChoiceField(label=_("Revises"), required=False)

    def __init__(self, asked: Any, cube: Cube, sensitivity: Sensitivity) -> None:
        super().__init__(asked)
        self.sensitivity = sensitivity
        self.usual = {one.key: one for one in SETS[sensitivity]}
        periods = list(offered(cube.months, cube.built_at.date()))
        self.releases = {str(one.number): one for one in published() if one.sensitivity == sensitivity.value}
        self._offer("period", [(one, period_name(one)) for one in periods])
        self._offer("tables", [(key, table_title(one.code, one.by)) for key, one in self.usual.items()])
        self._offer("revises", [("", "–"), *((number, f"{number} · {one.title}") for number, one in self.releases.items())])
        self.initial = {"period": periods[0] if periods else "", "tables": list(self.usual)}
        self._more()

    def _more(self) -> None:
        figures = releasable(self.sensitivity)
        dimensions = dict.fromkeys(name for one in figures.values() for name in one.dimensions)
        by: Choices = [("", "–"), *((name, words.dimension(name)) for name in dimensions)]
        for number in MORE:
            names = (f"more_{number}", f"by_{number}", f"and_by_{number}")
            for name, label in zip(names, (_("Another table"), _("Told apart by"), _("and by")), strict=True):
                self.fields[name] = forms.ChoiceField(label=label, required=False)
            self._offer(names[0], [("", "–"), *((code, indicator_title(one)) for code, one in figures.items())])
            self._offer(names[1], by)
            self._offer(names[2], by)

    def _offer(self, name: str, choices: Choices) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of the other tables, three to a row."""
        return [(self[f"more_{number}"], self[f"by_{number}"], self[f"and_by_{number}"]) for number in MORE]

    def clean(self) -> dict[str, Any]:
        """Each table that is wanted can come out, and there is one."""
        data: dict[str, Any] = super().clean() or {}
        wanted = [self.usual[key] for key in data.get("tables", ())]
        for number in MORE:
            code = data.get(f"more_{number}")
            by = tuple(dict.fromkeys(name for name in (data.get(f"by_{number}"), data.get(f"and_by_{number}")) if name))
            if code:
                wanted.append(self._checked(number, Wanted(code, by or (MONTH,))))
        if not wanted and not self.errors:
            self.add_error("tables", say("Choose a table."))
        data["wanted"] = list(dict.fromkeys(wanted))
        return data

    def _checked(self, number: int, wanted: Wanted) -> Wanted:
        try:
            checked(wanted, self.sensitivity)
        except NotReleasable:
            told = say("This figure is not told apart like this.")
            self.add_error(f"by_{number}", told)
        return wanted

    @property
    def chosen(self) -> Chosen:
        """What was chosen, once it is valid."""
        data = self.cleaned_data
        title = data["title"] or f"{CLASS_TITLES[self.sensitivity]}, {period_name(data['period'])}"
        revised = self.releases.get(data["revises"])
        return Chosen(title, self.sensitivity, data["period"], tuple(data["wanted"]), data["method"], revised)


CLASS_TITLES = {Sensitivity.MOVEMENTS: _("Border bulletin"), Sensitivity.PROTECTION: _("Protection bulletin")}
