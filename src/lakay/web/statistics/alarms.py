"""Limits of figures, and the alarms where one was passed."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.statistics.codes import SeenBy, Turn
from lakay.statistics.cube import NotInTheCube, look
from lakay.statistics.desk.actions import Terms, end_limit, note_alarm, set_limit
from lakay.statistics.desk.permissions import is_shown
from lakay.statistics.desk.queries import alarms_of, limits_of
from lakay.statistics.indicators import MONTH, Indicator
from lakay.statistics.models import Alarm, Limit
from lakay.statistics.permissions import FIGURE_READ, TooFine
from lakay.statistics.registry import NoSuchIndicator, indicator
from lakay.statistics.running import Asked
from lakay.statistics.shapes import Sensitivity
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.posts import post_name
from lakay.web.shell.requests import DeskRequest
from lakay.web.statistics import words
from lakay.web.statistics.desk import posts
from lakay.web.statistics.figures import cube_of_node, number_of, refusal, unit
from lakay.web.statistics.one import found_or_404, on_record
from lakay.web.statistics.saved import SEEN_BY

STATISTICS = Purpose.STATISTICS
TURNS = [
    (Turn.ABOVE.value, gettext_lazy("rises above")),
    (Turn.BELOW.value, gettext_lazy("falls below")),
    (Turn.JUMP.value, gettext_lazy("jumps from its usual size by more than (percent)")),
]


class LimitForm(forms.Form):
    """What somebody wants to be told of."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    turn = forms.ChoiceField(label=gettext_lazy("Tell when a month"), choices=TURNS)
    bound = forms.IntegerField(label=gettext_lazy("How many"), min_value=0, max_value=2_000_000_000)
    each = forms.ChoiceField(label=gettext_lazy("Look one by one at each"), required=False)
    post = forms.ChoiceField(label=gettext_lazy("Post"), required=False)
    seen_by = forms.ChoiceField(label=gettext_lazy("Who is told"), choices=SEEN_BY, initial=SeenBy.OWN.value)

    def __init__(self, given: Any, one: Indicator | None) -> None:
        super().__init__(given)
        named = sorted(((code, post_name(code)) for code in posts()), key=lambda pair: pair[1])
        self._offer("post", [("", _("all posts")), *named])
        if one is None:
            del self.fields["turn"], self.fields["each"]
            self.fields["bound"].label = _("Hours in which it should have been open")
            self.fields["bound"].min_value = 1  # type: ignore[attr-defined]
            return
        others = [(name, words.dimension(name)) for name in one.dimensions if name != MONTH]
        self._offer("each", [("", "–"), *others])
        if "post" not in one.dimensions:
            del self.fields["post"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def terms(self, code: str) -> Terms:
        """What was asked for."""
        said = self.cleaned_data
        turn = Turn(said["turn"]) if code else Turn.SILENT
        each, post = said.get("each") or "", said.get("post") or ""
        return Terms(
            said["name"], turn, said["bound"], SeenBy(said["seen_by"]), code, "" if post and each == "post" else each, post
        )


@page(FIGURE_READ, purpose=STATISTICS)
def limits(request: DeskRequest) -> HttpResponse:
    """The alarms, and the limits that somebody set or is told of."""
    found, alarms = limits_of(request.actor), alarms_of(request.actor)
    _look(request.actor, alarms)
    names = staff_names({limit.owner for limit in found} | {alarm.noted_by for alarm in alarms if alarm.noted_by})
    values = {
        "alarms": [(alarm, said(alarm), names.get(alarm.noted_by, "") if alarm.noted_by else "") for alarm in alarms],
        "limits": [(limit, terms_of(limit), names.get(limit.owner, ""), limit.owner == request.actor.id) for limit in found],
    }
    return render(request, "statistics/limits.html", values)


def _look(by: Actor, alarms: list[Alarm]) -> None:
    """Numbers of protection are on the record here as on their own page; once for the list."""
    codes = {alarm.limit.indicator for alarm in alarms if alarm.limit.indicator}
    known = (_indicator(code) for code in sorted(codes))
    protected = next((one for one in known if one and one.sensitivity is Sensitivity.PROTECTION), None)
    if protected:
        on_record(by, protected)


@page(FIGURE_READ, purpose=STATISTICS, methods=FORM)
def new(request: DeskRequest) -> HttpResponse:
    """Set a limit to an indicator (`?code=`), or to the silence of posts."""
    code = request.GET.get("code", "")
    one = found_or_404(code) if code else None
    form = LimitForm(request.POST or None, one)
    if request.method == "POST" and form.is_valid() and _set(request.actor, form, code):
        return redirect("statistics:limits")
    title = _(one.page.title) if one else _("Silent posts")
    values = {"form": form, "title": title, "unit": unit(one) if one and one.of else "", "silent": one is None}
    return render(request, "statistics/limit_new.html", values, status=422 if request.method == "POST" else 200)


def _set(by: Actor, form: LimitForm, code: str) -> bool:
    """Set it, or say in the form why not."""
    terms = form.terms(code)
    try:
        _check_in_the_cube(terms)
        set_limit(by=by, at=SystemClock().now(), terms=terms)
    except (TooFine, NotInTheCube) as fault:
        form.add_error(None, refusal(fault))
        return False
    return True


def _check_in_the_cube(terms: Terms) -> None:
    """Raise NotInTheCube where the cube could never say it."""
    cube = cube_of_node()
    if cube is not None and terms.indicator:
        asked = Asked((MONTH, *([terms.each] if terms.each else [])), {"post": [terms.post]} if terms.post else {})
        look(cube, indicator(terms.indicator), asked)


@page(FIGURE_READ, purpose=STATISTICS, methods=WRITE)
def end(request: DeskRequest, limit: UUID) -> HttpResponse:
    """Take a limit away: its owner alone."""
    try:
        end_limit(by=request.actor, at=SystemClock().now(), limit=get_or_404(request.actor, request.purpose, Limit, limit))
    except NotAllowed as refused:
        raise Http404 from refused
    return redirect("statistics:limits")


@page(FIGURE_READ, purpose=STATISTICS, methods=WRITE)
def note(request: DeskRequest, alarm: UUID) -> HttpResponse:
    """Take note of an alarm. Who may not see its cell does not know of it."""
    found = get_or_404(request.actor, request.purpose, Alarm, alarm)
    if not is_shown(request.actor, found):
        raise Http404
    note_alarm(by=request.actor, at=SystemClock().now(), alarm=found)
    return redirect("statistics:limits")


def _indicator(code: str) -> Indicator | None:
    try:
        return indicator(code)
    except NoSuchIndicator:
        return None


def said(alarm: Alarm) -> str:
    """What was passed, in a sentence."""
    limit, number = alarm.limit, number_of(alarm.number)
    if limit.turn == Turn.SILENT:
        return _("%(post)s has been silent for %(hours)s hours in which it should have been open.") % {
            "post": post_name(alarm.cell),
            "hours": number,
        }
    values = {"what": _what(limit, alarm.cell), "month": words.month(alarm.month), "number": number}
    values |= {"bound": number_of(limit.bound), "usual": number_of(alarm.usual or 0)}
    sentences = {
        Turn.ABOVE: _("%(what)s, %(month)s: %(number)s, above %(bound)s."),
        Turn.BELOW: _("%(what)s, %(month)s: %(number)s, below %(bound)s."),
        Turn.JUMP: _("%(what)s, %(month)s: %(number)s, usually about %(usual)s."),
    }
    return sentences[Turn(limit.turn)] % values


def _what(limit: Limit, cell: str) -> str:
    """The indicator and the cell, as “Movements, Ouanaminthe”."""
    one = _indicator(limit.indicator)
    parts = [_(one.page.title) if one else limit.indicator]
    parts += [post_name(limit.post)] if limit.post else []
    parts += [words.value(limit.each, cell)] if limit.each else []
    return ", ".join(parts)


def terms_of(limit: Limit) -> str:
    """What a limit says, in words."""
    bound = number_of(limit.bound)
    where = post_name(limit.post) if limit.post else _("all posts")
    if limit.turn == Turn.SILENT:
        return _("a post without a word for %(bound)s hours (%(where)s)") % {"bound": bound, "where": where}
    one = _indicator(limit.indicator)
    title = _(one.page.title) if one else limit.indicator
    each = words.dimension(limit.each) if limit.each else where
    sentences = {
        Turn.ABOVE: _("%(title)s (%(each)s) above %(bound)s in a month"),
        Turn.BELOW: _("%(title)s (%(each)s) below %(bound)s in a month"),
        Turn.JUMP: _("%(title)s (%(each)s) more than %(bound)s percent from the usual size"),
    }
    return sentences[Turn(limit.turn)] % {"title": title, "each": each, "bound": bound}
