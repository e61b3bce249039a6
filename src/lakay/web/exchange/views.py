"""The addresses for other machines: a parcel is posted, the parcel for its sender comes back; a new machine hands in its request and its
card; an open post asks for its release. Strangers find nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from lakay.kernel.clock import SystemClock
from lakay.sync.enrolment.papers import MOST_BYTES
from lakay.sync.https import CARD, ENROL, PATH, RELEASE, serving
from lakay.sync.https.serving import MOST_PARCEL
from lakay.web.shell.closed import is_closed
from lakay.web.shell.pages import WRITE, page

ASKED = re.compile(r"(\d{1,9})(p?)(?:h(\d{1,3}))?")


@csrf_exempt  # the parcel itself is signed, and nothing here looks at a cookie
@page(public=True, while_locked=True, methods=WRITE)
def parcel(request: HttpRequest) -> HttpResponse:
    """Take a parcel and give the one for its sender. 404 to strangers, 413 to what is too large, 503 while nothing can be written."""
    body = _body(request, MOST_PARCEL)
    if body is None:
        return bare(b"", 413)
    asked = ASKED.fullmatch(request.META.get("QUERY_STRING", ""))
    most, photos, hold = (int(asked[1]), bool(asked[2]), int(asked[3] or 0)) if asked else (0, False, 0)
    told = serving.answer(body, most=most, photos=photos, at=SystemClock().now(), hold=hold)
    return bare(told.parcel, told.status)


@csrf_exempt  # the paper is proven by the code that was carried by hand
@page(public=True, while_locked=True, methods=WRITE)
def enrol(request: HttpRequest) -> HttpResponse:
    """Take the request of a new machine and answer it; 404 whatever is wrong with it."""
    body = _body(request, MOST_BYTES)
    if body is None:
        return bare(b"", 413)
    told = serving.enrol(body, at=SystemClock().now())
    return bare(told.parcel, told.status)


@csrf_exempt  # the request is signed with the officer's stick and PIN
@page(public=True, while_locked=True, methods=WRITE)
def release(request: HttpRequest) -> HttpResponse:
    """Take an open post's request for a new release and answer it; 404 whatever is wrong with it."""
    body = _body(request, MOST_BYTES)
    if body is None:
        return bare(b"", 413)
    told = serving.release(body, at=SystemClock().now())
    return bare(told.parcel, told.status)


@csrf_exempt  # the card is signed by the node
@page(public=True, while_locked=True, methods=WRITE)
def card(request: HttpRequest) -> HttpResponse:
    """Take the hub's half of a post's key and say that it is here; 404 whatever is wrong with it."""
    body = _body(request, MOST_BYTES)
    if body is None:
        return bare(b"", 413)
    told = serving.card(body, at=SystemClock().now())
    return bare(told.parcel, told.status)


def _body(request: HttpRequest, most: int) -> bytes | None:
    """What was posted; nothing of what is too large or does not say how large it is."""
    length = request.headers.get("Content-Length", "")
    return request.read(int(length)) if length.isdigit() and int(length) <= most else None


def bare(body: bytes, status: int) -> HttpResponse:
    """An answer with no header that it could do without: over a telephone line each of them costs."""
    response = HttpResponse(body, status=status, headers={"Content-Length": str(len(body))}, content_type="a/b")
    del response.headers["Content-Type"]
    return response


DOORS = {PATH: parcel, ENROL: enrol, RELEASE: release, CARD: card}


def past_the_pages(respond: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The first middleware: parcels go by everything that is made for browsers (sessions, languages, policies, packing)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        view = DOORS.get(request.path_info)
        if view is None:
            return respond(request)
        if is_closed():  # nothing can be taken or given before an officer opens the store
            return bare(b"", 503)
        return view(request) if request.method == "POST" else bare(b"", 404)

    return middleware
