"""What the page that fills a form in the browser asks and sends: the contract stands in `lakay/forms/README.md`."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse

from lakay.access.visibility import visible
from lakay.forms.codes import Channel
from lakay.forms.definition import BadSubmission, Definition, Wrong
from lakay.forms.models import Version
from lakay.forms.permissions import SUBMISSION_SEND
from lakay.forms.queries import definition_of, media_named, media_of, offered_now
from lakay.forms.receiving import Closed, Faulty, File, NoSuchForm, NotCurrent, NotOnce, receive
from lakay.forms.words import ANSWER
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.forms.shown import language_code
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
XML = "xml_submission_file"


def _offered(request: DeskRequest, code: str) -> Version:
    """The version of a form to fill now. Raises Http404."""
    found = offered_now() & visible(request.actor, request.purpose, Version)
    version = found.filter(form__code=code, form__purpose=request.purpose.value).first()
    if version is None:
        raise Http404
    return version


@page(SUBMISSION_SEND, purpose=PROTECTION)
def described(request: DeskRequest, code: str) -> HttpResponse:
    """A published form: its version, languages and addresses, as JSON."""
    version = _offered(request, code)
    form: Definition = definition_of(version)
    told = {
        "form": code,
        "version": version.says,
        "hash": f"md5:{version.hash}",
        "title": form.title,
        "languages": [{"name": name, "code": language_code(name)} for name in form.languages],
        "questions": version.questions,
        "xform": reverse("forms:fill_xml", args=[code]),
        "media": {one.name: reverse("forms:fill_media", args=[code, one.name]) for one in media_of(version).defer("content")},
        "submit": reverse("forms:fill_send", args=[code]),
    }
    return JsonResponse(told)


@page(SUBMISSION_SEND, purpose=PROTECTION)
def xml(request: DeskRequest, code: str) -> HttpResponse:
    """Its XForm."""
    version = _offered(request, code)
    response = HttpResponse(version.xml, content_type="text/xml; charset=utf-8")
    response["ETag"] = f'"{version.hash}"'
    return response


@page(SUBMISSION_SEND, purpose=PROTECTION)
def media(request: DeskRequest, code: str, name: str) -> HttpResponse:
    """A file that it shows or plays."""
    found = media_named(_offered(request, code), name)
    if found is None:
        raise Http404
    return HttpResponse(bytes(found.content), content_type=found.content_type or "application/octet-stream")


@page(SUBMISSION_SEND, purpose=PROTECTION, methods=WRITE)
def send(request: DeskRequest, code: str) -> HttpResponse:
    """Take in what was filled: 201 with its id, 422 with every fault while nothing is kept, 409 where it cannot come in any more."""
    part = request.FILES.get(XML)
    if part is None or isinstance(part, list):
        return JsonResponse({"refused": "empty"}, status=422)
    files = {
        name: File(one.content_type or "", one.read()) for name, parts in request.FILES.lists() for one in parts if name != XML
    }
    at, purposes = SystemClock().now(), [request.purpose.value]
    try:
        taken = receive(part.read(), files, by=request.actor, at=at, purposes=purposes, channel=Channel.PAGE, strict=True)
    except Faulty as refused:
        return JsonResponse({"refused": "faults", "faults": [_told(one) for one in refused.faults]}, status=422)
    except (BadSubmission, NoSuchForm):
        return JsonResponse({"refused": "no_form"}, status=400)
    except (Closed, NotCurrent, NotOnce):
        return JsonResponse({"refused": "too_late"}, status=409)
    return JsonResponse({"submission": str(taken.submission), "missing": list(taken.missing)}, status=201)


def _told(wrong: Wrong) -> dict[str, Any]:
    return {"path": wrong.path, "place": wrong.place, "code": wrong.code, "message": str(ANSWER[wrong.code])}
