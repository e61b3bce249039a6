"""The one decorator that every page wears: who may open it, for what purpose, by which methods. No page without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from lakay.access.sessions import SessionState
from lakay.kernel.purposes import Purpose
from lakay.web.shell.errors import method_not_allowed
from lakay.web.shell.requests import AnyRequest

READ = ("GET",)
FORM = ("GET", "POST")
WRITE = ("POST",)

SELF = "access:self:manage"
"""The permission to look after one's own account: all that a person has who must still set up a way to log in."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the matrix of access knows of a page.

    `permission` is one of the permission codes, or "" where any person logged in may come; `public` pages need no log-in;
    `while_locked` pages answer although the session is locked (only the lock screen and the way out).
    """

    name: str
    permission: str
    purpose: Purpose
    public: bool
    while_locked: bool
    methods: tuple[str, ...]

    @property
    def answered(self) -> tuple[str, ...]:
        """Its methods, and those that come with them: what can be read can be asked about."""
        return (*self.methods, "HEAD", "OPTIONS") if "GET" in self.methods else self.methods


class View(Protocol):
    """A view that wears the decorator."""

    page: Page

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


PAGES: dict[str, Page] = {}
"""Every page of the program by the dotted name of its view: the registry that the access matrix walks over."""


def page(
    permission: str = "",
    *,
    purpose: Purpose = Purpose.ADMINISTRATION,
    public: bool = False,
    while_locked: bool = False,
    methods: tuple[str, ...] = READ,
) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """Declare a page.

    Who is not logged in goes to the log-in, who has locked the screen to the lock; who may not know that the page exists gets
    404, never 403. The view runs with `request.actor` and `request.purpose` set.
    """

    def declare(view: Callable[..., HttpResponseBase]) -> View:
        entry = Page(f"{view.__module__}.{view.__name__}", permission, purpose, public, while_locked, methods)
        if entry.name in PAGES:
            raise TypeError(f"two pages are called {entry.name}")
        PAGES[entry.name] = entry

        @wraps(view)
        def guarded(request: AnyRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            standing = PAGES[entry.name]
            request.purpose = standing.purpose
            refusal = refuse(standing, request)
            return view(request, *args, **kwargs) if refusal is None else refusal

        guarded.page = entry  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return declare


def refuse(entry: Page, request: AnyRequest) -> HttpResponseBase | None:
    """Where the asker is sent instead of the page; nothing if the page is theirs to use. Raises Http404 for a stranger."""
    if not entry.public:
        if before := _what_comes_before(entry, request.visit):
            return send_to(request, before)
        if request.actor is None or (entry.permission and not request.actor.may(entry.permission)):
            raise Http404
    return None if request.method in entry.answered else method_not_allowed(request, entry.methods)


def _what_comes_before(entry: Page, visit: SessionState | None) -> str:
    """The page of the entry that must be passed first: the log-in, the lock, or the account that is still to be set up."""
    if visit is None:
        return "entry:login"
    if entry.while_locked:
        return ""
    if visit.locked:
        return "entry:lock"
    return "entry:account" if visit.must_enrol and entry.permission != SELF else ""


def send_to(request: AnyRequest, name: str) -> HttpResponse:
    """Send the browser to a page of the entry and back again afterwards; a fragment request moves the whole window."""
    back = request.get_full_path() if request.method == "GET" and not request.htmx else ""
    target = reverse(name) + (f"?{urlencode({'next': back})}" if back and back != "/" else "")
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)
