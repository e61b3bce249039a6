"""Remember what was built from which files, so that nothing is done twice. Standard library only."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *words: str) -> str:
    """Return one SHA-256 over the contents of files (a missing one counts as empty) and over some words."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in files:
        total.update(file.name.encode() + b"\0" + (file.read_bytes() if file.exists() else b"") + b"\0")
    return total.hexdigest()


def read(stamp: Path) -> dict[str, str]:
    """Return what a stamp says; a missing or broken one says nothing, and the work is done again."""
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(stamp: Path, said: dict[str, str]) -> None:
    """Write a stamp in one step."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    draft = stamp.with_suffix(".new")
    draft.write_text(json.dumps(said, indent=1), encoding="utf-8")
    draft.replace(stamp)
