"""Ways out of the machine: a folder that somebody carries or a modem reads, and one HTTP gateway.

The gateway gets a POST of JSON `{"id", "to", "text"}` with `Authorization: Bearer …`, and answers 200 to 299. `id` is the message's
own, so that a gateway that got it twice sends it once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from uuid import UUID

from lakay.messaging.rules import Problem

SECONDS = 20


class NotTaken(OSError):
    """The gateway did not take the message; it may be tried again."""

    def __init__(self, gateway: str, problem: Problem = Problem.UNREACHABLE) -> None:
        super().__init__(gateway)
        self.problem = problem


class BadGateway(ValueError):
    """The address of the gateway is none that a message may be sent to."""


class Gateway(Protocol):
    """A way out. `send` returns when the message is safe there, or raises NotTaken."""

    @property
    def name(self) -> str: ...

    def send(self, message: UUID, to: str, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class FileOutbox:
    """A folder with one JSON file for each message, under the message's id: what was written twice is there once."""

    folder: Path
    name: str = "file"

    def send(self, message: UUID, to: str, text: str) -> None:
        """Write it whole or not at all."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            half = self.folder / f".{message.hex}"
            half.write_text(json.dumps({"id": message.hex, "to": to, "text": text}, ensure_ascii=False), encoding="utf-8")
            half.replace(self.folder / f"{message.hex}.json")
        except OSError as error:
            raise NotTaken(self.name, Problem.NO_STORE) from error


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """One address that takes messages. Only https, or this machine itself: the number and the words go over it."""

    address: str
    token: str
    name: str = "http"

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        own = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
        if not own and parts.scheme != "https":
            raise BadGateway(parts.scheme)

    def send(self, message: UUID, to: str, text: str) -> None:
        """Hand it over. What the gateway answers is not kept, and where it sends us instead is not gone to."""
        body = json.dumps({"id": message.hex, "to": to, "text": text}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        parts = urlsplit(self.address)
        made = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        line = made(parts.hostname or "", parts.port, timeout=SECONDS)
        try:
            line.request("POST", f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", body, headers)
            status = line.getresponse().status
        except (OSError, HTTPException) as error:
            raise NotTaken(self.name) from error
        finally:
            line.close()
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise NotTaken(self.name, Problem.REFUSED)


@dataclass(frozen=True, slots=True)
class NoWay:
    """No way out: a machine whose disk may be stolen writes no number and no words into an open file."""

    name: str = "none"

    def send(self, message: UUID, to: str, text: str) -> None:
        """Never taken."""
        raise NotTaken(self.name, Problem.NO_WAY)


def gateway_of(address: str, token: str, folder: Path | None) -> Gateway:
    """The way out that this node has: its gateway, else the folder, else none. Raises BadGateway."""
    if address:
        return HttpGateway(address, token)
    return NoWay() if folder is None else FileOutbox(folder)
