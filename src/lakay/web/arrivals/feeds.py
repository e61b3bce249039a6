"""Senders of lists: two people give a key, one takes it back; and the address to which they send."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from lakay.access.visibility import get_or_404, visible
from lakay.border.models import Feed
from lakay.border.passengers.actions import approve_feed, count_call, end_feed, propose_feed
from lakay.border.passengers.feeds import CALLS, digest_of, feed_of, may_guess, new_key
from lakay.border.passengers.receiving import MOST_BYTES, NoList, receive
from lakay.border.permissions import FEED_MANAGE, PASSENGER_BRING
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.manifests import Fault
from lakay.web.arrivals.forms import FeedForm
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

ADMINISTRATION = Purpose.ADMINISTRATION


@page(FEED_MANAGE, purpose=ADMINISTRATION, methods=FORM)
def feeds(request: DeskRequest) -> HttpResponse:
    """The senders, and a new one."""
    form = FeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        propose_feed(by=request.actor, at=SystemClock().now(), name=form.cleaned_data["name"])
        return redirect("arrivals:feeds")
    return show(request, form)


def show(request: DeskRequest, form: FeedForm, key: str = "", fault: Any = "") -> HttpResponse:
    """The page, with a new key on it once, or with what was wrong."""
    listed = visible(request.actor, request.purpose, Feed).order_by("-proposed_at", "-id")[:100]
    values = {"form": form, "feeds": listed, "key": key, "fault": fault, "me": request.actor.id}
    return render(request, "arrivals/feeds.html", values, status=422 if fault or form.errors else 200)


@page(FEED_MANAGE, purpose=ADMINISTRATION, methods=WRITE)
def approve(request: DeskRequest, feed: UUID) -> HttpResponse:
    """Agree to a sender that another person asked for. The key is shown on this page, and never again."""
    found = get_or_404(request.actor, request.purpose, Feed, feed)
    key = new_key()
    try:
        approve_feed(by=request.actor, at=SystemClock().now(), feed=found, digest=digest_of(key))
    except NotAllowed as refused:
        return show(request, FeedForm(), fault=refused.reason)
    return show(request, FeedForm(), key=key)


@page(FEED_MANAGE, purpose=ADMINISTRATION, methods=WRITE)
def end(request: DeskRequest, feed: UUID) -> HttpResponse:
    """End a sender."""
    found = get_or_404(request.actor, request.purpose, Feed, feed)
    end_feed(by=request.actor, at=SystemClock().now(), feed=found)
    return redirect("arrivals:feeds")


@csrf_exempt  # the key itself is the proof, and nothing here looks at a cookie
@page(public=True, while_locked=True, methods=WRITE)
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file from a sender (`Authorization: Bearer KEY`, the file as the body): 202 with what was read and its faults.

    404 without a key that holds, 413 for what is too large, 422 with the faults for what is no list of ours, 429 too often.
    """
    feed = feed_of(request.headers.get("Authorization", "").removeprefix("Bearer ").strip())
    if feed is None:
        if not may_guess():
            return HttpResponse(status=429)
        raise Http404
    if not count_call(feed.pk, CALLS, SystemClock().now()):
        return HttpResponse(status=429)
    length = request.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > MOST_BYTES:
        return HttpResponse(status=413)
    return _taken(feed, request.read(int(length)), request.headers.get("X-File-Name", "")[:200])


def _taken(feed: Feed, raw: bytes, name: str) -> HttpResponse:
    sender = Actor(feed.pk, feed.agency, permissions=frozenset({PASSENGER_BRING}))
    try:
        taken = receive(raw, by=sender, at=SystemClock().now(), channel="feed", name=name)
    except NoList as refused:
        return JsonResponse({"refused": refused.why, "faults": _plain(refused.found.faults)}, status=422)
    lists = [
        {"type": each.type, "kind": each.kind, "voyage": each.voyage, "people": len(each.passengers), "crew": len(each.crew)}
        for each in taken.found.messages
    ]
    told = {"file": str(taken.file), "again": taken.again, "lists": lists, "faults": _plain(taken.found.faults)}
    return JsonResponse(told, status=202)


def _plain(faults: list[Fault]) -> list[dict[str, Any]]:
    return [{"code": fault.code, "byte": fault.offset, "segment": fault.segment, "detail": fault.detail} for fault in faults]
