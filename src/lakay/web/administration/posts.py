"""A crossing point: its names, status, hours and market days from a day on; shut and opened again."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lakay.access.policy import Permission
from lakay.kernel.clock import SystemClock
from lakay.kernel.refusals import NotAllowed
from lakay.places.actions.places import BadPeriod
from lakay.places.actions.posts import AlreadyOpen, AlreadyShut, PostDetails, change_post, close_post, end_post, reopen_post
from lakay.places.models import Post
from lakay.places.permissions import check_can_close_post
from lakay.places.queries import closures_of, post_by_code
from lakay.web.administration.forms import MODE_NAMES, CloseForm, EndForm, PostForm
from lakay.web.administration.words import bad_period
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

KEPT = ("name_ht", "name_fr", "name_es", "name_en", "status", "hours", "market_days")


def find(code: str) -> Post:
    """A post by its code, or 404."""
    try:
        return post_by_code(code)
    except Post.DoesNotExist as error:
        raise Http404 from error


def find_to_close(request: DeskRequest, code: str) -> Post:
    """A post that this person may shut; 404 for any other."""
    try:
        check_can_close_post(request.actor, code)
    except NotAllowed as error:
        raise Http404 from error
    return find(code)


@page(Permission.POST_EDIT, methods=FORM)
def post(request: DeskRequest, code: str) -> HttpResponse:
    """One post, and how it is from a day on."""
    found = find(code)
    form = PostForm(request.POST or None, initial={name: getattr(found, name) for name in KEPT})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        details = PostDetails(form.names(), values["status"], values["hours"], tuple(values["market_days"]))
        try:
            change_post(by=request.actor, at=SystemClock().now(), post=found, details=details, from_on=values["from_on"])
        except BadPeriod:
            form.add_error("from_on", bad_period())
        else:
            return redirect("administration:place_post", code)
    return show(request, found, form=form)


@page(Permission.POST_CLOSE, methods=WRITE)
def close(request: DeskRequest, code: str) -> HttpResponse:
    """Shut the post now."""
    found = find_to_close(request, code)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return show(request, found, close_form=form)
    with suppress(AlreadyShut):  # two people pressed the button: it is shut, as both wanted
        close_post(by=request.actor, at=SystemClock().now(), post=found, reason=form.cleaned_data["reason"])
    return redirect("administration:place_post", code)


@page(Permission.POST_CLOSE, methods=WRITE)
def reopen(request: DeskRequest, code: str) -> HttpResponse:
    """Open the post again now."""
    found = find_to_close(request, code)
    for closure in closures_of(found):
        if closure.until_at is None:
            with suppress(AlreadyOpen):  # somebody else opened it in this moment
                reopen_post(by=request.actor, at=SystemClock().now(), closure=closure)
    return redirect("administration:place_post", code)


@page(Permission.POST_EDIT, methods=WRITE)
def end(request: DeskRequest, code: str) -> HttpResponse:
    """The post is given up after a day."""
    found = find(code)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end_post(by=request.actor, at=SystemClock().now(), post=found, last_on=form.cleaned_data["last_on"])
        except BadPeriod:
            form.add_error("last_on", bad_period())
        else:
            return redirect("administration:place_post", code)
    return show(request, found, end_form=form)


def show(
    request: DeskRequest,
    found: Post,
    *,
    form: PostForm | None = None,
    close_form: CloseForm | None = None,
    end_form: EndForm | None = None,
) -> HttpResponse:
    """The page of a post, with the form that had something wrong."""
    form = form or PostForm(initial={name: getattr(found, name) for name in KEPT})
    closures = closures_of(found)
    values = {
        "post": found,
        "mode": MODE_NAMES[found.mode],
        "form": form,
        "close_form": close_form or CloseForm(),
        "end_form": end_form or EndForm(),
        "closures": closures,
        "shut": any(closure.until_at is None for closure in closures),
    }
    wrong = form.errors or (close_form and close_form.errors) or (end_form and end_form.errors)
    return render(request, "administration/post.html", values, status=422 if wrong else 200)
