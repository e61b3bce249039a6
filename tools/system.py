"""Install what the tests need of the machine: PostgreSQL, strace and Chromium, from Debian's packages. Standard library only.

It installs only what is missing, and only where it may: as root, or with `sudo` that asks no password. Elsewhere it says which
tests will be left out and how to get them. LAKAY_NO_INSTALL=1 keeps it from installing anything.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import postgres

ROOT = Path(__file__).resolve().parent.parent
OCR_B = Path("/usr/share/fonts/opentype/ocr-b/OCRB.otf")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the tests need of the machine."""

    name: str
    packages: tuple[str, ...]
    serves: str
    present: Callable[[], bool]


def has_postgres() -> bool:
    """Say whether a PostgreSQL server is installed that this user can run."""
    try:
        return bool(postgres.find("initdb") and postgres.runner())
    except postgres.NoPostgres:
        return False


def browser() -> str | None:
    """Return the path of Chromium, if there is one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


NEEDS = (
    Need("PostgreSQL", ("postgresql",), "the PostgreSQL tests", has_postgres),
    Need("strace", ("strace",), "the tests of a failing disk", lambda: shutil.which("strace") is not None),
    Need("Chromium", ("chromium", "fonts-dejavu-core"), "the browser tests", lambda: browser() is not None),
    Need(
        "Chromium without its frame",
        ("chromium-headless-shell",),
        "the shorter way through the browser tests",
        lambda: shutil.which("chromium-headless-shell") is not None,
    ),
    Need("certutil", ("libnss3-tools",), "the tests of HTTPS in Chromium", lambda: shutil.which("certutil") is not None),
    Need("OCR-B", ("fonts-ocr-b",), "the tests of documents before the camera", OCR_B.exists),
)


def as_root() -> list[str] | None:
    """Return what to put before a command to run it as root, or None where that is not allowed."""
    if os.environ.get("LAKAY_NO_INSTALL") or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    allowed = shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    return ["sudo", "-n"] if allowed else None


def install(wanted: list[Need], before: list[str]) -> None:
    """Install Debian packages, each need by itself: one may be unknown here. A failure shows in what is still missing afterwards."""
    apt = [
        *before,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "Acquire::Retries=3",
        "-o",
        "Dpkg::Use-Pty=0",
    ]
    log = ROOT / "test-results" / "system.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as out:
        subprocess.run([*apt, "update"], stdout=out, stderr=out, check=False)
        for need in wanted:
            subprocess.run(
                [*apt, "install", "--yes", "--no-install-recommends", *need.packages], stdout=out, stderr=out, check=False
            )


def missing() -> list[Need]:
    """Return what the machine still lacks."""
    return [need for need in NEEDS if not need.present()]


def main() -> int:
    """Install what is missing where that is allowed, and say plainly what will be left out."""
    before = as_root()
    wanted = missing()
    if wanted and before is not None:
        print(f"Installing {' and '.join(need.name for need in wanted)} from Debian's packages, for the tests", flush=True)
        install(wanted, before)
    for need in missing():
        print(f"{need.name} is missing: {need.serves} will be left out.")
        print(f"  To run them: apt-get install {' '.join(need.packages)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
