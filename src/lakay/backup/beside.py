"""Small files of a node that a copy holds beside its keys: its authority for HTTPS, so that screens go on trusting a restored node, and
at a hub the halves of the posts' keys, so that it can go on releasing them.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from lakay.kernel.whole import write_whole
from lakay.tls.keeping import AUTHORITY, AUTHORITY_KEY, SITE, SITE_KEY, put_aside

TLS, HALVES = "tls", "releases"
AUTHORITY_FILES = (AUTHORITY_KEY, AUTHORITY, SITE_KEY, SITE)
"""In the order in which they are written: a certificate without its key would count as a damaged authority."""
OPEN_MODE, SECRET_MODE = 0o644, 0o600


def tls_folder() -> Path:
    """Where the authority of this node lies."""
    return Path(settings.DATA) / TLS


def halves_folder() -> Path:
    """Where a hub keeps its halves of the posts' keys (`sync.releasing.book`), each closed under its own key."""
    return Path(settings.KEYS) / HALVES


def found() -> dict[str, str]:
    """What there is to copy, by kind and name."""
    there = [tls_folder() / name for name in AUTHORITY_FILES]
    halves = sorted(halves_folder().glob("*.half"))
    return {
        **{f"{TLS}/{path.name}": _text(path) for path in there if path.is_file()},
        **{f"{HALVES}/{path.name}": _text(path) for path in halves},
    }


def bring(copied: Mapping[str, str]) -> None:
    """Write what a copy holds on a machine that just got its node's keys back from it. An authority that was made here meanwhile is put aside.

    A half that is here already stays.
    """
    if f"{TLS}/{AUTHORITY_KEY}" in copied and f"{TLS}/{AUTHORITY}" in copied:
        tls_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        put_aside(tls_folder())
        for name in AUTHORITY_FILES:
            if text := copied.get(f"{TLS}/{name}"):
                mode = SECRET_MODE if name in {AUTHORITY_KEY, SITE_KEY} else OPEN_MODE
                write_whole(tls_folder() / name, base64.b64decode(text), mode=mode)
    for place, text in copied.items():
        kind, _, name = place.partition("/")
        half = halves_folder() / name
        if kind == HALVES and half.parent == halves_folder() and half.suffix == ".half" and not half.exists():
            write_whole(half, base64.b64decode(text))


def _text(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()
