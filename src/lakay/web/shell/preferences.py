"""Language and colours of the screen: cookies of the browser, chosen by anyone, logged in or not."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language

from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import AnyRequest
from lakay.web.shell.themes import THEME_COOKIE, THEMES

A_YEAR = 365 * 24 * 3600


def safe_next(request: HttpRequest) -> str:
    """The page to go back to, if it is one of ours; else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=False)
    return wanted if here and wanted.startswith("/") else "/"


@page(public=True, while_locked=True, methods=WRITE)
def language(request: AnyRequest) -> HttpResponse:
    """Change the language of the screen."""
    code = request.POST.get("language", "")
    response = HttpResponseRedirect(safe_next(request))
    if code in dict(settings.LANGUAGES) and check_for_language(code):
        set_language(response, code)
    return response


def set_language(response: HttpResponse, code: str) -> None:
    """Let this browser keep a language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Strict",
    )


@page(public=True, while_locked=True, methods=WRITE)
def theme(request: AnyRequest) -> HttpResponse:
    """Change the colours of the screen."""
    response = HttpResponseRedirect(safe_next(request))
    if request.POST.get("theme") in THEMES:
        response.set_cookie(
            THEME_COOKIE, request.POST["theme"], max_age=A_YEAR, secure=settings.SECURE_COOKIES, httponly=True, samesite="Strict"
        )
    return response
