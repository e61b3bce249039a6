"""The first page, and where one sits."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access import login as ways
from lakay.access.actions.sessions import PostNotGranted
from lakay.kernel.clock import SystemClock
from lakay.web.entry.forms import PostForm
from lakay.web.shell.bar import entries_for
from lakay.web.shell.pages import FORM, SELF, page
from lakay.web.shell.posts import posts_to_choose
from lakay.web.shell.requests import DeskRequest


@page()
def home(request: DeskRequest) -> HttpResponse:
    """The first page of a person: their desk; before that the account, or the post, if one of them is still to be settled."""
    visit = request.visit
    if visit.must_enrol or (visit.must_change_password and visit.method != "demo"):
        return redirect("entry:account")
    if not visit.post and visit.posts:
        return redirect("entry:post")
    desks = entries_for(request.actor, "")
    first = next((desk for desk in desks if visit.post or not desk.at_post), None)
    return redirect(first.href if first else "entry:account")


@page(SELF, methods=FORM)
def choose(request: DeskRequest) -> HttpResponse:
    """Say at which post and lane one sits now."""
    posts = posts_to_choose(request.visit.posts, request.visit.anywhere)
    start = {"post": request.visit.post, "lane": request.visit.lane}
    form = PostForm(request.POST if request.method == "POST" else None, posts=posts, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            ways.choose_post(state=request.visit, at=SystemClock().now(), **form.cleaned_data)
        except PostNotGranted:
            form.add_error("post", _("This post is not among yours."))
        else:
            return redirect("entry:home")
    return render(request, "entry/post.html", {"form": form}, status=422 if form.errors else 200)
