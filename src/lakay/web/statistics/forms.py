"""What may be chosen on the pages of figures."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lakay.statistics.cube import Cube
from lakay.statistics.indicators import MONTH, Indicator
from lakay.web.shell.posts import post_name
from lakay.web.statistics import words
from lakay.web.statistics.periods import SPANS, USUAL, Months, months_of

Choices = list[tuple[str, Any]]


class WindowForm(forms.Form):
    """From which month to which, and at which post. `span` comes from the links beside it, and gives way to other months chosen."""

    first = forms.ChoiceField(label=_("From"), required=False)
    last = forms.ChoiceField(label=_("Until"), required=False)
    post = forms.ChoiceField(label=_("Post"), required=False)

    def __init__(self, asked: Any, cube: Cube, posts: list[str]) -> None:
        self.span, self.months = _months(asked, cube)
        ends = {"first": self.months.shown[0], "last": self.months.shown[-1]}
        super().__init__({**{name: asked[name] for name in asked}, **ends})
        choices = [(month, words.month(month)) for month in sorted({*cube.months, *self.months.shown}, reverse=True)]
        self._offer("first", choices)
        self._offer("last", choices)
        named = sorted(((code, post_name(code)) for code in posts), key=lambda pair: pair[1])
        self._offer("post", [("", _("all posts")), *named])

    def _offer(self, name: str, choices: Choices) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def chosen(self, name: str) -> str:
        """What was chosen, or nothing where it is no choice."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    def at_post(self) -> str:
        """The post asked for, if one is."""
        return self.chosen("post") if "post" in self.fields else ""

    def kept(self) -> dict[str, str]:
        """What makes the page show the same again: a span that moves with time, or the two months, and what else was chosen."""
        months = {"span": self.span} if self.span else {"first": self.months.shown[0], "last": self.months.shown[-1]}
        others = {name: self.chosen(name) for name in self.fields if name not in {"first", "last"}}
        return months | {name: value for name, value in others.items() if value}

    def spans(self) -> list[tuple[str, Any, bool]]:
        """(span, its name, whether it is the one shown)."""
        return [(span, name, span == self.span) for span, name in SPANS.items()]


def _months(asked: Any, cube: Cube) -> tuple[str, Months]:
    """The span that holds, if one does, and the months."""
    known = {name: asked.get(name, "") if asked.get(name) in cube.months else "" for name in ("first", "last")}
    span = asked.get("span") if asked.get("span") in SPANS else ("" if any(known.values()) else USUAL)
    if span:
        found = months_of(cube, span)
        if (known["first"] or found.shown[0], known["last"] or found.shown[-1]) == (found.shown[0], found.shown[-1]):
            return span, found
    return "", months_of(cube, "", **known)


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
        return tuple(dict.fromkeys(name for name in (self.chosen("by"), self.chosen("and_by")) if name))
