"""What may be chosen on the pages of figures."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.statistics.cube import Cube
from lakay.statistics.indicators import MONTH, Indicator
from lakay.web.shell.posts import post_name
from lakay.web.statistics import words

Choices = list[tuple[str, Any]]
USUAL_MONTHS, MOST_MONTHS = 12, 60


class WindowForm(forms.Form):
    """From which month to which, and at which post."""

    first = forms.ChoiceField(label=_("From"), required=False)
    last = forms.ChoiceField(label=_("Until"), required=False)
    post = forms.ChoiceField(label=_("Post"), required=False)

    def __init__(self, asked: Any, cube: Cube, posts: list[str]) -> None:
        self._months = cube.months
        begin, end = self._usual()
        super().__init__({"first": begin, "last": end, **{name: asked[name] for name in asked}} if asked else None)
        months = [(month, words.month(month)) for month in reversed(cube.months)]
        self._offer("first", months)
        self._offer("last", months)
        self._offer(
            "post", [("", _("all posts")), *sorted(((code, post_name(code)) for code in posts), key=lambda pair: pair[1])]
        )
        self.initial = {"first": begin, "last": end, "post": ""}

    def _offer(self, name: str, choices: Choices) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def _usual(self) -> tuple[str, str]:
        return (self._months[-USUAL_MONTHS:][0], self._months[-1]) if self._months else ("", "")

    def months(self) -> tuple[str, ...]:
        """The months asked for; the last twelve if none are, never more than five years."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        begin, end = self._usual()
        begin, end = sorted((data.get("first") or begin, data.get("last") or end))
        return tuple(month for month in self._months if begin <= month <= end)[-MOST_MONTHS:]

    def at_post(self) -> str:
        """The post asked for, if one is."""
        return str(self.cleaned_data.get("post") or "") if self.is_bound and self.is_valid() else ""


class DivideForm(WindowForm):
    """How one indicator is told apart, and which part of it is meant."""

    by = forms.ChoiceField(label=_("Told apart by"), required=False)
    and_by = forms.ChoiceField(label=_("and by"), required=False)

    def __init__(self, asked: Any, cube: Cube, posts: list[str], one: Indicator) -> None:
        super().__init__(asked, cube, posts)
        others = [(name, words.dimension(name)) for name in one.dimensions if name != MONTH]
        self._offer("by", [("", "–"), *others])
        self._offer("and_by", [("", "–"), *others])
        if "post" not in one.dimensions:
            del self.fields["post"]

    def by_what(self) -> tuple[str, ...]:
        """The dimensions chosen besides the month, each once."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return tuple(dict.fromkeys(name for name in (data.get("by"), data.get("and_by")) if name))
