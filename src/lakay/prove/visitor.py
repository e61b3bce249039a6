"""A browser without a screen: keeps its connection and its cookies, logs in by one click, and works at the booth."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

MARKUP = re.compile(rb"<style.*?</style>|<script.*?</script>|<[^>]+>|\s+", re.DOTALL)
ENCOUNTER = re.compile(rb'name="encounter" value="([0-9a-f-]{36})"')


class Refused(RuntimeError):
    """The server answered, and not as it should; the message is the status and the path."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes


class Line:
    """One kept connection to the server. Raises OSError when the server goes away."""

    def __init__(self, port: int, timeout: float = 90) -> None:
        self.port = port
        self.timeout = timeout
        self.cookies: dict[str, str] = {}
        self.accept = "text/html"
        self._socket: socket.socket | None = None

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._ask(f"GET {path} HTTP/1.1\r\n", b"")

    def post(self, path: str, **form: str) -> Answer:
        """Send a form, with the token that forms must bear."""
        body = urlencode({"csrfmiddlewaretoken": self.cookies.get("lakay_csrf", ""), **form}).encode()
        lines = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return self._ask(f"POST {path} HTTP/1.1\r\n{lines}", body)

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _ask(self, first: str, body: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), self.timeout)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        about = f"Host: localhost:{self.port}\r\nHX-Request: true\r\nAccept: {self.accept}\r\n"
        head = first + about + (f"Cookie: {cookies}\r\n" if cookies else "") + "\r\n"
        try:
            self._socket.sendall(head.encode() + body)
            answer = self._read(self._socket)
        except OSError:
            self.close()
            raise
        if b"\r\nset-cookie:" in answer.head.lower():
            self._keep_cookies(answer.head)
        return answer

    def _read(self, connection: socket.socket) -> Answer:
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more(connection)
        head, body = received[:end], received[end + 4 :]
        found = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
        length = int(found[1]) if found else 0
        while len(body) < length:
            body += self._more(connection)
        return Answer(int(head[9:12]), head, body)

    def _more(self, connection: socket.socket) -> bytes:
        data = connection.recv(65536)
        if not data:
            raise ConnectionError("the server hung up")
        return data

    def _keep_cookies(self, head: bytes) -> None:
        for line in head.decode("latin-1").split("\r\n"):
            name, _, value = line.partition(":")
            if name.lower() == "set-cookie":
                key, _, rest = value.strip().partition("=")
                self.cookies[key] = rest.split(";")[0]


class Inspector:
    """An officer at a booth of the demo country."""

    def __init__(self, port: int, username: str) -> None:
        self.line = Line(port)
        self.username = username

    def sit_down(self, command: UUID) -> None:
        """Log in, and open the shift unless it is open."""
        self.line.get("/login")
        self._expect(self.line.post("/login/demo", username=self.username, next="/"), 302)
        self.line.get("/booth/")
        self._expect(self.line.post("/booth/open/", lane="1", direction="entry", command=str(command)), 302)

    def scan(self, zone: str, command: UUID) -> UUID:
        """A passport is read: the person is entered and stands in front. Returns the encounter."""
        answer = self._expect(self.line.post("/booth/scan/", mrz=zone, channel="reader", command=str(command)), 200)
        found = ENCOUNTER.search(answer.body)
        if found is None:
            raise Refused("no traveller on the page")
        return UUID(found[1].decode())

    def admit(self, encounter: UUID, command: UUID) -> Answer:
        """The traveller passes."""
        form = {"encounter": str(encounter), "decision": "admitted", "reason": "", "command": str(command)}
        return self._expect(self.line.post("/booth/decide/", **form), 200)

    def _expect(self, answer: Answer, status: int) -> Answer:
        if answer.status != status:
            found = MARKUP.sub(b" ", answer.body)[:300].decode(errors="replace").strip()
            raise Refused(f"{answer.status} for {self.username}: {found}")
        return answer
