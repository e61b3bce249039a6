"""Departments, communes and posts, with the days from and until which they stand."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lakay.access.policy import Permission
from lakay.kernel.clock import SystemClock
from lakay.places.actions.places import BadPeriod, correct_place, end_place, rename_place
from lakay.places.models import Place
from lakay.places.queries import children_of, place_by_pcode, places_of, posts_on
from lakay.web.administration.forms import EndForm, PlaceForm
from lakay.web.administration.words import bad_period
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

FIRST_LEVEL = 1


@page(Permission.PLACE_EDIT)
def places(request: DeskRequest) -> HttpResponse:
    """All posts, and the first level of each country."""
    today = SystemClock().now().date()
    posts = posts_on(today)
    countries = sorted({post.country for post in posts})
    levels = [(country, places_of(country, FIRST_LEVEL, today)) for country in countries]
    return render(request, "administration/places.html", {"posts": posts, "countries": levels})


def find(pcode: str) -> Place:
    """A place by its code, or 404."""
    try:
        return place_by_pcode(pcode)
    except Place.DoesNotExist as error:
        raise Http404 from error


@page(Permission.PLACE_EDIT, methods=FORM)
def place(request: DeskRequest, pcode: str) -> HttpResponse:
    """One place: its names, what lies within it, and the day it ends."""
    found = find(pcode)
    names = {name: getattr(found, name) for name in ("name_ht", "name_fr", "name_es", "name_en")}
    form = PlaceForm(request.POST or None, initial=names)
    if request.method == "POST" and form.is_valid():
        try:
            change_names(request, found, form)
        except BadPeriod:
            form.add_error("from_on", bad_period())
        else:
            return redirect("administration:place", pcode)
    return show(request, found, form, EndForm())


def change_names(request: DeskRequest, found: Place, form: PlaceForm) -> None:
    """A correction of the spelling, or another name from a day on."""
    now = SystemClock().now()
    if form.cleaned_data["from_on"] is None:
        correct_place(by=request.actor, at=now, place=found, names=form.names())
    else:
        rename_place(by=request.actor, at=now, place=found, names=form.names(), from_on=form.cleaned_data["from_on"])


@page(Permission.PLACE_EDIT, methods=WRITE)
def end(request: DeskRequest, pcode: str) -> HttpResponse:
    """The place is no more after a day."""
    found = find(pcode)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end_place(by=request.actor, at=SystemClock().now(), place=found, last_on=form.cleaned_data["last_on"])
        except BadPeriod:
            form.add_error("last_on", bad_period())
        else:
            return redirect("administration:place", pcode)
    return show(request, found, PlaceForm(), form)


def show(request: DeskRequest, found: Place, form: PlaceForm, end_form: EndForm) -> HttpResponse:
    """The page of a place."""
    children = children_of(found, SystemClock().now().date())
    values = {"place": found, "form": form, "end_form": end_form, "children": children}
    return render(request, "administration/place.html", values, status=422 if form.errors or end_form.errors else 200)
