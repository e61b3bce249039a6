"""What the desk of past movements sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.border.importing.columns import Column, missing
from lakay.border.importing.rows import Layout
from lakay.border.importing.words import MAPPED, ORDERS, guess_word
from lakay.border.models import ImportRun
from lakay.border.pack import pack
from lakay.border.rules import Direction
from lakay.web.imports import words
from lakay.web.shell.country import document_name

NOTHING = ("", _("not used"))


class BringForm(forms.Form):
    """A file."""

    file = forms.FileField(
        label=_("File (CSV: text with one movement on a line)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv"}),
    )


class ColumnsForm(forms.Form):
    """What each column holds, the order of dates, and codes for the words of this file."""

    def __init__(self, run: ImportRun, data: Any = None) -> None:
        super().__init__(data)
        self.run = run
        layout = Layout.from_json(run.mapping)
        by_place = {place: column for column, place in layout.columns.items()}
        meanings = [NOTHING, *((code, words.COLUMNS[code]) for code in Column)]
        for place, name in enumerate(run.header):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=name or str(place + 1), choices=meanings, initial=by_place.get(place, ""), required=False, widget=_select()
            )
        orders = [(code, words.ORDERS[code]) for code in ("", *ORDERS)]
        self.fields["order"] = forms.ChoiceField(label=_("Dates are written"), choices=orders, initial=layout.order)
        self.fields["direction"] = forms.ChoiceField(
            label=_("Direction where no column says it"),
            choices=[NOTHING, *words.CODES[Column.DIRECTION].items()],
            initial=layout.otherwise.get(Column.DIRECTION, ""),
            required=False,
        )
        self._words(layout)

    def _words(self, layout: Layout) -> None:
        self.asked: list[tuple[str, str, int, str]] = []
        for column in MAPPED:
            for place, (word, count) in enumerate(self.run.checked.get("words", {}).get(column, [])):
                name = f"word-{column}-{place}"
                initial = layout.words.get(column, {}).get(word) or guess_word(column, word)
                choices = [("", _("nothing: rows with it are set aside")), *_codes(column)]
                self.fields[name] = forms.ChoiceField(
                    label=word, choices=choices, initial=initial, required=False, widget=_select()
                )
                self.asked.append((column, word, count, name))

    @property
    def columns(self) -> list[Any]:
        """The fields of the columns, in the order of the file."""
        return [self[f"column-{place}"] for place in range(len(self.run.header))]

    @property
    def word_fields(self) -> list[tuple[str, Any, int]]:
        """The fields of the words: column, field, how many rows have it."""
        return [(str(words.COLUMNS[column]), self[name], count) for column, _word, count, name in self.asked]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = [data.get(f"column-{place}") for place in range(len(self.run.header))]
        columns = {code: place for place, code in enumerate(chosen) if code}
        if len(columns) != sum(1 for code in chosen if code):
            raise forms.ValidationError(_("Two columns are said to hold the same."))
        if lacks := [code for code in missing(columns) if not (code == Column.DIRECTION and data.get("direction"))]:
            names = ", ".join(str(words.COLUMNS[code]) for code in lacks)
            raise forms.ValidationError(_("Say which column holds this: %(names)s"), params={"names": names})
        self.layout = Layout(columns, data.get("order", ""), self._told(data), self._otherwise(data))
        return data

    def _told(self, data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
        told: dict[str, dict[str, str]] = {}
        for column, word, _count, name in self.asked:
            if data.get(name):
                told.setdefault(column, {})[word] = data[name]
        return told

    def _otherwise(self, data: Mapping[str, Any]) -> dict[str, str]:
        return {str(Column.DIRECTION): str(Direction(data["direction"]))} if data.get("direction") else {}


def _select() -> forms.Select:
    """A list in a row of a table."""
    return forms.Select(attrs={"class": "form-select"})


def _codes(column: str) -> list[tuple[str, Any]]:
    if column == Column.DOCUMENT_TYPE:
        return [(row.code, document_name(row.code)) for row in pack().documents if row.travel or row.identity]
    return list(words.CODES[column].items())
