"""A file of a filled form as a page may show it."""

from __future__ import annotations

from dataclasses import dataclass
from mimetypes import guess_type
from uuid import UUID

from lakay.forms.contents import LOCKED
from lakay.forms.models import Attachment

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
SOUNDS = frozenset({"audio/ogg", "audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/aac", "audio/wav", "audio/x-wav", "audio/webm"})
"""What a page shows and plays: none of these can carry a script. Anything else is handed over as bytes."""


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file: its name, its size in kilobytes, and whether it is a `picture`, a `sound` or (empty) something else."""

    id: UUID
    name: str
    kilobytes: int
    content_type: str
    kind: str


def shown_file(held: Attachment) -> ShownFile:
    """How a file is shown. What a phone says of its type counts only where the name says nothing."""
    name = held.name.removesuffix(LOCKED)
    said = (guess_type(name)[0] or held.content_type).partition(";")[0].strip().lower()
    kind = "picture" if said in PICTURES else "sound" if said in SOUNDS else ""
    return ShownFile(held.pk, name, max(1, round(held.size / 1024)), said if kind else "", kind)
