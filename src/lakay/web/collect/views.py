"""The addresses that ODK Collect asks: forms out, filled forms in. The key stands in the path; a wrong one gets 403, never a question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from lakay.forms.definition import BadSubmission
from lakay.forms.models import PhoneKey, Version
from lakay.forms.phones import may_call, may_guess, phone_of, sender
from lakay.forms.queries import media_named, media_of, offered
from lakay.forms.receiving import Closed, File, NoSuchForm, NotCurrent, NotOnce, receive
from lakay.kernel.clock import SystemClock
from lakay.web.collect import openrosa
from lakay.web.shell.pages import READ, page

XML = "xml_submission_file"
MOST_BYTES = 3 * openrosa.MOST_BYTES
"""A single picture may be larger than what a phone puts together; beyond this nothing is taken."""

Answer = Callable[..., HttpResponse]


def with_key(*, versioned: bool = True) -> Callable[[Answer], Callable[..., HttpResponseBase]]:
    """Let only phones with a key in, and only those that speak OpenRosa 1.0 (`versioned`)."""

    def wear(view: Answer) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, key: str, **named: Any) -> HttpResponseBase:
            at = SystemClock().now()
            phone = phone_of(key)
            if phone is None:
                status = 403 if may_guess() else 429
                return openrosa.message(_("This key does not hold. Ask for a new code."), at, status)
            if not may_call(phone.pk, at):
                return openrosa.message(_("Too many requests. Wait a minute."), at, 429)
            if versioned and request.headers.get("X-OpenRosa-Version", "1.0" if request.method == "HEAD" else "") != "1.0":
                return openrosa.message("X-OpenRosa-Version: 1.0", at, 400)
            return view(request, phone, key, at, **named)

        return guarded

    return wear


@page(public=True, while_locked=True, methods=READ)
@with_key()
def form_list(request: HttpRequest, phone: PhoneKey, key: str, at: datetime) -> HttpResponse:
    """The forms that this phone may fill, or one of them."""
    only = request.GET.get("formID", "")
    listed = [
        _listed(request, key, one) for one in offered(phone.purpose).defer("source", "xform") if only in {"", one.form.code}
    ]
    return openrosa.answer(openrosa.form_list(listed), at)


def _listed(request: HttpRequest, key: str, version: Version) -> openrosa.Listed:
    code = version.form.code
    has_files = media_of(version).exists()
    return openrosa.Listed(
        form_id=code,
        name=version.form.title,
        version=version.says,
        hash=version.hash,
        download=_address(request, "form", key, code=code),
        manifest=_address(request, "manifest", key, code=code) if has_files else "",
    )


def _address(request: HttpRequest, view: str, key: str, **more: str) -> str:
    return request.build_absolute_uri(reverse(f"collect:{view}", kwargs={"key": key, **more}))


def _version(phone: PhoneKey, code: str) -> Version | None:
    return offered(phone.purpose).filter(form__code=code).first()


@page(public=True, while_locked=True, methods=READ)
@with_key(versioned=False)
def form(request: HttpRequest, phone: PhoneKey, key: str, at: datetime, code: str) -> HttpResponse:
    """A form."""
    version = _version(phone, code)
    if version is None:
        return _no_form(at)
    return openrosa.answer(version.xml.decode(), at)


@page(public=True, while_locked=True, methods=READ)
@with_key()
def manifest(request: HttpRequest, phone: PhoneKey, key: str, at: datetime, code: str) -> HttpResponse:
    """The files of a form."""
    version = _version(phone, code)
    if version is None:
        return _no_form(at)
    files = [
        openrosa.MediaFile(one.name, one.hash, _address(request, "media", key, code=code, name=one.name))
        for one in media_of(version).defer("content")
    ]
    return openrosa.answer(openrosa.manifest(files), at)


@page(public=True, while_locked=True, methods=READ)
@with_key(versioned=False)
def media(request: HttpRequest, phone: PhoneKey, key: str, at: datetime, code: str, name: str) -> HttpResponse:
    """A file of a form; 304 where the phone has it already."""
    version = _version(phone, code)
    found = media_named(version, name) if version else None
    if found is None:
        return _no_form(at)
    tag = f'"{found.hash}"'
    response = HttpResponse(bytes(found.content), content_type=found.content_type or "application/octet-stream")
    response["ETag"] = tag
    response["Content-Disposition"] = "attachment"
    told = get_conditional_response(request, etag=tag, response=response)
    return openrosa.stamped(told if isinstance(told, HttpResponse) else response, at)


def _no_form(at: datetime) -> HttpResponse:
    return openrosa.message(_("There is no such form."), at, 404)


@csrf_exempt  # the key itself is the proof, and nothing here looks at a cookie
@page(public=True, while_locked=True, methods=("HEAD", "POST"))
@with_key()
def submission(request: HttpRequest, phone: PhoneKey, key: str, at: datetime) -> HttpResponse:
    """Take in what was filled in. HEAD asks whether to come: 204. POST: 201, also for the same one again."""
    if request.method == "HEAD":
        return openrosa.stamped(HttpResponse(status=204), at)
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > MOST_BYTES:
        return openrosa.message(_("This is too large."), at, 413)
    raw = _xml(request)
    if raw is None:
        return openrosa.message(_("There is no filled form in it."), at, 400)
    return _take(request, phone, at, raw)


def _xml(request: HttpRequest) -> bytes | None:
    part = request.FILES.get(XML)
    if part is not None and not isinstance(part, list):
        held: bytes = part.read()
        return held
    text = request.POST.get(XML)
    return text.encode() if text else None


def _take(request: HttpRequest, phone: PhoneKey, at: datetime, raw: bytes) -> HttpResponse:
    files = {
        name: File(part.content_type or "", part.read())
        for name, parts in request.FILES.lists()
        for part in parts
        if name and name != XML
    }
    device = request.GET.get("deviceID", "")
    try:
        receive(raw, files, by=sender(phone), at=at, purposes=[phone.purpose], device=device)
    except BadSubmission:
        return openrosa.message(_("This is no filled form."), at, 400)
    except NoSuchForm:
        return _no_form(at)
    except Closed:
        return openrosa.message(_("This form is closed."), at, 409)
    except NotOnce:
        return openrosa.message(_("Another content came under this number before."), at, 409)
    except NotCurrent:
        return openrosa.message(_("What this changes was changed or erased meanwhile."), at, 409)
    return openrosa.message(_("It has been received."), at, 201, "submit_success")
