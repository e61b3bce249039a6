"""The recordings of the statements of consent: they lie in the country pack, beside the sentences that they speak."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.http import Http404, HttpResponse
from django.urls import reverse

from lakay.access.policy import Permission
from lakay.kernel.purposes import Purpose
from lakay.places.pack.folder import find_pack
from lakay.protection.pack import the_pack
from lakay.protection.pack.desk import FOLDER
from lakay.protection.pack.tables import Statement
from lakay.web.protection import file_words as words
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest

VOICES = "voices"


@dataclass(frozen=True, slots=True)
class Voice:
    """A recording: `base` is its address without language and ending, `address` the whole."""

    base: str
    address: str


def _file(statement: Statement, language: str) -> Path:
    return find_pack() / FOLDER / VOICES / statement.version / f"{statement.code}.{language}.ogg"


def spoken_languages() -> list[str]:
    """The languages in which every statement of the newest version was spoken, in the order of the screen's languages."""
    statements = the_pack().newest_statements
    return [code for code in words.LANGUAGES if statements and all(_file(one, code).is_file() for one in statements)]


def voice_of(statement: Statement, language: str) -> Voice:
    """Where a statement is heard."""
    named = {"version": statement.version, "code": statement.code, "language": language}
    address = reverse("files:voice", kwargs=named)
    return Voice(address.removesuffix(f".{language}.ogg"), address)


@page(Permission.INTAKE_FOLLOW, purpose=Purpose.PROTECTION)
def voice(request: DeskRequest, version: str, code: str, language: str) -> HttpResponse:
    """A recording of the pack. It says nothing of anybody."""
    known = [one for one in the_pack().statements if (one.version, one.code) == (version, code)]
    if not known or language not in words.LANGUAGES or not _file(known[0], language).is_file():
        raise Http404
    response = HttpResponse(_file(known[0], language).read_bytes(), content_type="audio/ogg")
    response["Cache-Control"] = "private, max-age=86400"
    return response
