"""A request as the pages see it, once the middleware has found out who asks."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from lakay.access.sessions import SessionState
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose


class AnyRequest(HttpRequest):
    """A request of anyone, logged in or not."""

    request_id: str
    htmx: HtmxDetails
    device: str
    visit: SessionState | None
    actor: Actor | None
    purpose: Purpose


class DeskRequest(AnyRequest):
    """A request on a page that wants a log-in: who asks is known, and may use the page."""

    visit: SessionState
    actor: Actor
