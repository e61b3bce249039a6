"""One command for the figures of the house: `python -m bench`. Each figure is a ratio within one run, on one machine.

A test machine's disk acknowledges a sync in hundredths of a millisecond; a post's needs milliseconds. So what waits for the disk
is measured twice: as the disk is, and with a library that makes each sync 4 ms slower.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bench

sys.path.insert(0, str(Path(bench.__file__).parents[1] / "tools"))

import postgres

from lakay.prove.node import Node

HERE = Path(bench.__file__).parent
AIMS = {"as it is": ">= 0.25 of raw", "4 ms a sync": ">= 4 times raw, p99 <= 40 ms"}


def run(module: str, *arguments: str, environment: dict[str, str] | None = None) -> Any:
    """Run a part in a process of its own and read what it printed last."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=HERE.parent, env=os.environ | (environment or {}), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{module}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def shim(folder: Path) -> Path:
    """The library that slows a sync down, compiled here and now."""
    library = folder / "slow_sync.so"
    subprocess.run(
        [shutil.which("cc") or "cc", "-shared", "-fPIC", "-O2", "-o", library, HERE / "slow_sync.c", "-ldl"], check=True
    )
    folder.chmod(0o755)
    return library


@contextmanager
def database(kind: str, folder: Path, preload: str) -> Iterator[str]:
    """The URL of an empty database whose commits reach the disk. PostgreSQL's server gets the slow disk itself."""
    if kind == "sqlite":
        yield ""
        return
    before = os.environ.pop("LD_PRELOAD", None)
    if preload:
        os.environ["LD_PRELOAD"] = preload
    try:
        with postgres.cluster(durable=True) as url:
            os.environ.pop("LD_PRELOAD", None)
            yield url
    finally:
        if before:
            os.environ["LD_PRELOAD"] = before


def http(kind: str, disk: str, preload: str, clients: int, each: int, seconds: str) -> None:
    """Crossings over HTTP through the booth's own page, answered by its screen or by the bare receipt, beside the raw loop."""
    with tempfile.TemporaryDirectory(prefix="lakay-bench-") as name, database(kind, Path(name), preload) as url:
        folder = Path(name)
        slow = {"LD_PRELOAD": preload} if preload and kind == "sqlite" else {}
        raw = run("bench.raw", url or f"sqlite://{folder}/raw.sqlite3", seconds, environment=slow)
        node = Node(folder / "node", os.environ, database=url, threads=clients)
        try:
            node.make()
            node.start(slow.get("LD_PRELOAD", ""))
            found = run("bench.load", str(node.port), str(clients), str(each))
        finally:
            node.kill()
    print(f"\n{kind}, {disk}: raw loop {raw:,.0f} registrations/s; {clients} booths (aim {AIMS[disk]})")
    for what in ("readings", "screens", "receipts"):
        one = found[what]
        print(
            f"  {what:10} {one['rate']:>8,.0f}/s = {one['rate'] / raw:5.2f} of raw, p50 {one['p50']:.0f} ms, p99 {one['p99']:.0f} ms"
        )
    print(f"  answer of the page: {found['bytes'] / 1000:.1f} kB before compression")


def bulk(kind: str, count: int) -> None:
    """The same actions, many to a commit; then the journal walked, compared and played again."""
    with tempfile.TemporaryDirectory(prefix="lakay-bench-") as name, database(kind, Path(name), "") as url:
        node = Node(Path(name) / "node", os.environ, database=url)
        node.make()
        environment = {"LAKAY_MODE": "demo", "LAKAY_DATA": str(node.folder), "DJANGO_SETTINGS_MODULE": "lakay.config.settings"}
        figures = run("bench.bulk", str(count), environment=environment | ({"LAKAY_DATABASE_URL": url} if url else {}))
    print(f"\n{kind}, in bulk, {count:,} travellers (aim: 5,000 crossings/s)")
    for what, (clock, own) in figures.items():
        print(f"  {what:24} {clock:>9,.0f}/s by the clock, {own:>9,.0f} a second of processor time")


def main() -> None:
    """Run what is asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", choices=["http", "bulk", "mrz"], help="one part alone")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="one database alone")
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--each", type=int, default=40, help="travellers at each booth")
    parser.add_argument("--count", type=int, default=3000, help="travellers in bulk")
    parser.add_argument("--seconds", default="4", help="of the raw loop")
    asked = parser.parse_args()
    kinds = [asked.database] if asked.database else ["sqlite", "postgresql"]
    with tempfile.TemporaryDirectory(prefix="lakay-shim-") as folder:
        library = str(shim(Path(folder))) if asked.only in {None, "http"} else ""
        for kind in kinds if library else []:
            for disk, preload in (("as it is", ""), ("4 ms a sync", library)):
                http(kind, disk, preload, asked.clients, asked.each, asked.seconds)
    for kind in kinds if asked.only in {None, "bulk"} else []:
        bulk(kind, asked.count)
    if asked.only in {None, "mrz"}:
        print(flush=True)
        subprocess.run([sys.executable, HERE / "mrz.py"], check=True)


if __name__ == "__main__":
    main()
