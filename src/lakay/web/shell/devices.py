"""Which pages may use the camera and workers that read pictures: those of the booth, and those that fill a form (a code is read so). A
serial reader: those of the booth alone. The engine of forms, and where the device is: those that fill a form alone."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]

DESKS = frozenset({"booth"})
FILLING = "filling"

_REFUSED = ("camera", "geolocation", "microphone", "payment", "serial", "usb")
_KEYS = tuple(f"publickey-credentials-{use}=(self)" for use in ("get", "create"))


def _policy(*allowed: str) -> str:
    devices = (f"{name}=({'self' if name in allowed else ''})" for name in _REFUSED)
    return ", ".join([*devices, *_KEYS])


NO_DEVICES = _policy()
BOOTH_DEVICES = _policy("camera", "serial")
FORM_DEVICES = _policy("camera", "geolocation")

WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""What a worker may do: a policy of its own, because the page that starts it does not pass its own on. Only here may compiled
code (wasm) run, so that the pages themselves need no exception."""

ENGINE = ["'self'", "'wasm-unsafe-eval'"]
"""The page that fills a form is the one exception: the engine reads formulas with compiled code and needs the document (ADR 23)."""


def equipped(respond: Respond) -> Respond:
    """Open what they need to the pages of the booth and of forms. Stands inside the middleware of the Content-Security-Policy."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        match = request.resolver_match
        if match is not None and match.app_name in DESKS:
            response["Permissions-Policy"] = BOOTH_DEVICES
            response._csp_replace = {"worker-src": ["'self'"]}  # type: ignore[attr-defined]
        elif match is not None and match.app_name == FILLING:
            response["Permissions-Policy"] = FORM_DEVICES
            response._csp_replace = {"script-src": ENGINE, "worker-src": ["'self'"]}  # type: ignore[attr-defined]
        return response

    return middleware
