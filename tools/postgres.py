"""A throw-away PostgreSQL for the tests: `python tools/postgres.py run -- COMMAND...`. Standard library only.

A private cluster in a temporary folder, reached by a Unix socket only, gone when the command ends. A cluster of the machine is
never touched. PostgreSQL refuses to run as root, so as root it runs as the machine's `postgres` user.
The command gets `LAKAY_DATABASE_URL`. With `--durable` every commit is synced to the disk, for measurements and crash tests.
"""

import argparse
import getpass
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OWNER = "lakay"
# A test cluster may lose everything when the machine stops: it is made anew each time.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ALWAYS = ("listen_addresses=", "max_connections=60", "shared_buffers=64MB", "logging_collector=off", "timezone=UTC")
START_SECONDS = 30


class NoPostgres(RuntimeError):
    """PostgreSQL is not on the machine, or there is no user it could run as."""


def find(program: str) -> str:
    """Return the path of one of PostgreSQL's programs; Debian keeps the server's outside the PATH."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name), reverse=True)
    path = os.pathsep.join([*map(str, places), os.environ.get("PATH", "")])
    found = shutil.which(program, path=path)
    if not found:
        raise NoPostgres(f"PostgreSQL is not installed ({program} was not found).")
    return found


def runner() -> str:
    """Return the user PostgreSQL runs as: the current one, or `postgres` when that is root."""
    user = getpass.getuser()
    if os.geteuid() != 0:
        return user
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise NoPostgres("PostgreSQL does not run as root, and this machine has no user `postgres`.") from None


def as_runner() -> dict[str, Any]:
    """Return what `subprocess` needs to run a program as that user."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(runner())
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def make(folder: Path) -> None:
    """Make an empty cluster in a folder of its own."""
    command = [
        find("initdb"),
        "-D",
        str(folder / "data"),
        "-U",
        OWNER,
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
    ]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **as_runner())
    if made.returncode:
        raise NoPostgres(f"initdb failed: {made.stderr.strip()}")


def start(folder: Path, *, durable: bool) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers."""
    options = [*ALWAYS, f"unix_socket_directories={folder}", *(() if durable else CARELESS)]
    command = [find("postgres"), "-D", str(folder / "data"), *(part for option in options for part in ("-c", option))]
    with (folder / "log").open("wb") as log:
        server: subprocess.Popen[bytes] = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **as_runner())
    deadline = time.monotonic() + START_SECONDS
    create = [find("createdb"), "-h", str(folder), "-U", OWNER, OWNER]
    while subprocess.run(create, cwd=folder, capture_output=True, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            server.kill()
            raise NoPostgres(f"PostgreSQL did not start: {(folder / 'log').read_text(errors='replace')[-500:]}")
        time.sleep(0.05)
    return server


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Run a private cluster and give the URL of its empty database."""
    find("postgres")
    folder = Path(tempfile.mkdtemp(prefix="lakay-pg-"))
    server = None
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, runner())
        make(folder)
        server = start(folder, durable=durable)
        yield f"postgresql://{OWNER}@/{OWNER}?host={folder}"
    finally:
        if server is not None:
            server.send_signal(2)  # SIGINT: PostgreSQL closes its connections and stops at once
            server.wait(timeout=START_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run a command beside a private cluster and return its exit code."""
    parser = argparse.ArgumentParser(description="Run a command with a throw-away PostgreSQL.")
    parser.add_argument("--durable", action="store_true", help="sync every commit to the disk")
    parser.add_argument("what", choices=("run",))
    parser.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    command = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
    if not command:
        parser.error("which command?")
    try:
        with cluster(durable=asked.durable) as url:
            return subprocess.run(command, env=os.environ | {"LAKAY_DATABASE_URL": url}, check=False).returncode
    except NoPostgres as fault:
        print(fault, file=sys.stderr)
        return 69


if __name__ == "__main__":
    sys.exit(main())
