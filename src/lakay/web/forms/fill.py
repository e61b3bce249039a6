"""What the page that fills a form in the browser asks and sends: the contract stands in `lakay/forms/README.md`."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse

from lakay.access.visibility import holds, may_see, visible
from lakay.forms.abouts import may_be_about
from lakay.forms.codes import Channel
from lakay.forms.definition import BadSubmission, Definition, Wrong
from lakay.forms.models import Version
from lakay.forms.permissions import PURPOSES, SUBMISSION_SEND
from lakay.forms.queries import definition_of, media_named, media_of, offered_now, version_named
from lakay.forms.receiving import Closed, Faulty, File, NoSuchForm, NotCurrent, NotOnce, receive
from lakay.forms.single import in_language
from lakay.forms.words import ANSWER
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.forms.drafts import drawer_of
from lakay.web.forms.shown import language_code
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
XML = "xml_submission_file"


def works_for(actor: Actor) -> list[Purpose]:
    """What somebody may fill forms for: what their roles work for."""
    return [purpose for purpose in PURPOSES if holds(actor, SUBMISSION_SEND, purpose)]


def offered(request: DeskRequest, code: str) -> Version:
    """The version of a form to fill now, or the one that a draft was begun with (`?version=`). Raises Http404.

    The purpose of the request becomes that of the form.
    """
    says = request.GET.get("version")
    for purpose in works_for(request.actor):
        version = _begun_with(request, code, says, purpose) if says else _newest(request, code, purpose)
        if version is not None:
            request.purpose = purpose
            return version
    raise Http404


def _newest(request: DeskRequest, code: str, purpose: Purpose) -> Version | None:
    found = offered_now() & visible(request.actor, purpose, Version)
    return found.filter(form__code=code, form__purpose=purpose.value).first()


def _begun_with(request: DeskRequest, code: str, says: str, purpose: Purpose) -> Version | None:
    version = version_named(code, says)
    fits = version is not None and version.form.purpose == purpose.value and may_see(request.actor, purpose, version)
    return version if fits else None


def about_whom(request: DeskRequest, given: str) -> UUID | None:
    """The record that a form is filled about, if the asker may name it. Raises Http404 else: that it exists is information too."""
    if not given:
        return None
    try:
        record = UUID(given)
    except ValueError:
        raise Http404 from None
    if not may_be_about(request.actor, record):
        raise Http404
    return record


@page(SUBMISSION_SEND, purpose=PROTECTION)
def described(request: DeskRequest, code: str) -> HttpResponse:
    """A published form: its version, languages and addresses, as JSON; and the drawer for what is not sent."""
    version = offered(request, code)
    form: Definition = definition_of(version)
    old = f"?{urlencode({'version': version.says})}" if "version" in request.GET else ""
    told = {
        "form": code,
        "version": version.says,
        "hash": f"md5:{version.hash}",
        "title": form.title,
        "languages": [{"name": name, "code": language_code(name)} for name in form.languages],
        "questions": version.questions,
        "xform": reverse("forms:fill_xml", args=[code]) + old,
        "media": {
            one.name: reverse("forms:fill_media", args=[code, one.name]) + old for one in media_of(version).defer("content")
        },
        "submit": reverse("forms:fill_send", args=[code]),
        "drafts": drawer_of(request.actor.id),
    }
    return JsonResponse(told)


@page(SUBMISSION_SEND, purpose=PROTECTION)
def xml(request: DeskRequest, code: str) -> HttpResponse:
    """Its XForm; with `?language=` in that language alone, as the page fills it."""
    version = offered(request, code)
    language = request.GET.get("language", "")
    content = in_language(version.hash, version.xml, language) if language in definition_of(version).languages else version.xml
    response = HttpResponse(content, content_type="text/xml; charset=utf-8")
    response["ETag"] = f'"{version.hash}"'
    return response


@page(SUBMISSION_SEND, purpose=PROTECTION)
def media(request: DeskRequest, code: str, name: str) -> HttpResponse:
    """A file that it shows or plays."""
    found = media_named(offered(request, code), name)
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
    about, at = about_whom(request, request.POST.get("about", "")), SystemClock().now()
    purposes = [purpose.value for purpose in works_for(request.actor)]
    try:
        taken = receive(
            part.read(), files, by=request.actor, at=at, purposes=purposes, channel=Channel.PAGE, about=about, strict=True
        )
    except Faulty as refused:
        return JsonResponse({"refused": "faults", "faults": [_told(one) for one in refused.faults]}, status=422)
    except (BadSubmission, NoSuchForm):
        return JsonResponse({"refused": "no_form"}, status=400)
    except (Closed, NotCurrent, NotOnce):
        return JsonResponse({"refused": "too_late"}, status=409)
    return JsonResponse({"submission": str(taken.submission), "missing": list(taken.missing)}, status=201)


def _told(wrong: Wrong) -> dict[str, Any]:
    return {"path": wrong.path, "place": wrong.place, "code": wrong.code, "message": str(ANSWER[wrong.code])}
