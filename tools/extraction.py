"""Find the messages that the code asks to translate: in Python by Babel, in templates by Django's own reader.

GNU gettext is not needed.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from catalogues import ROOT, Key
from django.conf import settings
from django.utils.translation.template import templatize

# Which arguments of each function hold what: 1-based; (n, "c") is the context.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SOURCES = ROOT / "src" / "lakay"


def messages_of(python: bytes) -> Iterator[tuple[int, Key]]:
    """Yield the messages of a piece of Python with their lines."""
    options = {"encoding": "utf-8"}
    for line, found, _, context in extract("python", io.BytesIO(python), KEYWORDS, (), options):
        texts = (found,) if isinstance(found, str) else tuple(text for text in found if isinstance(text, str))
        texts = texts[1:] if context and len(texts) > 1 and texts[0] == context else texts
        if texts and texts[0]:
            yield line, (context, texts[0], texts[1] if len(texts) > 1 else "")


def read_as_python(path: Path) -> bytes:
    """Return a file as Python: a template becomes the calls its tags stand for."""
    if path.suffix == ".py":
        return path.read_bytes()
    if not settings.configured:
        settings.configure()  # noqa: TID251 (reading a template needs settings, any will do)
    lines = templatize(path.read_text(encoding="utf-8"), origin=str(path)).splitlines()
    return "\n".join(line.lstrip() for line in lines).encode()  # the indentation of a template is none of Python's


def used_messages() -> dict[Key, str]:
    """Return every message used under `src`, each with the first place where it stands."""
    found: dict[Key, str] = {}
    templates = (path for path in SOURCES.rglob("templates/**/*") if path.suffix in {".html", ".txt", ".xml", ".svg"})
    for path in sorted({*SOURCES.rglob("*.py"), *templates}):
        for line, key in messages_of(read_as_python(path)):
            found.setdefault(key, f"{path.relative_to(ROOT)}:{line}")
    return found
