"""A page printed to a file by a browser of this machine, without a screen and without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
PATIENCE = 120
"""Seconds that a browser may take."""


class NotPrinted(RuntimeError):
    """The browser did not make the file."""


def browser() -> str | None:
    """A browser of this machine that prints without a screen."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def printed(html: str, file: Path) -> None:
    """Have a browser print a page that needs nothing else. Raises NotPrinted."""
    name = browser()
    if name is None:
        raise NotPrinted
    with TemporaryDirectory(prefix="lakay-paper-") as folder:
        source, made = Path(folder) / "bulletin.html", Path(folder) / "bulletin.pdf"
        source.write_text(html, encoding="utf-8")
        words = [
            name,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--no-pdf-header-footer",
        ]
        words += ["--no-sandbox"] if os.geteuid() == 0 else []
        words += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", source.as_uri()]
        try:
            subprocess.run(words, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603  (a browser of this machine)
        except (subprocess.SubprocessError, OSError) as error:
            raise NotPrinted from error
        if not made.exists():
            raise NotPrinted
        part = file.with_suffix(".part")
        shutil.move(made, part)
        part.replace(file)
