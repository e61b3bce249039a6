"""Style sheets and scripts go over the wire compressed: a post's link may be slow, and its lanes share it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

import brotli
from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from lakay.kernel.whole import write_whole
from lakay.web.shell.devices import WORKER_POLICY

TEXT = {".css", ".js", ".json", ".geojson", ".svg"}
WORKERS = {"worker.min.js", "codes.worker.js"}
"""Scripts that run beside a page and read pictures."""


def brotli_of(content: bytes) -> bytes:
    """Pack well and quickly: the best level would take two seconds for three kilobytes less."""
    return bytes(brotli.compress(content, quality=9))


PACKERS: dict[str, Callable[[bytes], bytes]] = {"br": brotli_of, "gzip": gzip.compress}


class PackedFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves the static files where the tree has them, with their packed twins, made once, from the node's data folder."""

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        """A file with what browsers are told of it. No other site may read it, so it says nothing of other origins."""
        headers = Headers([])
        self.add_mime_headers(headers, path, url)
        self.add_cache_headers(headers, path, url)
        if Path(path).name in WORKERS:
            headers["Content-Security-Policy"] = WORKER_POLICY
        return StaticFile(path, headers.items(), encodings=packed(Path(path), Path(settings.DATA) / "packed"))


def packed(path: Path, folder: Path) -> dict[str, str]:
    """Encoding -> the packed twin of a text file, named by the digest of its content; made if it is not there.

    A binary has the twin that the set-up laid beside it, or none.
    """
    if path.suffix not in TEXT:
        beside = path.with_name(f"{path.name}.br")
        return {"br": str(beside)} if beside.exists() else {}
    content = path.read_bytes()
    name = sha256(content).hexdigest()[:32]
    twins = {encoding: folder / f"{name}.{encoding}" for encoding in PACKERS}
    for encoding, twin in twins.items():
        if not twin.exists():
            write_whole(twin, PACKERS[encoding](content), mode=0o644, sync=False)
    return {encoding: str(twin) for encoding, twin in twins.items()}
