"""Views of figures kept under a name: opened by one key, seen by whom their owner says."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.statistics.codes import SeenBy
from lakay.statistics.desk.actions import remove_view, save_view
from lakay.statistics.desk.queries import views_of
from lakay.statistics.models import SavedView
from lakay.statistics.permissions import FIGURE_READ
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.statistics.desk import Desk, desk
from lakay.web.statistics.one import found_or_404

STATISTICS = Purpose.STATISTICS
SEEN_BY = [
    (SeenBy.OWN.value, gettext_lazy("me alone")),
    (SeenBy.AGENCY.value, gettext_lazy("my agency")),
    (SeenBy.ALL.value, gettext_lazy("everybody who reads figures")),
]


class NameForm(forms.Form):
    """Under which name a view is kept, and who sees it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    seen_by = forms.ChoiceField(label=gettext_lazy("Who sees it"), choices=SEEN_BY, initial=SeenBy.OWN.value)


@page(FIGURE_READ, purpose=STATISTICS)
def views(request: DeskRequest) -> HttpResponse:
    """The views that somebody may open."""
    found = views_of(request.actor)
    names = staff_names({view.owner for view in found})
    rows = [(view, names.get(view.owner, ""), dict(SEEN_BY)[view.seen_by], view.owner == request.actor.id) for view in found]
    return render(request, "statistics/views.html", {"rows": rows})


@page(FIGURE_READ, purpose=STATISTICS, methods=FORM)
def new(request: DeskRequest) -> HttpResponse:
    """Keep the page that was open, with its months and what it was told apart by."""
    code = request.GET.get("page", "")
    found = desk(request, found_or_404(code) if code else None)
    if found is None:
        return render(request, "statistics/empty.html")
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked, seen_by = found.form.kept(), SeenBy(form.cleaned_data["seen_by"])
        save_view(
            by=request.actor,
            at=SystemClock().now(),
            name=form.cleaned_data["name"],
            page=code,
            asked=asked,
            seen_by=seen_by,
        )
        return redirect(address(code, asked))
    values = {"form": form, "desk": found, "what": _what(code, found), "back": address(code, found.form.kept())}
    return render(request, "statistics/view_new.html", values, status=422 if request.method == "POST" else 200)


@page(FIGURE_READ, purpose=STATISTICS)
def opened(request: DeskRequest, view: UUID) -> HttpResponse:
    """Go to the page of a view."""
    found = _view(request, view)
    return redirect(address(found.page, found.asked))


@page(FIGURE_READ, purpose=STATISTICS, methods=WRITE)
def remove(request: DeskRequest, view: UUID) -> HttpResponse:
    """Take a view away: its owner alone."""
    try:
        remove_view(by=request.actor, at=SystemClock().now(), view=_view(request, view))
    except NotAllowed as refused:
        raise Http404 from refused
    return redirect("statistics:views")


def _view(request: DeskRequest, view: UUID) -> SavedView:
    found = get_or_404(request.actor, request.purpose, SavedView, view)
    if found.ended_at is not None:
        raise Http404
    return found


def address(code: str, asked: dict[str, str]) -> str:
    """The page of an indicator, or of the border, as it was asked."""
    at = reverse("statistics:one", args=[code]) if code else reverse("statistics:home")
    return f"{at}?{urlencode(asked)}"


def _what(code: str, found: Desk) -> str:
    """What is kept, in words."""
    title = _(found_or_404(code).page.title) if code else _("Border by month")
    span = next((str(name) for one, name, _here in found.form.spans() if one == found.form.span), "")
    if span:
        return _("%(title)s, always the newest: %(span)s") % {"title": title, "span": span}
    return _("%(title)s, %(first)s to %(last)s") % {"title": title, "first": found.first, "last": found.last}
