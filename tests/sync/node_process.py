"""A node in a process and folder of its own, that does what its test tells it by lines of JSON: `python -m tests.sync.node_process FOLDER`."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any


class NodeError(AssertionError):
    """What was raised in the node: the name of the exception and its words."""


class Node:
    """The test's side."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        folder.mkdir(parents=True, exist_ok=True)
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("LAKAY_", "DJANGO_", "PYTEST"))},
            "LAKAY_MODE": "demo",
            "LAKAY_DATA": str(folder),
            "LAKAY_BACKUP": str(folder / "copies"),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.sync.node_process", str(folder)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, command: str, **values: Any) -> Any:
        """Do something and wait for the answer. Raises NodeError."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([command, _pack(values)]) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise NodeError(f"{self.name}: {answer['error']}")
        return _unpack(answer["result"])

    def end(self) -> None:
        """Stop it."""
        self._process.terminate()
        self._process.wait(10)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def exchange(one: Node, other: Node, rounds: int = 10) -> int:
    """Let two nodes speak until nothing moves; returns how many events did."""
    moved = 0
    names = {one: one("name"), other: other("name")}
    for _ in range(rounds):
        before = moved
        for sender, receiver in ((one, other), (other, one)):
            parcel = sender("offer", to=names[receiver])
            moved += receiver("accept", parcel=parcel)["events"]
        if moved == before:
            break
    return moved


def _pack(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, dict):
        return {key: _pack(part) for key, part in value.items()}
    return [_pack(part) for part in value] if isinstance(value, list | tuple) else value


def _unpack(value: Any) -> Any:
    if isinstance(value, dict):
        return (
            base64.b64decode(value["bytes"]) if set(value) == {"bytes"} else {key: _unpack(part) for key, part in value.items()}
        )
    return [_unpack(part) for part in value] if isinstance(value, list) else value


def main() -> None:
    """The node's side."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "lakay.config.settings"
    import django

    django.setup()
    from tests.sync.node_commands import COMMANDS

    serve(COMMANDS)


def serve(commands: dict[str, Callable[..., Any]]) -> None:
    """Answer line by line."""
    for line in sys.stdin:
        name, values = json.loads(line)
        try:
            answer = {"result": _pack(commands[name](**_unpack(values)))}
        except Exception as error:  # noqa: BLE001  (told to the test)
            answer = {"error": f"{type(error).__name__} {error}", "trace": traceback.format_exc()}
            print(traceback.format_exc(), file=sys.stderr)  # noqa: T201
        print(json.dumps(answer), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
