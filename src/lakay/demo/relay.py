"""A line between two programs of one machine that can be cut, slowed and counted: the links of the demo, and of tests that count bytes."""

from __future__ import annotations

import selectors
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

PIECE = 16_384
LOOK_SECONDS = 0.2
CALL_SECONDS = 20
PASS_SECONDS = 60


@dataclass(slots=True)
class Count:
    """Bytes that passed, seen from the one who calls, and how often somebody called."""

    sent: int = 0
    received: int = 0
    calls: int = 0

    @property
    def both(self) -> int:
        """Bytes in both directions."""
        return self.sent + self.received


class Relay(threading.Thread):
    """Listens at a port of this machine and passes everything on to another place. While it is cut, calls are refused."""

    def __init__(self, to_port: int, port: int = 0, most_a_second: int = 0, to_host: str = "127.0.0.1") -> None:
        super().__init__(daemon=True, name=f"relay-{to_port}")
        self._to = (to_host, to_port)
        self._most = most_a_second
        self._chooser = selectors.DefaultSelector()
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._callers: set[socket.socket] = set()
        self._door: socket.socket | None = None
        self._whole = threading.Event()
        self._whole.set()
        self._ended = False
        self._cut_after: int | None = None
        self.count = Count()
        self.port = self._open(port)

    def _open(self, port: int) -> int:
        door = socket.create_server(("127.0.0.1", port))
        door.setblocking(False)
        self._chooser.register(door, selectors.EVENT_READ)
        self._door = door
        found: int = door.getsockname()[1]
        return found

    def run(self) -> None:
        """Until `end`."""
        while not self._ended:
            if not self._whole.is_set():
                self._drop_all()
            for key, _ in self._chooser.select(LOOK_SECONDS):
                self._serve(key.fileobj)  # type: ignore[arg-type]
        self._drop_all()

    def cut(self) -> None:
        """Break the line, also in mid-sentence."""
        self._whole.clear()

    def cut_after(self, more: int) -> None:
        """Break it when so many bytes more have passed (in both directions)."""
        self._cut_after = self.count.both + more

    def restore(self) -> None:
        """Mend the line: whoever calls again gets through."""
        self._cut_after = None
        self._whole.set()

    @property
    def whole(self) -> bool:
        """Whether the line is not cut."""
        return self._whole.is_set()

    def end(self) -> None:
        """Take the line down for good."""
        self._ended = True
        if self.is_alive():
            self.join(5)
        if self._door is not None:
            self._door.close()

    def _serve(self, ready: socket.socket) -> None:
        if ready is self._door:
            self._call(ready)
        elif ready in self._pairs:
            self._pass_on(ready)

    def _call(self, door: socket.socket) -> None:
        with suppress(OSError):
            caller, _ = door.accept()
            if not self._whole.is_set():
                caller.close()
                return
            try:
                called = socket.create_connection(self._to, CALL_SECONDS)
            except OSError:
                caller.close()
                return
            self.count.calls += 1
            self._callers.add(caller)
            for one, other in ((caller, called), (called, caller)):
                one.settimeout(PASS_SECONDS)
                self._pairs[one] = other
                self._chooser.register(one, selectors.EVENT_READ)

    def _pass_on(self, one: socket.socket) -> None:
        other = self._pairs[one]
        try:
            data = one.recv(PIECE)
            data = self._within(data)
            if data:
                other.sendall(data)
        except OSError:
            data = b""
        if not data:
            self._drop(one)
            return
        self._note(one, len(data))

    def _within(self, data: bytes) -> bytes:
        """What of a piece still passes before the cut that was asked for."""
        if self._cut_after is None:
            return data
        left = self._cut_after - self.count.both
        if len(data) >= left:
            self.cut()
        return data[: max(0, left)]

    def _note(self, one: socket.socket, length: int) -> None:
        if one in self._callers:
            self.count.sent += length
        else:
            self.count.received += length
        if self._most:
            time.sleep(length / self._most)

    def _drop(self, one: socket.socket) -> None:
        other = self._pairs.pop(one, None)
        for end in (one, other):
            if end is not None:
                self._pairs.pop(end, None)
                self._callers.discard(end)
                with suppress(OSError, KeyError, ValueError):
                    self._chooser.unregister(end)
                end.close()

    def _drop_all(self) -> None:
        for one in list(self._pairs):
            if one in self._pairs:
                self._drop(one)
