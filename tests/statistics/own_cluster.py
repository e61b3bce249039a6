"""A small Apache Spark of our own: a master and two workers on the loopback, processes that end with the test."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

READY_SECONDS = 180
"""Java starts in five seconds; on a machine with much else to do it may take many times as long."""

STARTED = re.compile(r"Starting Spark master at (spark://\S+)")
JOINED = re.compile(r"Successfully registered with master")


class NotReady(RuntimeError):
    """A process of the cluster ended, or did not say in time that it is ready; the message is what it said."""


@contextmanager
def master_and_workers(place: Path, workers: int = 2) -> Iterator[str]:
    """The address of a master that has so many workers of one core each. Needs pyspark and Java."""
    home = Path(str(import_module("pyspark").__file__)).parent
    running: list[subprocess.Popen[bytes]] = []
    try:
        log = _start(running, home, place, "master", "org.apache.spark.deploy.master.Master", "--port", "0")
        address = _said(log, STARTED, running[-1]).group(1)
        logs = [_start_worker(running, home, place, number, address) for number in range(workers)]
        for log, process in zip(logs, running[1:], strict=True):
            _said(log, JOINED, process)
        yield address
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            process.wait(READY_SECONDS)


def _start_worker(running: list[subprocess.Popen[bytes]], home: Path, place: Path, number: int, address: str) -> Path:
    room = place / f"worker{number}"
    options = ("--cores", "1", "--memory", "1g", "--work-dir", str(room), address)
    return _start(running, home, place, f"worker{number}", "org.apache.spark.deploy.worker.Worker", *options)


def _start(running: list[subprocess.Popen[bytes]], home: Path, place: Path, name: str, kind: str, *options: str) -> Path:
    """Start a process of the cluster; returns the file in which it writes what it does."""
    log = place / f"{name}.log"
    words = [str(home / "bin" / "spark-class"), kind, "--host", "127.0.0.1", "--webui-port", "0", *options]
    settings = {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m"}
    with log.open("wb") as out:
        running.append(subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT, env=os.environ | settings))
    return log


def _said(log: Path, wanted: re.Pattern[str], process: subprocess.Popen[bytes]) -> re.Match[str]:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        found = wanted.search(log.read_text(errors="replace"))
        if found:
            return found
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise NotReady(log.read_text(errors="replace")[-2000:])
