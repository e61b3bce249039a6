"""Opening the post, closing it for the night, and the wipe of an evacuation."""

from __future__ import annotations

import base64
import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.sync.queries import unsent
from lakay.vault import marks, wiping
from lakay.vault.box import exists
from lakay.vault.lives import read_lives
from lakay.vault.opening import ClockSuspect, NeedsRelease, open_vault, open_with_code, take_grant
from lakay.vault.recovery import WrongCode
from lakay.vault.release import BadGrant
from lakay.vault.rules import wait_after
from lakay.vault.slots import WrongPin, WrongStick
from lakay.vault.stick import find_sticks
from lakay.web.opening.ending import end_soon
from lakay.web.opening.forms import OpenForm, WipeForm
from lakay.web.shell.closed import is_closed
from lakay.web.shell.middleware import SESSION_COOKIE
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import AnyRequest, DeskRequest

log = logging.getLogger(__name__)


@page(public=True, while_locked=True, purpose=Purpose.SECURITY, methods=FORM)
def open_post(request: AnyRequest) -> HttpResponse:
    """The only page of a closed post: an officer's stick and PIN."""
    if not is_closed():
        return HttpResponseRedirect("/")
    if not exists(settings.KEYS):
        return render(request, "opening/nothing.html", {"wiped": marks.is_wiped(settings.KEYS)}, status=503)
    found = find_sticks(settings.STICKS)
    if request.method == "GET":
        return show(request, OpenForm(found=found))
    form = OpenForm(request.POST, request.FILES, found=found)
    if not form.is_valid():
        return show(request, form, 422)
    wait = wait_after(marks.tries(settings.KEYS), marks.last_try(settings.KEYS), SystemClock().now())
    if wait:
        form.add_error("pin", _("Too many wrong PINs. Wait %(seconds)d seconds.") % {"seconds": wait})
        return show(request, form, 422)
    return attempt(request, form)


def attempt(request: AnyRequest, form: OpenForm) -> HttpResponse:
    """Try what was given, and say what it came to."""
    try:
        give(form.cleaned_data)
    except NeedsRelease as needs:
        return show(request, OpenForm(found=form.found), 422, asked=needs.request)
    except WrongStick:
        form.add_error(None, _("This key does not belong to this post."))
    except WrongPin:
        form.add_error("pin", _("The PIN is wrong."))
    except ClockSuspect:
        form.add_error(None, _("The clock of this computer is wrong. Set it right first; nothing was lost."))
    except BadGrant:
        form.add_error(None, _("This answer is not for the last request of this post, or not from its hub. Ask again."))
    except WrongCode:
        form.add_error(None, _("The printed code is not right. Look at each half again."))
    else:
        log.info("the post was opened")
        return redirect("entry:home")
    return show(request, form, 422)


def give(values: dict[str, Any]) -> None:
    """Stick and PIN, with the hub's answer or the printed code if they were given."""
    folder, stick, pin = settings.KEYS, values["key"], values["pin"]
    at, lives = SystemClock().now(), read_lives(settings.PACK)
    if values["answer"]:
        take_grant(folder, stick, pin, values["answer"], at, lives)
    elif values["first"] or values["second"]:
        open_with_code(folder, stick, pin, (values["first"], values["second"]), at, lives)
    else:
        open_vault(folder, stick, pin, at, lives)


def show(request: AnyRequest, form: OpenForm, status: int = 200, asked: bytes = b"") -> HttpResponse:
    """The page, with what to bring to the hub where its release has ended."""
    asked_before = bool({"answer", "first", "second"} & set(request.POST) | set(request.FILES) & {"answer"})
    values = {
        "form": form,
        "needs": bool(asked) or asked_before,
        "request_text": asked.decode(),
        "request_data": f"data:application/octet-stream;base64,{base64.b64encode(asked).decode()}" if asked else "",
    }
    return render(request, "opening/open.html", values, status=status)


@page(Permission.NODE_CLOSE, purpose=Purpose.SECURITY, methods=WRITE)
def close_post(request: DeskRequest) -> HttpResponse:
    """Close the post for the night: the server forgets the key and starts again closed."""
    if not settings.ENCRYPTED:
        return redirect("opening:evacuate")
    end_soon(for_good=False)
    return forgotten(render(request, "opening/closed.html"))


@page(Permission.NODE_WIPE, purpose=Purpose.SECURITY, methods=FORM)
def evacuate(request: DeskRequest) -> HttpResponse:
    """The post is given up: what is lost, the word to write, and then the keys are destroyed."""
    word = _("EVACUATE")
    form = WipeForm(request.POST if request.method == "POST" else None, expected=word)
    if request.method == "POST" and settings.ENCRYPTED and form.is_valid():
        wiping.wipe(settings.KEYS, store_files())
        log.warning("the keys of this node were destroyed")
        end_soon(for_good=True)
        return forgotten(render(request, "opening/wiped.html"))
    values = {"form": form, "word": word, "unsent": unsent(), "encrypted": settings.ENCRYPTED}
    return render(request, "opening/evacuate.html", values, status=422 if request.method == "POST" else 200)


def store_files() -> list[Path]:
    """The files of the store."""
    path = Path(settings.DATABASES["default"]["NAME"])
    return [path.with_name(path.name + tail) for tail in ("", "-wal", "-shm")]


def forgotten(response: HttpResponse) -> HttpResponse:
    """Take the session from the browser, and everything the browser has kept of our pages."""
    response.delete_cookie(SESSION_COOKIE, samesite="Strict")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
