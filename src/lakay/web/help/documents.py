"""The documents of the `docs` folder, as pages. Relative links between them work here as they do in the folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.token import Token

SHELVES = ("tutorials", "how-to", "explanation", "reference", "adr")
PICTURES = {".png": "image/png", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Document:
    """A document by its path below `docs` and its first heading."""

    name: str
    title: str


def folder() -> Path:
    """Where the documents lie: in the package of an installed Lakay, beside it in the tree."""
    return settings.HOME / "docs"


@cache
def shelves() -> dict[str, list[Document]]:
    """All documents, shelf by shelf. Read once: the documents change only with the program."""
    return {shelf: [Document(name(path), title(path)) for path in sorted((folder() / shelf).glob("*.md"))] for shelf in SHELVES}


def name(path: Path) -> str:
    """The path below the folder, with slashes."""
    return path.relative_to(folder()).as_posix()


def title(path: Path) -> str:
    """The first heading of a document; its file name if it has none."""
    with path.open(encoding="utf-8") as lines:
        return next((line.lstrip("# ").strip() for line in lines if line.startswith("# ")), path.stem)


def find(wanted: str) -> Document | None:
    """A document by its path, only if it is one of ours."""
    return next((document for shelf in shelves().values() for document in shelf if document.name == wanted), None)


def picture(wanted: str) -> Path | None:
    """A picture that a document shows, only if it lies in the folder."""
    path = (folder() / wanted).resolve()
    inside = path.is_relative_to(folder().resolve())
    return path if inside and path.suffix in PICTURES and path.is_file() else None


SCROLLED = '<div class="sheet" role="region" tabindex="0" aria-label="{}"><table>'
"""A table that is wider than the screen is scrolled by itself, also from the keyboard."""


@cache
def to_html(wanted: str) -> str:
    """A document as HTML. HTML inside a document is shown as text, and nothing carries a style of its own."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse((folder() / wanted).read_text(encoding="utf-8"))
    html = str(parser.renderer.render([tidy(token) for token in tokens], parser.options, {}))
    return html.replace("<table>", SCROLLED.format(escape(title(folder() / wanted)))).replace("</table>", "</table></div>")


def tidy(token: Token) -> Token:
    """Replace the style that the parser writes on table cells, which the page's policy refuses, by a class."""
    style = token.attrs.pop("style", None)
    if style == "text-align:right":
        token.attrs["class"] = "number"
    return token
