"""The way to a peer over HTTPS: one connection that is kept, and taken up again at little cost when it was lost.

Parcels are sealed for their recipient and signed within, so TLS here hides who speaks and how much, and keeps strangers from wasting
the peer's time. A peer with a certificate of its own authority is believed by that authority alone, which was compared on paper at the
enrolment. A first handshake costs some 2 KB on the wire, one taken up again less than half of that; an exchange on a kept connection none.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection, IncompleteRead
from urllib.parse import urlsplit

from lakay.sync.https import PATH, Refused, TooBusy

CONNECT_SECONDS = 20.0
SILENCE_SECONDS = 75.0
"""So long may a link say nothing in mid-exchange before it counts as cut: a line that loses every third packet needs patience."""
MOST_ANSWER = 32 * 1024 * 1024


class BadAddress(ValueError):
    """The address of a peer that this program cannot call."""


class Cut(ConnectionError):
    """The line went in mid-sentence. What the peer had taken of it is known only at the next exchange."""


class _Kept(HTTPSConnection):
    """A TLS connection that takes up the session of the one before it."""

    def __init__(self, host: str, port: int | None, context: ssl.SSLContext, session: ssl.SSLSession | None) -> None:
        super().__init__(host, port, timeout=CONNECT_SECONDS, context=context)
        self._resumed = context
        self._session = session

    def connect(self) -> None:
        HTTPConnection.connect(self)
        self.sock = self._resumed.wrap_socket(self.sock, server_hostname=self.host, session=self._session)


class Way:
    """How one peer is reached. Not for two threads at once."""

    def __init__(self, address: str, authority: str = "") -> None:
        """`address` is https://host[:port] (http only within this machine); `authority` the certificate of the peer's own CA, as PEM."""
        parts = urlsplit(address)
        if not parts.hostname or parts.scheme not in {"https", "http"}:
            raise BadAddress(address)
        self._host, self._port, self._plain = parts.hostname, parts.port, parts.scheme == "http"
        self.context = None if self._plain else context_for(authority)
        self._session: ssl.SSLSession | None = None
        self._line: HTTPConnection | None = None
        self.calls = 0

    def carry(self, parcel: bytes, *, most: int, photos: bool, hold: int = 0) -> bytes:
        """Post a parcel and return the one that comes back, of about `most` bytes.

        `hold`: seconds for which the peer may keep its answer back while it has nothing to say.

        Raises Refused (the peer does not know us, or not any more), TooBusy (ask later) and Cut (send it again, it is not
        taken twice).
        """
        target = f"{PATH}?{most}{'p' if photos else ''}{f'h{hold}' if hold else ''}"
        return self.post(target, parcel, SILENCE_SECONDS + hold)

    def post(self, target: str, parcel: bytes, patience: float = SILENCE_SECONDS) -> bytes:
        """Post bytes and return those that come back. Raises as `carry` does, also when nothing is said for so many seconds."""
        if self._line is not None:
            with suppress(Cut):  # the peer hung up in the silence since the last exchange: call again, once
                return self._asked(parcel, target, patience)
        return self._asked(parcel, target, patience)

    def _asked(self, parcel: bytes, target: str, patience: float) -> bytes:
        try:
            return self._ask(parcel, target, patience)
        except (Refused, TooBusy):
            raise
        except (OSError, HTTPException) as error:
            self.hang_up()
            raise Cut(type(error).__name__) from error

    def _ask(self, parcel: bytes, target: str, patience: float) -> bytes:
        line = self._line or self._call()
        line.sock.settimeout(patience)
        line.putrequest("POST", target, skip_accept_encoding=True)
        line.putheader("Content-Length", str(len(parcel)))
        line.endheaders(parcel)
        answer = line.getresponse()
        body = answer.read(min(answer.length or 0, MOST_ANSWER))
        if answer.length:
            raise IncompleteRead(body)  # the library says so only to those who ask for no number of bytes
        if isinstance(line.sock, ssl.SSLSocket):
            self._session = line.sock.session  # a new ticket comes with the first answer
        if answer.will_close:
            self.hang_up()
        if answer.status != 200:
            raise Refused if answer.status == 404 else TooBusy
        return body

    def _call(self) -> HTTPConnection:
        line = self._new_line()
        line.connect()
        self.calls += 1
        line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line = line
        return line

    def _new_line(self) -> HTTPConnection:
        if self.context is None:
            return HTTPConnection(self._host, self._port, timeout=CONNECT_SECONDS)
        return _Kept(self._host, self._port, self.context, self._session)

    def hang_up(self) -> None:
        """Close the connection; the next parcel opens another."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError):
                line.close()


def post_once(address: str, path: str, paper: bytes) -> bytes:
    """Bring one paper of an enrolment to a hub and return its answer. Raises Refused, TooBusy, Cut, BadAddress.

    Nobody's certificate is believed here, for a new machine cannot know the hub's yet: the papers prove themselves by the code that
    was carried by hand, and what they hand over is sealed.
    """
    way = Way(address)
    if way.context is not None:
        way.context.check_hostname = False
        way.context.verify_mode = ssl.CERT_NONE
    try:
        return way.post(path, paper)
    finally:
        way.hang_up()


def context_for(authority: str) -> ssl.SSLContext:
    """TLS 1.3 with a peer whose certificate this authority signed; without one, with a peer whom the machine's own list vouches for."""
    context = ssl.create_default_context(cadata=authority) if authority else ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context
