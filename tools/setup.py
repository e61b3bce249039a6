"""Make the working environment: `python3 tools/setup.py run|dev`. Standard library only.

`run` is what a node needs, `dev` adds the tools for tests and checks. Everything lands in `.venv` and `node_modules` inside the
project; nothing else on the machine is changed. When nothing changed since last time it does nothing, in a blink.
"""

import fcntl
import json
import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import assets
import stamps
from installing import installer

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "lakay-setup.json"
LEVELS = ("run", "dev")
OLDEST = (3, 11)


class SetupFailed(RuntimeError):
    """A step of the set-up failed; the message says what to do."""


def say(text: str) -> None:
    """Tell the newcomer what is going on."""
    print(f"· {text}", flush=True)


@contextmanager
def alone() -> Iterator[None]:
    """Let one set-up run at a time."""
    with (ROOT / ".setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def do(command: list[str], advice: str) -> None:
    """Run one step, or say in plain words what to do when it fails."""
    environment = os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise SetupFailed(advice)


def requirements(level: str) -> Path:
    """Return the pinned list of one level."""
    return ROOT / "requirements" / f"{level}.txt"


def wanted(level: str) -> str:
    """Return the digest of what the environment of a level is made from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return stamps.digest([requirements(level)], level, sys.version.split()[0], json.dumps(project))


def is_ready(level: str) -> bool:
    """Say whether the environment already serves a level; `dev` serves `run` too."""
    made = stamps.read(STAMP) if PYTHON.exists() else {}
    return any(made.get("made") == wanted(more) for more in LEVELS[LEVELS.index(level) :])


def make_venv() -> None:
    """Make `.venv` with the Python that runs this, unless it is there."""
    if PYTHON.exists():
        return
    say(f"Making .venv with Python {sys.version.split()[0]}")
    do([sys.executable, "-m", "venv", str(VENV)], "Python cannot make virtual environments: on Debian install python3-venv.")


def install(level: str) -> None:
    """Install the pinned packages, each checked by its hash, then Lakay itself from this folder."""
    pinned = requirements(level)
    count = sum("==" in line for line in pinned.read_text(encoding="utf-8").splitlines())
    say(f"Installing {count} Python packages, each checked by its hash (the first time takes a minute or two)")
    unreachable = "The packages could not be installed: is a package registry reachable from here? Then run the command again."
    do([*installer(), "--require-hashes", "-r", str(pinned)], unreachable)
    do([*installer(), "--no-deps", "--no-build-isolation", "-e", str(ROOT)], "Lakay itself could not be installed.")
    stamps.write(STAMP, {"level": level, "made": wanted(level)})


def stale_catalogues() -> bool:
    """Say whether a translation catalogue is newer than what was compiled from it."""
    sources = (ROOT / "src" / "lakay" / "locale").glob("*/LC_MESSAGES/django.po")
    compiled = ((source, source.with_suffix(".mo")) for source in sources)
    return any(not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns for po, mo in compiled)


def set_up(level: str) -> None:
    """Bring the environment, the translations and the assets up to date."""
    if not is_ready(level):
        with assets.fetched_meanwhile():
            make_venv()
            install(level)
    if stale_catalogues():
        say("Compiling the translations")
        do([str(PYTHON), str(ROOT / "tools" / "catalogues.py")], "The translations could not be compiled.")
    try:
        assets.build()
    except (assets.NoNode, subprocess.CalledProcessError) as fault:
        raise SetupFailed(f"The front-end assets could not be built: {fault}") from fault


def main() -> int:
    """Set up one level and say how long it took, if it took long."""
    level = sys.argv[1] if len(sys.argv) > 1 else ""
    if level not in LEVELS:
        print("usage: python3 tools/setup.py run|dev", file=sys.stderr)
        return 2
    if sys.version_info < OLDEST:
        print(f"Lakay needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    started = time.monotonic()
    with alone():
        try:
            set_up(level)
        except SetupFailed as fault:
            print(fault, file=sys.stderr)
            return 1
    took = time.monotonic() - started
    if took > 2:
        say(f"Ready after {took:.0f} seconds")
    return 0


if __name__ == "__main__":
    sys.exit(main())
