"""Tells the system's service manager that the node serves, and goes on telling it while it answers (sd_notify(3))."""

from __future__ import annotations

import os
import socket
import ssl
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from threading import Thread

PATIENCE = 10.0  # seconds for an answer


def notify(message: str, to: str = "") -> bool:
    """Say something to the service manager, if one listens. Returns whether it did."""
    address = to or os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
        line.connect("\0" + address[1:] if address.startswith("@") else address)
        line.sendall(message.encode())
    return True


def answers(host: str, port: int, authority: Path | None = None, patience: float = PATIENCE) -> bool:
    """Whether the node answers at all. A node that says it cannot write is alive: an end would not mend its disk, and reading still works."""
    try:
        connection = _to(host, port, authority, patience)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status > 0
        finally:
            connection.close()
    except (OSError, HTTPException):
        return False


def _to(host: str, port: int, authority: Path | None, patience: float) -> HTTPConnection:
    """To the machine itself, whatever name it has."""
    own = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104  (compared, not bound)
    if authority is None:
        return HTTPConnection(own, port, timeout=patience)
    return HTTPSConnection(own, port, timeout=patience, context=ssl.create_default_context(cafile=str(authority)))


class Pulse:
    """Asks the node and passes its sign of life on. A node that hangs is silent, and the service manager starts it again."""

    def __init__(self, host: str, port: int, authority: Path | None = None) -> None:
        self.where = (host, port, authority)
        watchdog = int(os.environ.get("WATCHDOG_USEC", "0") or 0) / 1_000_000
        self.every = watchdog / 3 if watchdog else 0.0

    def start(self) -> None:
        """Go on until the program ends. Nothing to do where no service manager listens."""
        if os.environ.get("NOTIFY_SOCKET"):
            Thread(target=self._go_on, name="lakay-pulse", daemon=True).start()

    def _go_on(self) -> None:
        while not answers(*self.where):
            time.sleep(0.3)
        notify("READY=1\nSTATUS=Serving")
        while self.every:
            if answers(*self.where):
                notify("WATCHDOG=1")
            time.sleep(self.every)
