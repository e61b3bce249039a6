"""The plain door: a page without HTTPS from which a device comes to trust the post. It gives the certificate and leads on, nothing else.

Nothing secret passes it, and nothing is taken in: whoever stands in between can show another certificate, which is why the page asks to
compare its fingerprint with the sheet on the wall.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import ThreadingMixIn
from threading import BoundedSemaphore, Thread
from typing import Any
from urllib.parse import quote, urlsplit

LANGUAGES = ("ht", "fr", "es", "en")
CERTIFICATE = "/lakay-ca.crt"
AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Offered:
    """What the door gives: the certificate (PEM), the page by language with its policy, and where the site is."""

    certificate: bytes
    page: Callable[[str], str]
    policy: str
    origin: str
    hosts: frozenset[str]


class Door(ThreadingMixIn, HTTPServer):
    """Serves a few people at once; whoever comes when it is full tries again."""

    daemon_threads = True
    request_queue_size = AT_ONCE

    def __init__(self, address: tuple[str, int], offered: Offered) -> None:
        self.offered = offered
        self._room = BoundedSemaphore(AT_ONCE)
        super().__init__(address, Visitor)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take one more if there is room."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one, then make room."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who goes away in the middle is nothing to write down."""

    def open(self) -> Thread:
        """Serve beside the site, until the program ends."""
        thread = Thread(target=self.serve_forever, name="lakay-door", daemon=True)
        thread.start()
        return thread


class Visitor(BaseHTTPRequestHandler):
    """One who asks. Only reading; no address of theirs is logged."""

    server: Door
    protocol_version = "HTTP/1.0"
    server_version, sys_version = "Lakay", ""
    timeout = 5

    def do_GET(self) -> None:
        """The certificate, the page, or the way to the site."""
        path = urlsplit(self.path).path
        offered = self.server.offered
        if path == CERTIFICATE:
            self._give(
                offered.certificate, "application/x-x509-ca-cert", {"Content-Disposition": 'attachment; filename="lakay-ca.crt"'}
            )
        elif path == "/" or path.strip("/") in LANGUAGES:
            page = offered.page(path.strip("/") or self._language())
            self._give(page.encode(), "text/html; charset=utf-8", {"Content-Security-Policy": offered.policy})
        else:
            self._lead_on(path)

    def do_HEAD(self) -> None:
        """The same without its content."""
        self.do_GET()

    def _language(self) -> str:
        """The first language of the browser that Lakay speaks; French if none is."""
        wanted = (part.split(";")[0].strip()[:2].lower() for part in self.headers.get("Accept-Language", "").split(","))
        return next((language for language in wanted if language in LANGUAGES), "fr")

    def _lead_on(self, path: str) -> None:
        """To the same page over HTTPS, under the name that was asked for if it is one of ours."""
        offered = self.server.offered
        asked = urlsplit(f"//{self.headers.get('Host', '')}")
        port = urlsplit(offered.origin).port
        ours = asked.hostname if asked.hostname in offered.hosts and ":" not in (asked.hostname or "") else None
        origin = f"https://{ours}{f':{port}' if port else ''}" if ours else offered.origin
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", origin + quote("/" + path.lstrip("/"), safe="/%-._~"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _give(self, content: bytes, kind: str, headers: dict[str, str]) -> None:
        self.send_response(HTTPStatus.OK)
        for name, value in {
            "Content-Type": kind,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **headers,
        }.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is the standard library's)
        """Write nothing: who trusts the post is nobody's business."""
